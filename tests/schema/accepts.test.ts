import { describe, expect, it } from 'vitest';
import { accepts, judge, problemIn } from '../../src/schema/accepts.ts';
import { type Dialect, schemasIn } from '../../src/schema/node.ts';
import { CASES_30, CASES_31, CASES_2020, CASES_FORMATS, CASES_NAMES, SCHEMAS } from './cases.ts';
import { officialSuite } from './official-suite.ts';

function verdictOf(schema: unknown, value: unknown, dialect?: Dialect, notNeeded: 'writeOnly'[] = ['writeOnly']) {
  const root = { ...(typeof schema === 'object' ? schema : {}), components: { schemas: SCHEMAS } };
  const judging = { schemas: schemasIn(root, dialect), notNeeded };
  return judge({ value, path: [], around: [], judging }, schema);
}

describe('a schema as written accepts what the scripts accept', () => {
  it.each([
    ...CASES_30.map((one) => ({ ...one, dialect: 'openapi-3.0' as const })),
    ...[...CASES_31, ...CASES_2020, ...CASES_FORMATS, ...CASES_NAMES].map((one) => ({ ...one, dialect: undefined })),
  ])('$what', ({ schema, valid, invalid, dialect }) => {
    expect(valid.filter((value) => verdictOf(schema, value, dialect) === false)).toEqual([]);
    expect(invalid.filter((value) => verdictOf(schema, value, dialect) === true)).toEqual([]);
  });

  const groups = officialSuite().filter(({ file, needsRemote, schema }) => {
    const text = JSON.stringify(schema);
    // `dependencies` is a keyword of older drafts.
    return (
      !needsRemote &&
      !file.includes('dependencies-compatibility') &&
      !/"\$(id|anchor|dynamicAnchor|dynamicRef)"|"\$ref":"[^#]/.test(text)
    );
  });
  it('gives no wrong verdict in the official suite', () => {
    const wrong = groups.flatMap(({ file, description, schema, tests }) =>
      tests
        .filter(({ data, valid }) => verdictOf(schema, data) === !valid)
        .map((one) => `${file}: ${description}: ${one.description}`),
    );
    const decided = groups.flatMap(({ schema, tests }) =>
      tests.filter(({ data }) => verdictOf(schema, data) !== undefined),
    );
    expect(wrong).toEqual([]);
    expect(decided.length).toBeGreaterThan(1000);
  });
});

describe('a writeOnly member that is not there', () => {
  const properties = { secret: { type: 'string', writeOnly: true }, a: {} };
  const needs = { required: ['secret'] };
  it.each([
    { schema: { properties, oneOf: [needs, { required: ['a'] }] }, value: { a: 1 }, want: undefined },
    { schema: { properties, oneOf: [needs, { required: ['a'] }] }, value: { a: 1, secret: 's' }, want: false },
    { schema: { properties, oneOf: [needs, { required: ['b'] }] }, value: { a: 1 }, want: true },
    { schema: { properties, not: needs }, value: { a: 1 }, want: undefined },
    { schema: { properties, not: { required: ['a'] } }, value: { a: 1 }, want: false },
    { schema: { properties, if: needs, else: false }, value: { a: 1 }, want: undefined },
    { schema: { properties, minProperties: 2 }, value: { a: 1 }, want: true },
    { schema: { properties, minProperties: 3 }, value: { a: 1 }, want: false },
    { schema: { allOf: [{ properties }], minProperties: 2 }, value: { a: 1 }, want: true },
  ])('$schema of $value is $want', ({ schema, value, want }) => {
    expect(verdictOf(schema, value)).toBe(want);
  });
});

