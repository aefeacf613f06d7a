import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, judgeInNewman } from './judge-in-newman.ts';
import { officialSuite } from './official-suite.ts';

/** Verdicts that are not those of the suite, by file, description and value; and why. */
const REMOVED = '`dependencies` was removed in 2019-09; a keyword that is not known is listed as not asserted';
const KNOWN_WRONG: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'single dependency: missing dependency',
    'multiple dependents required: missing dependency',
    'multiple dependents required: missing other dependency',
    'multiple dependents required: missing both dependencies',
    'dependencies with escaped characters: CRLF missing dependent',
    'dependencies with escaped characters: quoted quotes missing dependent',
    'single schema dependency: wrong type',
    'single schema dependency: wrong type other',
    'single schema dependency: wrong type both',
    'boolean subschemas: object with property having schema false is invalid',
    'boolean subschemas: object with both properties is invalid',
    'schema dependencies with escaped characters: quoted quote',
    'schema dependencies with escaped characters: quoted tab invalid under dependent schema',
    'schema dependencies with escaped characters: quoted quote invalid under dependent schema',
  ].map((name) => [`optional/dependencies-compatibility: ${name}`, REMOVED]),
);

const GROUPS = officialSuite().filter(({ needsRemote }) => !needsRemote);
const CASES = GROUPS.map(({ schema, tests }) => ({ schema, values: tests.map(({ data }) => data) }));
const FILES = [...new Set(GROUPS.map(({ file }) => file))];

let whole: readonly Judged[] = [];
let trimmed: readonly Judged[] = [];

beforeAll(async () => {
  whole = await judgeInNewman(CASES);
  trimmed = await judgeInNewman(CASES, 'json-schema-2020-12', 'trimmed');
});

/** The verdicts of a judge that are not those of the suite. */
function wrongIn(judged: readonly Judged[], file?: string): readonly string[] {
  return GROUPS.flatMap((group, index) =>
    group.tests
      .filter(({ valid }, number) => (judged[index]?.problems[number]?.length === 0) !== valid)
      .map(({ description }) => `${group.file}: ${group.description}: ${description}`)
      .filter(() => file === undefined || group.file === file),
  );
}

it('holds the whole suite', () => {
  expect(GROUPS.flatMap(({ tests }) => tests).length).toBeGreaterThan(1700);
});

describe('the official suite, judged inside Newman', () => {
  it.each(FILES)('%s', (file) => {
    expect(wrongIn(whole, file).filter((name) => KNOWN_WRONG[name] === undefined)).toEqual([]);
  });
});

it('gives the known wrong verdicts and no other', () => {
  expect(wrongIn(whole)).toEqual(Object.keys(KNOWN_WRONG));
});

describe('the judge as scripts carry it, trimmed to their schemas', () => {
  it('finds the same problems, to the letter', () => {
    expect(trimmed.map(({ problems }) => problems)).toEqual(whole.map(({ problems }) => problems));
  });
});
