import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { toCauses } from '../../src/report/causes.ts';
import { toJsonReport } from '../../src/report/json.ts';
import { green, hostileVerdict, red, reported } from './support.ts';

it('holds the whole verdict, under a version', () => {
  const causes = JSON.parse(JSON.stringify(toCauses(red)));
  expect(JSON.parse(toJsonReport(red))).toEqual({ version: 2, ...red, notes: [], causes, coverage: null });
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
    'causes',
    'coverage',
    'notSent',
    'requests',
  ]);
});

it('holds what was inferred, one sentence each', () => {
  expect(JSON.parse(toJsonReport({ ...green, notes: ['inferred: a'] }))).toMatchObject({ notes: ['inferred: a'] });
});

const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));

it.each([
  { name: 'a green run', verdict: green },
  { name: 'a red run', verdict: red },
  { name: 'a run with its places and its coverage', verdict: reported },
  { name: 'a run with hostile texts', verdict: hostileVerdict },
])('$name is as docs/report.schema.json describes it', ({ verdict }) => {
  expect(isValid(JSON.parse(toJsonReport(verdict))) || isValid.errors).toBe(true);
});
