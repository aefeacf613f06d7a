import { describe, expect, it } from 'vitest';
import { fromPointer, toPointer, valueAt } from '../../src/core/pointer.ts';

it.each([
  { parts: [], want: '' },
  { parts: [''], want: '/' },
  { parts: ['paths', '/a/{b}'], want: '/paths/~1a~1{b}' },
  { parts: ['a~1b', '~', 0], want: '/a~01b/~0/0' },
])('spells $parts as "$want"', ({ parts, want }) => {
  expect(toPointer(parts)).toBe(want);
});

it.each([
  { pointer: '', want: [] },
  { pointer: '#', want: [] },
  { pointer: '/', want: [''] },
  { pointer: '#/paths/~1a~1%7Bb%7D', want: ['paths', '/a/{b}'] },
  { pointer: '/a%20b', want: ['a%20b'] },
  { pointer: '#/a%20b', want: ['a b'] },
  { pointer: '#/100%', want: ['100%'] },
  { pointer: '/~01', want: ['~1'] },
])('reads "$pointer" as $want', ({ pointer, want }) => {
  expect(fromPointer(pointer)).toEqual(want);
});

describe('the value at a pointer', () => {
  const root = { a: [{ b: 1 }], '': 2, none: null };

  it.each([
    { parts: [], want: root },
    { parts: ['a', '0', 'b'], want: 1 },
    { parts: [''], want: 2 },
    { parts: ['none'], want: null },
    { parts: ['none', 'x'], want: undefined },
    { parts: ['a', '1'], want: undefined },
    { parts: ['constructor'], want: undefined },
    { parts: ['__proto__', 'toString'], want: undefined },
    { parts: ['a', 'length', 'x'], want: undefined },
  ])('is found by own members only: $parts', ({ parts, want }) => {
    expect(valueAt(root, parts)).toEqual(want);
  });
});
