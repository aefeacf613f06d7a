import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { toScriptLiteral } from '../../src/core/folded.ts';
import { libraryFactory } from '../../src/sandbox/library.ts';
import type { Judgeable } from '../../src/schema/to-judgeable.ts';
import { collectionOf, runInNewman } from '../helpers/in-newman.ts';
import { serverThat } from '../helpers/server.ts';
import { CASES_30, CASES_31, CASES_2020, CASES_FORMATS, CASES_NAMES, type Case, SCHEMAS } from './cases.ts';
import { judgeable } from './judgeable.ts';

type Verdict = 'valid' | 'invalid' | `threw ${string}`;

/** A value with what is wanted of it, under a name of its own. */
interface Row {
  readonly name: string;
  readonly judged: Judgeable;
  readonly schema: unknown;
  readonly value: unknown;
  readonly want: Verdict;
}

function rowsOf(version: string, cases: readonly Case[]): Row[] {
  return cases.flatMap(({ what, schema, valid, invalid }) => {
    const judged = judgeable(schema, { openapi: version });
    const toRow =
      (want: Verdict) =>
      (value: unknown): Row => ({
        name: `${version}: ${what}: ${JSON.stringify(value)}`,
        judged,
        schema,
        value,
        want,
      });
    return [...valid.map(toRow('valid')), ...invalid.map(toRow('invalid'))];
  });
}

const MODERN = rowsOf('3.1.0', [...CASES_2020, ...CASES_FORMATS]);
// Ajv 8 takes the members that every object has for its own, and nobody validates OpenAPI 3.0: these are set by hand.
const BY_HAND = [...rowsOf('3.1.0', [...CASES_NAMES, ...CASES_31]), ...rowsOf('3.0.3', CASES_30)];
const ROWS = [...MODERN, ...BY_HAND];

/** One script that judges every row by the very function that collections hold. */
const script = [
  libraryFactory(['expectValid']),
  'const { expectValid } = contract(pm);',
  ...ROWS.map(({ name, value, judged }) => {
    const [title, given, schema] = [name, value, judged.schema].map((data) => toScriptLiteral(data));
    return `pm.test(${title}, () => expectValid(${given}, ${schema}));`;
  }),
].join('\n');

const verdicts = new Map<string, Verdict>();

beforeAll(async () => {
  const { url } = await serverThat(() => ({}));
  const { assertions, faults } = await runInNewman(collectionOf(url, script));
  expect(faults).toEqual([]);
  for (const { name, error } of assertions) {
    const verdict: Verdict = error?.name === 'AssertionError' ? 'invalid' : error ? `threw ${error.message}` : 'valid';
    verdicts.set(name, verdict);
  }
});

it('has a table of some size, in which no two rows have one name', () => {
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
  expect(ROWS.length).toBeGreaterThan(400);
});

describe('a Postman runtime judges as the dialect means it', () => {
  it.each(ROWS)('$name', ({ name, want }) => {
    expect(verdicts.get(name)).toBe(want);
  });
});

describe('the table itself agrees with Ajv 8', () => {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);

  it.each(MODERN)('$name', ({ schema, value, want }) => {
    const whole = typeof schema === 'boolean' ? schema : { ...(schema as object), components: { schemas: SCHEMAS } };
    expect(ajv.validate(whole, value) ? 'valid' : 'invalid').toBe(want);
  });
});
