/** The index of decisions says what stands at the head of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../docs/adr/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

const decisions = readdirSync(FOLDER)
  .filter((file) => /^\d{4}-/.test(file))
  .map((file) => ({ file, text: textOf(file) }));
const rows = textOf('README.md')
  .split('\n')
  .filter((line) => line.startsWith('| ['));

it('the index has each decision once, in order', () => {
  const files = decisions.map(({ file }) => file);
  const listed = rows.map((row) => row.match(/\(([^)]+)\)/)?.[1] ?? '');
  expect(listed.filter((file) => files.includes(file))).toEqual(files);
});

describe.each(decisions)('$file', ({ file, text }) => {
  const [, number, title] = /^# (\d+)\. (.+)\n/.exec(text) ?? [];
  const [, status = ''] = /\n\nStatus: (.+)\.\n\n/.exec(text) ?? [];

  it('has a status at its head, as in the index', () => {
    expect(rows).toContain(`| [${number}](${file}) | ${title} | ${status} |`);
    expect(status).toMatch(/^(accepted|superseded by \d+|partly superseded by \d+)/);
  });

  it('is superseded by decisions that there are, and that are newer', () => {
    const later = [...status.matchAll(/\b(?:by|and(?: then by)?) (\d+)\b/g)].map(([, by]) => Number(by));
    const known = rows.map((row) => Number(row.match(/\d+/)?.[0]));
    expect(later.filter((by) => by <= Number(number) || !known.includes(by))).toEqual([]);
  });
});
