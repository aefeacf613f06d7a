import { expect, it } from 'vitest';
import { toEnvName } from '../../src/core/variable-names.ts';
import { count, toFileStem, toList, toSlug } from '../../src/core/words.ts';

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

it.each([
  { text: 'CON', want: 'con-api' },
  { text: 'nul', want: 'nul-api' },
  { text: 'Com1', want: 'com1-api' },
  { text: 'Console', want: 'console' },
  { text: 'a<b>|c?*: d. ', want: 'a-b-c-d' },
  { text: 'x'.repeat(300), want: 'x'.repeat(100) },
])('makes "$want" of "$text": a file name on every system', ({ text, want }) => {
  expect(toFileStem(text)).toBe(want);
});

it.each([
  { name: 'API-KEY', want: 'API_KEY' },
  { name: 'apiKey', want: 'API_KEY' },
  { name: '1st key', want: '_1ST_KEY' },
])('reads the variable $name from $want', ({ name, want }) => {
  expect(toEnvName(name)).toBe(want);
});
