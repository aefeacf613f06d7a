/** How paths and words of a command line are shown. */
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { toShellWord, toShownPath } from '../../src/cli/shown-path.ts';

it.each([
  ['a path below the working directory', resolve('reports/a.xml'), 'reports/a.xml'],
  ['a relative path', 'reports/a.xml', 'reports/a.xml'],
  ['the working directory', resolve('.'), resolve('.')],
  ['a path elsewhere', resolve('../a.xml'), resolve('../a.xml')],
  ['a URL', 'https://api.example/openapi.json', 'https://api.example/openapi.json'],
])('%s', (_what, path, want) => {
  expect(toShownPath(path)).toBe(want);
});

it.each([
  ['spec/openapi.yaml', 'spec/openapi.yaml'],
  ['Pet store.yaml', "'Pet store.yaml'"],
  ["it's.yaml", "'it'\\''s.yaml'"],
  ['https://api.example/a?b=c&d', "'https://api.example/a?b=c&d'"],
])('%s as a word of a shell', (word, want) => {
  expect(toShellWord(word)).toBe(want);
});
