import { describe, expect, it } from 'vitest';
import { acceptableType, concreteType, isJsonType, patternOfType } from '../../src/core/media-types.ts';

it.each([
  { type: 'application/json', want: true },
  { type: 'Application/JSON; charset="utf-8"', want: true },
  { type: 'application/json;odata=verbose', want: true },
  { type: 'application/problem+json', want: true },
  { type: 'application/*+json', want: true },
  { type: 'application/json-seq', want: false },
  { type: 'application/jsonp', want: false },
  { type: 'text/plain; format=json', want: false },
  { type: '*/*', want: false },
])('$type is JSON: $want', ({ type, want }) => {
  expect(isJsonType(type)).toBe(want);
});

describe('what is sent for a documented type', () => {
  it.each([
    { type: 'application/vnd.a+json; v=1', isData: true, want: 'application/vnd.a+json; v=1' },
    { type: '*/*', isData: true, want: 'application/json' },
    { type: '*/*', isData: false, want: 'text/plain' },
    { type: 'application/*', isData: true, want: 'application/json' },
    { type: 'application/*', isData: false, want: 'application/octet-stream' },
    { type: 'application/*+json', isData: true, want: 'application/vnd.example+json' },
    { type: 'image/*', isData: false, want: 'image/png' },
    { type: 'text/*', isData: false, want: 'text/plain' },
  ])('is $want for $type, data: $isData', ({ type, isData, want }) => {
    expect(concreteType(type, isData)).toBe(want);
    expect(new RegExp(patternOfType(type)).test(want.replace(/;.*/, ''))).toBe(true);
  });
});

it.each([
  { range: 'image/*', type: 'image/svg+xml', want: true },
  { range: 'application/*+json', type: 'application/hal+json', want: true },
  { range: 'application/*+json', type: 'application/json', want: false },
  { range: 'application/json', type: 'application/jsonp', want: false },
  { range: 'application/vnd.a+json', type: 'application/vndXa+json', want: false },
])('$type is in $range: $want', ({ range, type, want }) => {
  expect(new RegExp(patternOfType(range)).test(type)).toBe(want);
});

it('accepts a type without what HTTP or servers do not know in Accept', () => {
  expect(acceptableType('application/*+json')).toBe('application/*');
  expect(acceptableType('image/*')).toBe('image/*');
  expect(acceptableType('application/json; charset=utf-8')).toBe('application/json');
  expect(acceptableType('application/json;charset="UTF-8"; profile=a')).toBe('application/json; profile=a');
});
