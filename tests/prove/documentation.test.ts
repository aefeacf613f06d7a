import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../src/rules/registry.ts';

const text = readFileSync('docs/rules.md', 'utf8');

it.each(RULES)('docs/rules.md says what $id asserts', ({ id, summary }) => {
  expect(text).toContain(`| \`${id}\` | ${summary} |`);
});
