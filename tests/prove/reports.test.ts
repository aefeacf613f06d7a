import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/prove/outcome.ts';
import { toJsonProof } from '../../src/prove/proof-json.ts';
import { toProofPage } from '../../src/prove/proof-page.ts';
import { toTerminalProof } from '../../src/prove/proof-terminal.ts';
import { PAGE_STYLE } from '../../src/report/page-style.ts';
import { entry, killed, mutant, proof, survived } from './support.ts';

const outcomes: readonly Outcome[] = [
  killed(),
  killed({ rule: 'headers', mutation: 'ETag missing' }),
  survived({ rule: 'headers', mutation: 'ETag empty' }),
  {
    kind: 'not-tried',
    mutant: mutant({ entry: entry({ name: 'One pet' }) }),
    why: 'Newman exited before the end of the run',
  },
  {
    kind: 'inapplicable',
    mutant: mutant({ rule: 'sort-order' }),
    why: 'it does not apply to this response: HTTP 200 with an empty array',
  },
  {
    kind: 'killed-by-other',
    mutant: mutant({ rule: 'headers', entry: entry({ name: 'One pet' }) }),
    by: ['The body satisfies its schema'],
  },
];
const plain = { color: false, columns: 80 };
const hostile = '\u202e<script>alert(1)</script>"\u001b[2J\'&';

describe('on a terminal', () => {
  it('rules have their counts, requests their cells, and what was not killed its reason', () => {
    expect(toTerminalProof(proof(outcomes), plain)).toBe(`\
    Rule        killed  by another  survived  not tried  not made
  1 status           1           ·         ·          1         ·
  2 headers          1           1         1          ·         ·
  3 sort-order       ·           ·         ·          ·         1
    all              2           1         1          1         1

           1  2  3
List pets  1 !1  -
One pet   ?1  1  ·

Numbers are mutants killed. ! survived, ? not tried, - not made, · no such rule.

Not made, since the mutation does not apply to the response:
  sort-order: a server error (List pets): it does not apply to this response: HTTP 200 with an empty array

Killed, but not by their own rule:
  headers: a server error (One pet), by The body satisfies its schema

survived: ETag empty
  rule      headers
  request   List pets
  assertion Status is 200
  why       it passed on the mutant

not tried: a server error
  rule      status
  request   One pet
  assertion Status is 200
  why       Newman exited before the end of the run

Not proved: 3 of 5 mutants killed in 2.1 s; 1 survived; 1 not tried; 1 more could not be made
`);
  });

  it('what was killed whole, and narrowed, says so', () => {
    expect(toTerminalProof(proof([killed()], { known: 40 }), plain)).toMatch(
      /\n\nProved: 1 of 1 mutant killed in 2\.1 s; selected from 40\n$/,
    );
  });

  it.each([80, 120])('fifty requests and thirty rules fit into %i columns, and no name is cut', (columns) => {
    const name = (request: number) =>
      `List the pets of the house: sorted by key number ${request}, the other way round`;
    const pets = Array.from({ length: 50 }, (_, request) => entry({ name: name(request) }));
    const many = Array.from({ length: 50 }, (_, request) =>
      Array.from({ length: 30 }, (_, rule) => killed({ rule: `rule-${rule}`, entry: pets[request] ?? entry() })),
    );
    const text = toTerminalProof(proof(many.flat()), { color: false, columns });
    const blocks = text.split('\n\n').filter((block) => /^ +\d/.test(block));
    expect(blocks.length).toBe(columns === 80 ? 2 : 1);
    for (const line of blocks.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(text.replaceAll(/( +\d+)* *\n +/g, ' ')).toContain('sorted by key number 49, the other way round');
  });

  it('obeys no text of a description', () => {
    const text = toTerminalProof(proof([survived({ mutation: hostile, entry: entry({ name: hostile }) })]), plain);
    expectHarmless(text);
  });
});

describe('as JSON', () => {
  const isValid = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync('docs/proof.schema.json', 'utf8')));

  it('it is as docs/proof.schema.json describes it, with a reason for whatever was not killed', () => {
    const notAsserted = [{ pointer: '/components/schemas/Pet', keyword: 'format', why: 'nobody knows it' }];
    const json = JSON.parse(toJsonProof(proof(outcomes, { notAsserted, notes: ['inferred: …'] })));
    expect(isValid(json) || isValid.errors).toBe(true);
    expect(json).toMatchObject({ version: 2, proved: false, totals: { killed: 2, survived: 1, inapplicable: 1 } });
    expect(json.rules[0]).toEqual({
      rule: 'status',
      killed: 1,
      'killed-by-other': 0,
      survived: 0,
      inapplicable: 0,
      'not-tried': 1,
    });
    expect(json.mutants.map(({ why = '' }) => why !== '')).toEqual([false, false, true, true, true, false]);
  });
});

describe('as a page', () => {
  const page = toProofPage(
    proof(outcomes, {
      title: hostile,
      notes: ['inferred: listPets: "limit" is the greatest number'],
      notAsserted: [{ pointer: '/components/schemas/Pet', keyword: 'format', why: 'nobody knows it' }],
    }),
  );

  it('says what was not killed before all else, and then what was not made, not asserted and inferred', () => {
    const headings = [...page.matchAll(/<h2 [^>]*>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'What was not killed',
      'Killed, but not by its own rule',
      'Rules',
      'Requests by rules',
      'Could not be made',
      'Not asserted, so not proved',
      'Conventions and notices',
      'Every mutation',
    ]);
    expect(page).toContain('<dt>Change</dt><dd>ETag empty</dd>');
    expect(page).toContain('<dt>Why it survived</dt><dd>it passed on the mutant</dd>');
  });

  it('needs nothing, runs nothing, and obeys no text of a description', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|@import|https?:/i);
    expectHarmless(page);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
  });

  it('tells each cell of a table what it belongs to, and lets the keyboard scroll', () => {
    const headers = [...page.matchAll(/<th\b[^>]*>/g)].map(([tag]) => tag);
    expect(headers.filter((tag) => !/ scope="(col|row|rowgroup)"/.test(tag))).toEqual([]);
    const regions = [...page.matchAll(/<div class="scroll"[^>]*>/g)].map(([tag]) => tag);
    expect(regions.filter((tag) => !/role="region" aria-label(ledby)?="[^"]+" tabindex="0"/.test(tag))).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/ (?:aria-labelledby="|href="#)([^"]*)"/g)) expect(ids).toContain(id);
  });

  it.each([
    ['text', 'ground'],
    ['text', 'raised'],
    ['text', 'bad-ground'],
    ['quiet', 'ground'],
    ['quiet', 'raised'],
    ['quiet', 'bad-ground'],
    ['link', 'ground'],
    ['link', 'raised'],
    ['good', 'good-ground'],
    ['good', 'ground'],
    ['bad', 'bad-ground'],
    ['other', 'other-ground'],
  ])('%s on %s can be read by day and by night', (text, ground) => {
    const [day = '', night = ''] = PAGE_STYLE.split('prefers-color-scheme');
    for (const colors of [day, night])
      expect(contrast(colorIn(colors, text), colorIn(colors, ground))).toBeGreaterThan(4.5);
  });
});

/** Neither turns text around nor is obeyed by a terminal. */
function expectHarmless(text: string): void {
  expect(['\u202e', '\u001b'].filter((char) => text.includes(char))).toEqual([]);
}

function colorIn(style: string, name: string): string {
  return new RegExp(`--${name}: (#\\w{6})`).exec(style)?.[1] ?? '';
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
