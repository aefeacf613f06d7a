import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toVisible, toVisibleLine } from '../../src/report/escape.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toPage } from '../../src/report/page.ts';
import { styleFor } from '../../src/report/style.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { conclusion, inWords } from '../../src/report/words.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { green, hostile, hostileVerdict, red, reported } from './support.ts';

const plain = { color: false, columns: 60 };

it('shows a green run', () => {
  expect(toTerminalReport(green, plain)).toMatchInlineSnapshot(`
    "Pets (Newman)

    Use case 1
      ✓ GET List pets                   200 OK  34 ms

    Contract
      ✓ GET No token                    401 Other  34 ms

    Not judged
      1  the list is empty (empty-list)

    Requests   2 planned, 2 sent, 3 more by scripts
    Assertions 3 planned, 2 passed, 1 not judged

    The contract holds: 2 requests, 2 assertions passed, 1 not
    judged, in 2.1 s
    "
  `);
});

it('shows a red run: what was broken in full, and how to see it again', () => {
  expect(toTerminalReport(red, plain)).toMatchInlineSnapshot(`
    "Pets (Newman)

    Use case 1
      ✗ GET List pets                   200 OK  34 ms  -> 1, 6

    Contract
      ✗ GET No token            no response: ECONNRESET  -> 2, 3
      ✗ GET Lost                        not sent  -> 4

    1. Expected 500 to equal 200 at /0/id
       Asserted: It is 200
       expected 500 to equal 200
       at /0/id
       In 1 request:
         GET Use case 1 / List pets -> 200
       Reproduce with: curl -sS -X GET 'http://localhost/1' -H "x-api-key: $API_KEY"

    2. The request got no response: ECONNRESET
       In 1 request:
         GET Contract / No token
       Reproduce with: curl -sS -X GET 'http://localhost/2'

    3. A script threw: x is not defined
       In 1 request:
         GET Contract / No token
       Reproduce with: curl -sS -X GET 'http://localhost/2'

    4. The request was not sent
       In 1 request:
         GET Contract / Lost

    5. The run took longer than its limit of 5 s

    6. Never judged: In order
       In 1 request:
         GET Use case 1 / List pets -> 200
       Reproduce with: curl -sS -X GET 'http://localhost/1' -H "x-api-key: $API_KEY"

    Notices
      1 request not sent: writing is not allowed (--writes).
      Not sent: POST Contract / Add

    Not judged
      1  no answer came (no-answer)

    Requests   3 planned, 2 sent
    Assertions 4 planned, 0 passed, 1 failed, 1 not judged, 2
               missing

    The contract is broken: 1 assertion failed, 2 assertions
    never judged, 1 assertion not judged, 1 problem, 3 of 3
    requests failed, in 2.1 s
    "
  `);
});

it('says how many remarks there are on the description, and with verbose shows them, obeying nobody', () => {
  const notes = ['inferred: a', 'inferred: b', `note: ${hostile}`, 'overlay: c'];
  const digest = 'Notices\n  overlay: c\n  description: inferred 2, note 1; --verbose shows';
  expect(toTerminalReport({ ...green, notes }, plain)).toContain(digest);
  const output = toTerminalReport({ ...green, notes }, { ...plain, verbose: true });
  expect(output).toContain('Notices\n  inferred: a\n');
  expect(output).toContain('\\x1b[2J');
});

it('says the same in colour', () => {
  const colored = toTerminalReport(red, { ...plain, color: true });
  expect(colored).toContain('\x1b[31m');
  expect(stripVTControlCharacters(colored)).toBe(toTerminalReport(red, plain));
});

it('shows the assertions of green requests only where they are asked for', () => {
  expect(toTerminalReport(green, plain)).not.toContain('✓ It is 200');
  const output = toTerminalReport(green, { ...plain, verbose: true });
  expect(output).toContain('      ✓ It is 200\n      - In order (not judged: the list is empty)\n');
});

it('shows a cause with both sides, a hint, its place and its requests, and how much was asserted', () => {
  const output = toTerminalReport(reported, plain);
  expect(output).toContain(`\
1. X-Total-Count says 44; the whole list has 45 items
   Asserted: X-Total-Count counts all items
   In all 2 requests it is 1 too low.
   Failed or not judged with it: In order
   Promised at spec/pets.yaml:12:9 and spec/pets.yaml:40:5
   In 2 requests:
     GET Use case 1 / List pets -> 200
     GET Contract / [Pages](x) {0} | \`a\` <b> -> 200
   Reproduce with: curl x
`);
  expect(output).toContain('\nCoverage   50 % of the description (2 of 4)\n');
});

it('shows the first requests of a cause, and how many more there are', () => {
  const [cause] = reported.causes ?? [];
  const [request] = cause?.requests ?? [];
  const requests = request ? Array.from({ length: 11 }, (_, index) => ({ ...request, name: `R${index}` })) : [];
  const many = { ...reported, causes: cause ? [{ ...cause, requests }] : [] };
  expect(toTerminalReport(many, plain)).toContain('GET R4 -> 200\n     and 6 more; --verbose shows all\n');
  expect(toTerminalReport(many, { ...plain, verbose: true })).toContain('GET R10 -> 200\n');
});

