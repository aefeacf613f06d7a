import { expect, it } from 'vitest';
import { count, toList, toSlug } from '../../src/core/words.ts';

it.each([
  { text: 'Incident API (v1)', want: 'incident-api-v1' },
  { text: '  --Größe & Café--  ', want: 'gro-e-cafe' },
  { text: '../../etc/passwd', want: 'etc-passwd' },
  { text: '東京', want: 'api' },
  { text: '', want: 'api' },
])('makes "$want" of "$text": a name for a file, which leads to no other folder', ({ text, want }) => {
  expect(toSlug(text)).toBe(want);
});

it.each([
  { words: [], want: '' },
  { words: ['a'], want: 'a' },
  { words: ['a', 'b'], want: 'a and b' },
  { words: ['a', 'b', 'c'], want: 'a, b and c' },
])('joins $words to "$want"', ({ words, want }) => {
  expect(toList(words)).toBe(want);
});

it.each([
  { number: 0, want: '0 files' },
  { number: 1, want: '1 file' },
  { number: 2, want: '2 files' },
])('counts $want', ({ number, want }) => {
  expect(count(number, 'file')).toBe(want);
});
