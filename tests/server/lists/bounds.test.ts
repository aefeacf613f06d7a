/** Bounds of the reference server on numbers that are texts. */
import { expect, it } from 'vitest';
import { matchesCondition } from '../../../src/server/filter.ts';

it.each([
  { price: '10', limit: '9.5', want: true },
  { price: '9.50', limit: '9.5', want: true },
  { price: '-3', limit: '-2', want: false },
  { price: 10, limit: '9', want: true },
  { price: '', limit: '0', want: false },
  { price: 'free', limit: '0', want: false },
  { price: null, limit: '0', want: false },
])('$price from $limit: $want', ({ price, limit, want }) => {
  const bound = { side: 'from', inclusive: true, order: 'number', anyZone: false } as const;
  expect(matchesCondition({ price }, { path: ['price'], texts: [limit], bound })).toBe(want);
});
