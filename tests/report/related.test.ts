/** Causes that may be one fault: each report says of which other one, and the first lines of a terminal have room for them. */
import { expect, it } from 'vitest';
import { arranged, type Cause } from '../../src/report/causes.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import type { Reported } from '../../src/report/notes.ts';
import { toPage } from '../../src/report/page.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { red } from './support.ts';

function causeOf(id: string, to?: string, message = `wrong in ${id}`): Cause {
  const requests = [{ id: '1', name: 'R', method: 'GET', message, also: [] }];
  const related = to === undefined ? {} : { related: { to, why: `as ${to} is` } };
  return { id, kind: 'broken', title: `${id} is right`, message, hints: [], places: [], requests, ...related };
}

/** With as many requests as make a terminal begin with what is wrong. */
function withCauses(causes: readonly Cause[]): Reported {
  const [first] = red.requests;
  if (!first) throw new Error('no request');
  return { ...red, causes, requests: Array.from({ length: 9 }, (_, index) => ({ ...first, id: String(index) })) };
}

const chain = withCauses([causeOf('a'), causeOf('b', 'a'), causeOf('c', 'b'), causeOf('d')]);
const STYLE = { color: false, columns: 80 };

it('each says which cause it may share a fault with', () => {
  const terminal = toTerminalReport(chain, STYLE);
  const [, summary = ''] = terminal.split('\n\n');
  expect(summary.split('\n').filter((line) => line.startsWith('  '))).toEqual([
    '  1. Wrong in a (asserted: a is right). In R.',
    '     2. may be the same fault: Wrong in b',
    '     3. may be the same fault: Wrong in c',
    '  4. Wrong in d (asserted: d is right). In R.',
  ]);
  expect(terminal).toContain('It may be the same fault as cause 1: as a is.\n');
  expect(terminal).toContain('It may be the same fault as cause 2: as b is.\n');
  expect(toMarkdown(chain)).toContain('- It may be the same fault as cause 2\\: as b is\n');
  expect(toPage(chain)).toContain('It may be the same fault as <a href="#cause-2">cause 2</a>: as b is.');
});

it('a word that is long is cut before the requests, and stands in full after them', () => {
  const ids = Array.from({ length: 40 }, (_, index) => index).join();
  const terminal = toTerminalReport(withCauses([causeOf('a', undefined, `missing: ${ids}`)]), {
    ...STYLE,
    columns: 120,
  });
  const [, summary = ''] = terminal.split('\n\n');
  expect(summary).toContain(`${ids.slice(0, 50)}... `);
  expect(terminal).toContain(ids);
});

it.each([80, 200])('what is wrong is in the first 15 lines of a terminal of %d columns', (columns) => {
  const long = 'a long sentence '.repeat(20);
  const causes = ['a', 'b', 'c', 'd'].flatMap((id) => [causeOf(id, undefined, long), causeOf(`${id}2`, id, long)]);
  const [, summary = ''] = toTerminalReport(withCauses(causes), { ...STYLE, columns }).split('\n\n');
  const lines = summary.split('\n');
  expect(summary).toMatch(/\n {2}and \d other causes, all of them in full below$/);
  expect(lines.length + 2).toBeLessThanOrEqual(15);
  expect(lines.filter((line) => line.length > Math.min(columns, 100))).toEqual([]);
});

it('says that a page may be too short where a total and a link agree that more items follow', () => {
  const sides = {
    server: { label: 'X-Total', verb: 'says', value: '18' },
    other: { label: 'the list', verb: 'has', value: '3 items' },
  } as const;
  const [one, two] = [causeOf('total'), causeOf('link', undefined, 'no items follow, but the response has a link')];
  const total = { ...one, rule: 'total-is-whole', requests: one.requests.map((request) => ({ ...request, sides })) };
  const hintsOf = (causes: readonly Cause[]) => arranged(causes).map(({ hints }) => hints.length);
  expect(hintsOf([total, { ...two, rule: 'next-page' }])).toEqual([1, 1]);
  expect(hintsOf([total, { ...two, rule: 'next-page', message: 'more items follow' }])).toEqual([0, 0]);
});

it('relates what is wrong with one header in several operations', () => {
  const ofHeader = (id: string, message: string) => ({
    ...causeOf(id, undefined, message),
    rule: 'headers',
    title: 'ETag is present and valid',
  });
  const causes = [
    ofHeader('a', 'should match, got "1"'),
    ofHeader('b', 'should match, got "2"'),
    ofHeader('c', 'missing'),
  ];
  expect(arranged(causes).map(({ related }) => related?.why)).toEqual([
    undefined,
    'both are about ETag, in different operations',
    undefined,
  ]);
});
