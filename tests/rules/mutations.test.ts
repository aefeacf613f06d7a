import { describe, expect, it } from 'vitest';
import { itemsIn, replaced, withHeaderPlus, withItems, withoutHeader } from '../../src/rules/mutations.ts';
import { answer } from '../helpers/orders.ts';

describe('a value at a path', () => {
  it.each([
    { value: { a: 1 }, path: [], want: 'new' },
    { value: { a: 1, b: 2 }, path: ['a'], want: { a: 'new', b: 2 } },
    { value: { a: [1, 2] }, path: ['a', '1'], want: { a: [1, 'new'] } },
    { value: [1], path: ['5'], want: [1] },
    { value: null, path: ['a', 'b'], want: { a: { b: 'new' } } },
    { value: 'text', path: ['a'], want: { a: 'new' } },
  ])('is replaced, and made where it is missing: $path', ({ value, path, want }) => {
    expect(replaced(value, path, 'new')).toEqual(want);
  });
});

it('adds to a number in a header, and only to a number', () => {
  expect(withHeaderPlus(answer(), 'X-Total', 1)?.headers['x-total']).toBe('4');
  expect(withHeaderPlus(answer({ headers: { 'x-total': 'many' } }), 'X-Total', 1)).toBeUndefined();
  expect(withHeaderPlus(answer({ headers: {} }), 'X-Total', 1)).toBeUndefined();
});

it('takes a header away, however it is spelled', () => {
  expect(withoutHeader(answer(), 'X-Total').headers).not.toHaveProperty('x-total');
});

it.each([
  { pointer: '/data', want: 2 },
  { pointer: '/none', want: 0 },
  { pointer: '', want: 0 },
])('finds $want items at "$pointer"', ({ pointer, want }) => {
  expect(itemsIn(answer(), pointer)).toHaveLength(want);
});

it('puts other items into the envelope', () => {
  expect(withItems(answer({ body: { data: [1], more: 2 } }), '/data', [])?.body).toEqual({ data: [], more: 2 });
  expect(withItems(answer(), '/data', undefined)).toBeUndefined();
});
