import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { HelperName } from '../../src/rules/helper.ts';
import { helperCode } from '../../src/rules/helpers.ts';
import { joined, js } from '../../src/rules/script.ts';
import { collectionOf, runInNewman } from '../helpers/in-newman.ts';
import { ordersModel } from '../helpers/orders.ts';
import { serverThat } from '../helpers/server.ts';

/** What a helper gives, called as scripts call it: its very text, in a world of its own. */
function call(name: HelperName, ...values: readonly unknown[]): unknown {
  const list = ordersModel.operations[0]?.list;
  const code = joined(helperCode([name], list ? { list } : {})).text;
  const given = values.map((value) => js`${value}`.text);
  return runInNewContext(`${code}\nJSON.stringify({ it: ${name}(${given.join()}) })`);
}

const gives = (value: unknown) => JSON.stringify({ it: value });

it.each([
  { value: { a: { 'b/c': [1, 2] } }, pointer: '/a/b~1c/1', want: 2 },
  { value: { a: null }, pointer: '/a/b', want: undefined },
  { value: {}, pointer: '/constructor', want: undefined },
  { value: [1], pointer: '/length', want: 1 },
  { value: 'text', pointer: '/0', want: undefined },
  { value: [], pointer: '', want: [] },
])('at: finds $want at "$pointer"', ({ value, pointer, want }) => {
  expect(call('at', value, pointer)).toBe(gives(want));
});

it.each([
  { item: { a: 'x' }, text: 'x', want: true },
  { item: { a: 'X' }, text: 'x', want: false },
  { item: { a: 7 }, text: '7', want: true },
  { item: { a: true }, text: 'true', want: true },
  { item: { a: ['y', 'x'] }, text: 'x', want: true },
  { item: { a: [] }, text: '', want: false },
  { item: {}, text: 'undefined', want: false },
])('matches: $item has "$text": $want', ({ item, text, want }) => {
  expect(call('matches', item, '/a', text)).toBe(gives(want));
});

describe('inOrder: two neighbours', () => {
  const text = { member: '/a', descending: false, order: 'text' };
  const number = { member: '/n', descending: true, order: 'number' };
  const time = { member: '/t', descending: false, order: 'date-time' };

  it.each([
    { what: 'ascend', one: { a: 'a' }, other: { a: 'b' }, keys: [text], want: true },
    { what: 'descend where they should ascend', one: { a: 'b' }, other: { a: 'a' }, keys: [text], want: false },
    { what: 'are equal', one: { a: 'a' }, other: { a: 'a' }, keys: [text], want: true },
    { what: 'ascend without regard to case', one: { a: 'a' }, other: { a: 'B' }, keys: [text], want: true },
    { what: 'ascend by code point', one: { a: 'B' }, other: { a: 'a' }, keys: [text], want: true },
    { what: 'are numbers, not their texts', one: { n: 10 }, other: { n: 9 }, keys: [number], want: true },
    {
      what: 'are times, not their texts',
      one: { t: '2024-01-01T10:00:00+02:00' },
      other: { t: '2024-01-01T09:00:00Z' },
      keys: [time],
      want: true,
    },
    {
      what: 'are equal by the first key, and wrong by the second',
      one: { a: 'a', n: 1 },
      other: { a: 'a', n: 2 },
      keys: [text, number],
      want: false,
    },
    { what: 'lack the key', one: { a: 'b' }, other: {}, keys: [text], want: true },
    { what: 'have null for it', one: { a: null }, other: { a: 'a' }, keys: [text], want: true },
  ])('$what: $want', ({ one, other, keys, want }) => {
    expect(call('inOrder', one, other, keys)).toBe(gives(want));
  });

  it.each([
    { what: 'of which the second lacks the key', one: { a: 'b' }, other: {}, want: true },
    { what: 'of which the first lacks the key', one: { a: null }, other: { a: 'a' }, want: false },
    { what: 'that both lack it, and are wrong by the next', one: { n: 1 }, other: { n: 2 }, want: false },
  ])('$what, where that comes last: $want', ({ one, other, want }) => {
    const keys = [text, number].map((key) => ({ ...key, absent: 'last' }));
    expect(call('inOrder', one, other, keys)).toBe(gives(want));
  });

  it.each([
    { one: 'low', other: 'high', want: true },
    { one: 'high', other: 'low', want: false },
    { one: 'high', other: 'high', want: true },
    { one: 'high', other: 'new', want: true },
    { one: 'new', other: 'low', want: true },
  ])('stand by rank: $one $other: $want', ({ one, other, want }) => {
    const keys = [{ member: '/a', descending: false, order: 'rank', ranks: ['low', 'high'] }];
    expect(call('inOrder', { a: one }, { a: other }, keys)).toBe(gives(want));
  });

  it.each([
    { one: 'a', other: 'B', want: false },
    { one: 'B', other: 'a', want: true },
    { one: '\u{1f600}', other: '\uffee', want: true },
  ])('ascend by code point alone: $one $other: $want', ({ one, other, want }) => {
    const keys = [{ member: '/a', descending: false, order: 'code-points' }];
    expect(call('inOrder', { a: one }, { a: other }, keys)).toBe(gives(want));
  });
});

