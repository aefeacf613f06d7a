/** SECURITY.md names the tests that hold what it says. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';

const named = [...readFileSync('SECURITY.md', 'utf8').matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);

it('names tests', () => {
  expect(named.length).toBeGreaterThan(5);
});

it.each(named)('%s is there', (path) => {
  const tests = readdirSync(path.endsWith('/') ? path : dirname(path)).filter((file) => file.endsWith('.test.ts'));
  expect(path.endsWith('/') ? tests : tests.filter((file) => file.startsWith(`${basename(path)}.`))).not.toEqual([]);
});