it('tells each notice once', () => {
  const output = toTerminalReport(
    { ...green, notices: ['a', 'a'], notes: ['note: b', 'note: b'] },
    { ...plain, verbose: true },
  );
  expect(output.match(/^ {2}(a|note: b)$/gm)).toEqual(['  a', '  note: b']);
});

it.each([60, 80])('fits %i columns, but for commands and long words', (columns) => {
  const lines = toTerminalReport(reported, { color: false, columns }).split('\n');
  expect(lines.filter((line) => line.length > columns && !/Reproduce with|note:/.test(line))).toEqual([]);
});

describe('nothing that a server says', () => {
  it('is obeyed by a terminal', () => {
    const output = toTerminalReport(hostileVerdict, { ...plain, verbose: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for.
    expect(output).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(output).toContain('\\x1b[2J\\x0d\\x00\\u202egnp\\u2066');
  });

  it.each([
    { text: 'a\x1b[31mb', want: 'a\\x1b[31mb' },
    { text: 'a\r\nb', want: 'a\\x0d\nb' },
    { text: '\x9b1m\u200f\u2028', want: '\\x9b1m\\u200f\\u2028' },
    { text: 'plain ✓ ö 🐶', want: 'plain ✓ ö 🐶' },
  ])('$text is shown as $want', ({ text, want }) => {
    expect(toVisible(text)).toBe(want);
  });

  it('breaks a line where there is one', () => {
    expect(toVisibleLine('a\nb\tc')).toBe('a\\nb\\tc');
  });
});

describe('colour is', () => {
  it.each([
    { when: 'on at a terminal', tty: true, env: {}, want: true },
    { when: 'off in a file', tty: false, env: {}, want: false },
    { when: 'off with NO_COLOR', tty: true, env: { NO_COLOR: '1' }, want: false },
    { when: 'not off with an empty NO_COLOR', tty: true, env: { NO_COLOR: '' }, want: true },
    { when: 'on with FORCE_COLOR, in a file as well', tty: false, env: { FORCE_COLOR: '1' }, want: true },
    { when: 'off with FORCE_COLOR=0', tty: true, env: { FORCE_COLOR: '0' }, want: false },
    { when: 'off at a dumb terminal', tty: true, env: { TERM: 'dumb' }, want: false },
  ])('$when', ({ tty, env, want }) => {
    expect(styleFor({ isTTY: tty }, env).color).toBe(want);
  });
});

it.each([
  { ms: 0, want: '0 ms' },
  { ms: 999, want: '999 ms' },
  { ms: 1000, want: '1.0 s' },
  { ms: 300_000, want: '300.0 s' },
])('$ms ms is $want', ({ ms, want }) => {
  expect(inWords(ms)).toBe(want);
});

it('begins with what is wrong where many requests would stand before it', () => {
  const [first] = reported.requests;
  const requests = first ? Array.from({ length: 9 }, (_, index) => ({ ...first, id: `${index}` })) : [];
  const output = toTerminalReport({ ...reported, requests }, { color: false, columns: 80 });
  expect(output.split('\n').slice(4, 8).join('\n')).toMatchInlineSnapshot(`
    "  1. X-Total-Count says 44; the whole list has 45 items. In all 2 requests it
        is 1 too low. In 2 requests, such as Use case 1 / List pets. Promised at
        spec/pets.yaml:12:9 and spec/pets.yaml:40:5.
      2. Expected 500 to equal 200 at /0/id (asserted: It is 200). In Use case 1 /"
  `);
});

it('says first that a large part of many requests was not judged, and why', () => {
  const [first] = green.requests;
  if (!first) throw new Error('no request');
  const many = { ...green, requests: Array.from({ length: 9 }, (_, index) => ({ ...first, id: String(index) })) };
  const want = '1 of 3 assertions (33 %) were not judged, mostly for this reason: the list is empty (1). With more';
  expect(toTerminalReport(many, { ...plain, columns: 120 }).split('\n')[2]).toBe(want);
  for (const report of [toMarkdown(green), toPage(green)]) expect(report).toContain('With more data on the server');
  const few = { ...many, totals: { ...many.totals, assertionsPassed: 4 } };
  expect(toTerminalReport(few, plain)).not.toContain('With more data');
});

it('a shard without requests does not say that the contract holds', () => {
  const totals = { requestsSent: 0, assertionsPassed: 0, assertionsNotJudged: 0, ms: 1 };
  const nothing = { ok: true, exitCode: 0, requests: [], problems: [], notJudged: [], totals } as unknown as Verdict;
  expect(conclusion(nothing)).toBe('No request was planned, so nothing was judged');
});