it.each([
  { value: 5, side: 'from', inclusive: true, want: true },
  { value: 5, side: 'from', inclusive: false, want: false },
  { value: 5, side: 'to', inclusive: undefined, want: undefined },
  { value: 6, side: 'from', inclusive: false, want: true },
  { value: 6, side: 'to', inclusive: true, want: false },
  { value: null, side: 'from', inclusive: true, want: undefined },
  { value: 'many', side: 'from', inclusive: true, want: undefined },
])('isWithin: $value $side 5: $want', ({ value, side, inclusive, want }) => {
  expect(call('isWithin', { a: value }, '/a', '5', { side, inclusive, order: 'number' })).toBe(gives(want));
});

it.each([
  { text: '2024-03-01T00:00:00Z', want: true },
  { text: '2024-03-01T01:00:00+01:00', want: true },
  { text: '2024-03-01T00:00:01Z', want: false },
])('isWithin: a moment is the same however it is written: $text: $want', ({ text, want }) => {
  const bound = { side: 'from', inclusive: true, order: 'date-time' };
  expect(call('isWithin', { a: '2024-03-01T02:00:00+02:00' }, '/a', text, bound)).toBe(gives(want));
});

it.each([
  { one: { a: 1, b: [2] }, other: { b: [2], a: 1 }, want: true },
  { one: [1, 2], other: [2, 1], want: false },
  { one: [], other: {}, want: false },
  { one: null, other: {}, want: false },
  { one: 1, other: '1', want: false },
])('same: $one and $other: $want', ({ one, other, want }) => {
  expect(call('same', one, other)).toBe(gives(want));
});

it('brief: cuts what does not fit a line', () => {
  expect(call('brief', 'x'.repeat(200))).toMatch(/^.{80,100}$/);
  expect(call('brief', undefined)).toBe(gives('nothing'));
});

it('gives each helper once, with all that it needs', () => {
  const names = helperCode(['compare', 'items', 'expectHeader'], {}).map(
    ({ text }) => /function (\w+)/.exec(text)?.[1],
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['compare', 'readWhole', 'read', 'items', 'body', 'at', 'expectValid']));
});

describe('a header', async () => {
  const headers = { 'X-Number': '5', 'X-Text': 'a', 'X-Yes': 'true' };
  const { url } = await serverThat(() => ({ headers }));
  const $defs = { Count: { type: 'integer' } };
  const ROWS = [
    { name: 'X-Number', schema: { type: 'integer' }, holds: true },
    { name: 'X-Number', schema: { type: 'string' }, holds: true },
    { name: 'X-Number', schema: { type: 'integer', minimum: 6 }, holds: false },
    { name: 'X-Text', schema: { type: 'integer' }, holds: false },
    { name: 'X-Text', schema: true, holds: true },
    { name: 'X-Yes', schema: { type: 'boolean' }, holds: true },
    { name: 'X-None', schema: {}, holds: false },
    { name: 'X-Number', schema: { type: ['integer', 'null'] }, holds: true },
    { name: 'X-Number', schema: { type: 'integer', $ref: '#/$defs/Count', $defs }, holds: true },
    { name: 'X-Number', schema: { type: 'integer', allOf: [{ type: 'integer' }] }, holds: true },
  ];
  const tests = ROWS.map(
    ({ name, schema }, index) => js`pm.test(${String(index)}, () => expectHeader(${name}, ${schema}));`,
  );
  const script = joined([...tests, ...helperCode(['expectHeader'], {})]).text;
  const { assertions } = await runInNewman(collectionOf(url, script));
  const holds = (row: (typeof ROWS)[number]) => assertions[ROWS.indexOf(row)]?.error === undefined;

  it.each(ROWS)('$name is held against $schema: $holds', (row) => {
    expect(holds(row)).toBe(row.holds);
  });
});

describe('the next page', async () => {
  const first = '<https://api.example/v1/orders?page=1>; rel="first"';
  const next = '</v1/orders?page=3>; rel="next"';
  const { url } = await serverThat(({ url: path }) => ({
    headers: {
      Link: { '/one?page=2': `${first}, ${next}`, '/many?page=2': [first, next], '/last?page=2': first }[path] ?? '',
    },
  }));
  const list = ordersModel.operations[0]?.list;
  const code = joined(helperCode(['nextUrl'], list ? { list: { ...list, next: { kind: 'link-header' } } } : {})).text;

  it.each([
    { path: 'one', what: 'in one header', want: '?page=3' },
    { path: 'many', what: 'in one of several', want: '?page=3' },
    { path: 'last', what: 'nowhere', want: '' },
  ])('is linked $what', async ({ path, want }) => {
    const expected = want && `${url}/${path}${want}`;
    const script = `pm.test('next', () => pm.expect(nextUrl(pm.response)).to.equal(${JSON.stringify(expected)}));\n${code}`;
    const { assertions, faults } = await runInNewman(collectionOf(`${url}/${path}?page=2`, script));
    expect({ assertions, faults }).toEqual({ assertions: [{ name: 'next' }], faults: [] });
  });
});
