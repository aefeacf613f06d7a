import { expect, it } from 'vitest';
import { stableId } from '../../src/core/stable-id.ts';

it('is the same everywhere and always', () => {
  expect(stableId('collection', 'Incident API')).toBe('1321cf7b-2f92-5a63-b035-5799a8ee4bc1');
});

it.each([
  { what: 'order', one: ['a', 'b'], other: ['b', 'a'] },
  { what: 'where a name ends', one: ['ab', 'c'], other: ['a', 'bc'] },
  { what: 'a quote in a name', one: ['a","b'], other: ['a', 'b'] },
  { what: 'how many names there are', one: ['a'], other: ['a', ''] },
])('depends on $what', ({ one, other }) => {
  expect(stableId(...one)).not.toBe(stableId(...other));
});
