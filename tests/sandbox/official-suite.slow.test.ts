import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, judgeInNewman } from '../schema/judge-in-newman.ts';
import { type Group, officialSuite } from '../schema/official-suite.ts';

/** Verdicts that are not those of the suite, by file, description and value; and why. */
const REMOVED = '`dependencies` was removed in 2019-09; a keyword that is not known is listed as not asserted';
const ROUNDED =
  'a limit that is rounded may be the value of a number beside it, so an exclusive one is judged as inclusive';
const KNOWN_WRONG: Readonly<Record<string, string>> = Object.fromEntries([
  ...[
    'float comparison with high precision: comparison works for high numbers',
    'float comparison with high precision on negative numbers: comparison works for very negative numbers',
  ].map((name) => [`optional/bignum: ${name}`, ROUNDED]),
  ...[
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
]);

const GROUPS = officialSuite().filter(({ needsRemote }) => !needsRemote);
const CASES = GROUPS.map(({ schema, tests }) => ({ schema, values: tests.map(({ data }) => data) }));
const FILES = [...new Set(GROUPS.map(({ file }) => file))];

let whole: readonly Judged[] = [];
let trimmed: readonly Judged[] = [];

beforeAll(async () => {
  // Runs in one process overlap: a runtime is idle for half of its time.
  [whole, trimmed] = await Promise.all([judgeInNewman(CASES), judgeInNewman(CASES, 'json-schema-2020-12', 'trimmed')]);
});

/** The verdicts of a judge that are not those of the suite. */
function wrongIn(judged: readonly Judged[], isMeant: (group: Group) => boolean = () => true): readonly string[] {
  return GROUPS.flatMap((group, index) =>
    group.tests
      .filter(({ valid }, number) => isMeant(group) && (judged[index]?.problems[number]?.length === 0) !== valid)
      .map(({ description }) => `${group.file}: ${group.description}: ${description}`),
  );
}

it.each([
  { part: 'required', want: { right: 1110, of: 1110 } },
  { part: 'format', want: { right: 467, of: 467 } },
  { part: 'optional', want: { right: 123, of: 139 } },
] as const)('counts what is right of the verdicts: $part', ({ part, want }) => {
  const of = GROUPS.filter((group) => group.part === part).flatMap(({ tests }) => tests).length;
  const wrong = wrongIn(whole, (group) => group.part === part);
  expect({ right: of - wrong.length, of }).toEqual(want);
});

describe('the official suite, judged inside Newman', () => {
  it.each(FILES)('%s', (file) => {
    expect(wrongIn(whole, (group) => group.file === file).filter((name) => KNOWN_WRONG[name] === undefined)).toEqual(
      [],
    );
  });
});

it('gives the known wrong verdicts and no other', () => {
  expect(wrongIn(whole)).toEqual(Object.keys(KNOWN_WRONG));
});

describe('the judge as collections carry it, trimmed to their schemas', () => {
  it('finds the same problems, to the letter', () => {
    expect(trimmed.map(({ problems }) => problems)).toEqual(whole.map(({ problems }) => problems));
  });
});
