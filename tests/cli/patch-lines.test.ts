/** A patch in CI shows what differs, also far behind the beginning of long lines. */
import { expect, it } from 'vitest';
import { patchLines } from '../../src/cli/patch-lines.ts';

const long = 'a'.repeat(300);

it('shows the difference of two long lines, and what stands before it', () => {
  const [removed, added] = patchLines([`-${long}one`, `+${long}two`]);
  expect([removed, added]).toEqual([`-…${'a'.repeat(40)}one`, `+…${'a'.repeat(40)}two`]);
});

it('compares the lines of a block one by one', () => {
  const lines = patchLines(['-short', `-${long}one`, '+other', `+${long}two`, '+more']);
  expect(lines.map((line) => line.slice(-4))).toEqual(['hort', 'aone', 'ther', 'atwo', 'more']);
});

it.each([
  { what: 'one that has no other', lines: [` ${long}`], want: [` ${'a'.repeat(159)}…`] },
  { what: 'one that differs at its beginning', lines: [`-b${long}`, `+c`], want: [`-b${'a'.repeat(158)}…`, '+c'] },
  { what: 'one that goes on', lines: [`-${long}`, `+${long}b`], want: [`-…${'a'.repeat(40)}`, `+…${'a'.repeat(40)}b`] },
])('cuts a long line at its end: $what', ({ lines, want }) => {
  expect(patchLines(lines)).toEqual(want);
});