describe('what other keywords evaluate is not forbidden by unevaluatedProperties and unevaluatedItems', () => {
  const closed = { properties: { a: {}, b: { type: 'string' } }, unevaluatedProperties: false };
  const ab = { a: 1, b: 'text' };
  it.each([
    { schema: closed, value: ab, want: true },
    { schema: closed, value: { a: 1, c: 2 }, want: false },
    { schema: { ...closed, patternProperties: { '^x-': {} } }, value: { a: 1, 'x-c': 2 }, want: true },
    { schema: { ...closed, patternProperties: { '(': {} } }, value: { a: 1, c: 2 }, want: undefined },
    { schema: { ...closed, unevaluatedProperties: { type: 'integer' } }, value: { a: 'text', c: 2 }, want: true },
    { schema: { ...closed, unevaluatedProperties: { type: 'integer' } }, value: { c: 'text' }, want: false },
    { schema: { allOf: [closed, { properties: { c: {} } }] }, value: { a: 1, c: 2 }, want: false },
    { schema: { ...closed, allOf: [{ properties: { c: {} } }] }, value: { a: 1, c: 2 }, want: true },
    {
      schema: { ...closed, allOf: [{ additionalProperties: { type: 'integer' } }] },
      value: { a: 1, c: 2 },
      want: true,
    },
    { schema: { ...closed, $ref: '#/components/schemas/Missing' }, value: ab, want: undefined },
    { schema: { ...closed, $dynamicRef: '#any' }, value: { a: 1, c: 2 }, want: undefined },
    { schema: { ...closed, anyOf: [{ required: ['c'], properties: { c: {} } }, true] }, value: { a: 1 }, want: true },
    {
      schema: { ...closed, anyOf: [{ required: ['d'], properties: { c: {} } }, { properties: { e: {} } }] },
      value: { a: 1, c: 2 },
      want: false,
    },
    {
      schema: { ...closed, oneOf: [{ required: ['c'], properties: { c: {} } }, { maxProperties: 1 }] },
      value: { a: 1, c: 2 },
      want: true,
    },
    {
      schema: { ...closed, if: { required: ['c'] }, else: { properties: { d: {} } } },
      value: { a: 1, d: 2 },
      want: true,
    },
    {
      schema: { ...closed, if: { properties: { c: { const: 2 } }, required: ['c'] } },
      value: { a: 1, c: 2 },
      want: true,
    },
    { schema: { ...closed, dependentSchemas: { c: { properties: { c: {} } } } }, value: { c: 2 }, want: true },
    { schema: { ...closed, dependentSchemas: { d: { properties: { c: {} } } } }, value: { c: 2 }, want: false },
    { schema: { ...closed, not: { properties: { c: { const: 1 } } } }, value: { a: 1, c: 2 }, want: false },
    { schema: { prefixItems: [{}], unevaluatedItems: false }, value: [1], want: true },
    { schema: { prefixItems: [{}], unevaluatedItems: false }, value: [1, 2], want: false },
    { schema: { contains: { const: 1 }, unevaluatedItems: { type: 'string' } }, value: [1, 'text'], want: true },
    { schema: { contains: { const: 1 }, unevaluatedItems: false }, value: [1, 2], want: false },
    { schema: { allOf: [{ items: {} }], unevaluatedItems: false }, value: [1, 2], want: true },
    { schema: { unevaluatedItems: false, anyOf: [{ prefixItems: [{}] }, false] }, value: [1, 2], want: false },
    // Where two readings differ, neither is chosen.
    {
      schema: {
        properties: { secret: { writeOnly: true }, a: {} },
        anyOf: [{ required: ['secret'], properties: { c: {} } }, true],
        unevaluatedProperties: false,
      },
      value: { a: 1, c: 2 },
      want: undefined,
    },
  ])('$schema of $value is $want', ({ schema, value, want }) => {
    expect(verdictOf(schema, value)).toBe(want);
  });
});

it('says what is wrong, and where', () => {
  const schema = { properties: { a: { items: { type: 'string' } } }, required: ['b'] };
  const judging = { schemas: schemasIn(schema), notNeeded: [] };
  expect(problemIn({ a: [1], b: 1 }, schema, judging)).toBe('/a/0 should be string');
  expect(problemIn({}, schema, judging)).toBe('the value should have the member "b"');
  expect(problemIn({ b: 1 }, schema, judging)).toBeUndefined();
});

it('ends where a schema refers to itself for the same value', () => {
  const schema = { allOf: [{ $ref: '#' }], anyOf: [{ $ref: '#' }, { type: 'string' }], minLength: 2 };
  const judging = { schemas: schemasIn(schema), notNeeded: [] };
  expect(accepts('ab', schema, judging)).toBe(true);
  expect(accepts('a', schema, judging)).toBe(false);
});
