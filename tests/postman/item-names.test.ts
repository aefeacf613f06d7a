/** Names that a file can have: `postman collection migrate` makes files of them. */
import { describe, expect, it } from 'vitest';
import { toItemName } from '../../src/postman/item-names.ts';
import { json, operation, withPath } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

describe('a name', () => {
  it.each(['GET /orders', 'é'.repeat(100), ''])('that is short stays: %s', (name) => {
    expect(toItemName(name)).toBe(name);
  });

  it.each([
    { name: 'a\nb\r\n c', want: 'a b  c' },
    { name: 'a\u001b[31mred\u0007', want: 'a [31mred' },
    { name: 'a\u2028b\u202ec', want: 'a b c' },
    { name: 'שלום\u200f é', want: 'שלום\u200f é' },
  ])('has nothing that a terminal obeys: $name', ({ name, want }) => {
    expect(toItemName(name)).toBe(want);
  });

  it.each([
    { what: 'letters', name: `${'a'.repeat(200)}: a wrong token`, start: 'aaa', end: ': a wrong token' },
    { what: 'letters of three bytes', name: `${'語'.repeat(90)}: 語`, start: '語語', end: ': 語' },
    { what: 'pairs of surrogates', name: '😀'.repeat(80), start: '😀', end: '😀' },
  ])('that is long keeps its start and its end: $what', ({ name, start, end }) => {
    const short = toItemName(name);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(200);
    expect(short.startsWith(start) && short.includes('…') && short.endsWith(end)).toBe(true);
    expect(short).not.toContain('\uFFFD');
  });
});

it('all names of a collection are short enough', async () => {
  const [tag, path, example] = ['t', 'p', 'e'].map((letter) => letter.repeat(300));
  const examples = { [`${example}`]: { value: 1 }, [`${example}2`]: { value: 2 } };
  const responses = { 200: { description: 'Fine', ...json({ type: 'integer' }, { examples }) } };
  const { collection } = await suiteOf(withPath(`/${path}`, { get: operation({ tags: [tag], responses }) }));
  const names = JSON.stringify(collection.item).match(/"name":"[^"]*"/g) ?? [];
  const long = names.filter((name) => name.includes('…'));
  for (const letters of ['ttt', 'ppp', 'eee']) expect(long.join()).toContain(letters);
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual('"name":""'.length + 200);
});
