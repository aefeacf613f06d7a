import { expect, it } from 'vitest';
import { toJsonReport } from '../../src/report/json.ts';
import { green, red } from './support.ts';

it('holds the whole verdict, under a version', () => {
  expect(JSON.parse(toJsonReport(red))).toEqual({ version: 2, ...red, notes: [] });
});

it('keeps its members in one order, whatever happened', () => {
  const members = (text: string) => Object.keys(JSON.parse(text));
  expect(members(toJsonReport(green))).toEqual(members(toJsonReport(red)));
  expect(members(toJsonReport(red))).toEqual([
    'version',
    'name',
    'client',
    'ok',
    'exitCode',
    'totals',
    'notJudged',
    'problems',
    'notices',
    'notes',
    'notSent',
    'requests',
  ]);
});

it('holds what was inferred, one sentence each', () => {
  expect(JSON.parse(toJsonReport({ ...green, notes: ['inferred: a'] }))).toMatchObject({ notes: ['inferred: a'] });
});
