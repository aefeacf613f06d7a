import { describe, expect, it } from 'vitest';
import { toNumber } from '../../src/core/digits.ts';
import type { Dialect } from '../../src/model/types.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { judgeInNewman, modelOf } from './judge-in-newman.ts';

const translated = (
  schema: unknown,
  dialect: Dialect = 'json-schema-2020-12',
  definitions = new Map<string, unknown>(),
) => toJudgeable({ schema, pointer: '/schema' }, { ...modelOf(dialect), definitions });

describe('the schema in a script', () => {
  it('is whole in itself: references become $defs with readable names', () => {
    const definitions = new Map<string, unknown>([
      [
        '#/components/schemas/Line Item',
        { type: 'object', properties: { next: { $ref: '#/components/schemas/Line Item' } } },
      ],
    ]);
    const { schema } = translated(
      { type: 'array', items: { $ref: '#/components/schemas/Line Item' } },
      undefined,
      definitions,
    );
    expect(schema).toEqual({
      type: 'array',
      items: { $ref: '#/$defs/Line_Item' },
      $defs: { Line_Item: { type: 'object', properties: { next: { $ref: '#/$defs/Line_Item' } } } },
    });
  });

  it('takes references for the type and the instance of a problem, which Java describes as URIs', () => {
    const uri = { type: 'string', format: 'uri' };
    const reference = { type: 'string', format: 'uri-reference' };
    const members = { type: uri, title: { type: 'string' }, status: { type: 'integer' } };
    const ofProblem = translated({ properties: { ...members, instance: uri, site: uri } }).schema;
    expect(ofProblem).toMatchObject({ properties: { type: reference, instance: reference, site: uri } });
    expect(translated({ properties: members }).schema).toMatchObject({ properties: { type: uri } });
  });

  it('holds no annotation, and nothing that refuses nothing', () => {
    const { schema } = translated({
      title: 'x',
      description: 'y',
      'x-own': 1,
      type: 'string',
      example: 'z',
      additionalProperties: true,
    });
    expect(schema).toEqual({ type: 'string' });
  });

  it('says where a $dynamicRef can lead', () => {
    const $defs = {
      node: { $id: 'https://example.com/node', $dynamicAnchor: 'node', items: { $dynamicRef: '#node' } },
    };
    expect(translated({ $id: 'https://example.com/root', $ref: 'node', $defs }).schema).toEqual({
      $ref: '#/$defs/node',
      $defs: {
        node: { 'x-dynamic-anchors': { node: '#/$defs/node' }, items: { $dynamicRef: '#node' } },
      },
    });
  });
});

describe('reports what is not judged, with its location', () => {
  it.each([
    {
      schema: { properties: { a: { minimum: '3' } } },
      pointer: '/schema/properties/a/minimum',
      why: 'invalid in JSON Schema',
    },
    { schema: { exclusiveMinimum: true }, pointer: '/schema/exclusiveMinimum', why: 'invalid in JSON Schema' },
    { schema: { type: 'any' }, pointer: '/schema/type', why: '"any"' },
    { schema: { pattern: '[' }, pointer: '/schema/pattern', why: 'regular expression' },
    { schema: { patternProperties: { '(': {} } }, pointer: '/schema/patternProperties', why: 'regular expression' },
    { schema: { format: 'barcode' }, pointer: '/schema/format', why: 'barcode' },
    { schema: { items: [{}] }, pointer: '/schema/items', why: 'invalid in JSON Schema' },
    { schema: { dependencies: {} }, pointer: '/schema/dependencies', why: 'unknown keyword' },
    { schema: { $ref: 'https://elsewhere.example/x' }, pointer: '/schema/$ref', why: 'not in the description' },
    { schema: { $dynamicRef: '#nowhere' }, pointer: '/schema/$dynamicRef', why: 'not in the description' },
    { schema: { $schema: 'http://json-schema.org/draft-04/schema#' }, pointer: '/schema/$schema', why: '2020-12' },
    { schema: { allOf: [{ $ref: '#/schema' }] }, pointer: '/schema/allOf/0/$ref', why: 'never terminate' },
  ])('$pointer: $why', ({ schema, pointer, why }) => {
    const { notAsserted } = translated(schema);
    expect(notAsserted).toEqual([{ pointer, keyword: pointer.split('/').at(-1), why: expect.stringContaining(why) }]);
  });

  it('names what OpenAPI 3.0 does not have', () => {
    const { schema, notAsserted } = translated({ const: 1, type: 'integer' }, 'openapi-3.0');
    expect(schema).toEqual({ type: 'integer' });
    expect(notAsserted.map(({ pointer }) => pointer)).toEqual(['/schema/const']);
  });
});

describe('an answer needs no writeOnly member', () => {
  const secret = { type: 'string', writeOnly: true };
  const definitions = new Map<string, unknown>([
    ['#/Secret', secret],
    ['#/Login', { required: ['name', 'password'] }],
  ]);
  it.each([
    { about: 'beside required', schema: { required: ['name', 'password'], properties: { password: secret } } },
    {
      about: 'behind a reference',
      schema: { required: ['name', 'password'], properties: { password: { $ref: '#/Secret' } } },
    },
    {
      about: 'in a part of allOf',
      schema: { required: ['name', 'password'], allOf: [{ properties: { password: secret } }] },
    },
    {
      about: 'required by a part',
      schema: { properties: { password: secret }, allOf: [{ required: ['name', 'password'] }] },
    },
    {
      about: 'required behind a reference',
      schema: { properties: { password: secret }, allOf: [{ $ref: '#/Login' }] },
    },
  ])('$about', ({ schema }) => {
    const text = JSON.stringify(translated(schema, undefined, definitions).schema);
    expect(text).toContain('"required":["name"]');
    expect(text).not.toContain('"name","password"');
  });
});

/** As it is read: its double may stand for another text, which another test has read. */
const LARGEST = toNumber(String(Number.MAX_SAFE_INTEGER));

it.each([
  { schema: { enum: [Number('9007199254740995')] }, left: ['enum'] },
  { schema: { const: { id: Number('-12345678901234567890') } }, left: ['const'] },
  { schema: { enum: [LARGEST, 1e300, 0.1] }, left: ['enum'] },
  { schema: { enum: [LARGEST, 0.1] }, left: [] },
])('a listed integer that scripts would round is not asserted: $schema', ({ schema, left }) => {
  expect(translated(schema).notAsserted.map(({ keyword }) => keyword)).toEqual(left);
});

/** A member that a response lacks makes these accept more, so what refuses by them cannot be judged. */
describe('a writeOnly member', () => {
  const properties = { secret: { type: 'string', writeOnly: true }, a: {} };
  const needs = { required: ['secret'] };
  it.each([
    {
      schema: { oneOf: [needs, { required: ['a'] }] },
      want: { anyOf: [{ required: [] }, { required: ['a'] }] },
      left: ['oneOf'],
    },
    { schema: { oneOf: [{ $ref: '#/Needs' }, { required: ['a'] }] }, left: ['oneOf'] },
    { schema: { not: needs }, want: {}, left: ['not'] },
    { schema: { not: { $ref: '#/Needs' } }, left: ['not'] },
    { schema: { if: needs, else: false }, want: { else: false }, left: ['if'] },
    { schema: { not: { required: ['a'] } }, want: { not: { required: ['a'] } }, left: [] },
    { schema: { anyOf: [needs] }, want: { anyOf: [{ required: [] }] }, left: [] },
    { schema: { minProperties: 2 }, want: { minProperties: 1 }, left: [] },
    { schema: { minProperties: 0 }, want: { minProperties: 0 }, left: [] },
    { schema: { dependentRequired: { a: ['a'] } }, want: { dependentRequired: { a: ['a'] } }, left: [] },
  ])('$schema is not held against its absence', ({ schema, want, left }) => {
    const definitions = new Map([['#/Needs', { properties, ...needs }]]);
    const found = translated({ properties, ...schema }, undefined, definitions);
    const { properties: _, ...others } = found.schema as Record<string, unknown>;
    if (want) expect(others).toEqual(want);
    expect(found.notAsserted.map(({ keyword }) => keyword)).toEqual(left);
  });
});

describe('OpenAPI 3.0, judged inside Newman', () => {
  const rows = [
    {
      about: 'nullable widens its type',
      schema: { type: 'string', nullable: true },
      accepts: [null, 'x'],
      refuses: [1],
    },
    {
      about: 'nullable widens an enum, as version 3.0.2 has it',
      schema: { type: 'string', nullable: true, enum: ['a'] },
      accepts: ['a', null],
      refuses: ['b'],
    },
    {
      about: 'nullable widens all of a schema, as version 3.0.2 has it',
      schema: { nullable: true, allOf: [{ type: 'string' }] },
      accepts: ['x', null],
      refuses: [1],
    },
    {
      about: 'a boolean exclusiveMinimum',
      schema: { minimum: 0, exclusiveMinimum: true },
      accepts: [0.1],
      refuses: [0],
    },
    {
      about: 'an exclusive bound at which numbers are rounded',
      schema: { maximum: 2 ** 64, exclusiveMaximum: true },
      accepts: [JSON.parse('18446744073709551615')],
      refuses: [JSON.parse('18446744073709553665')],
    },
    { about: 'exclusiveMaximum: false', schema: { maximum: 5, exclusiveMaximum: false }, accepts: [5], refuses: [6] },
    {
      about: 'what stands beside $ref is ignored',
      schema: { properties: { a: { $ref: '#/properties/b', maxLength: 1 }, b: { type: 'string' } } },
      accepts: [{ a: 'long' }],
      refuses: [{ a: 1 }],
    },
    {
      about: 'a discriminator of alternatives without a name changes no verdict',
      schema: { discriminator: { propertyName: 'kind' }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      accepts: [{ a: 1 }],
      refuses: [{ kind: 'a' }, { a: 1, b: 1 }],
    },
    {
      about: 'a member called __proto__',
      schema: { type: 'object', additionalProperties: false },
      accepts: [{}],
      refuses: [JSON.parse('{"__proto__":1}')],
    },
  ];
  const judged = judgeInNewman(
    rows.map(({ schema, accepts, refuses }) => ({ schema, values: [...accepts, ...refuses] })),
    'openapi-3.0',
  );
  it.each(rows)('$about', async ({ schema, accepts, refuses }) => {
    const problems = (await judged)[rows.findIndex((row) => row.schema === schema)]?.problems ?? [];
    expect(problems.map((found) => found.length === 0)).toEqual([
      ...accepts.map(() => true),
      ...refuses.map(() => false),
    ]);
  });
});

describe('a problem says the place, what was expected and what came', () => {
  const rows = [
    { schema: { items: { required: ['id'] } }, value: [{}], want: '/0 should have the member "id", got {}' },
    {
      schema: { properties: { 'a/b': { type: ['string', 'null'] } } },
      value: { 'a/b': 1 },
      want: '/a~1b should be string or null, got 1',
    },
    { schema: { enum: ['P1', 'P2'] }, value: 'P9', want: '/ should be one of ["P1","P2"], got "P9"' },
    { schema: { minLength: 3 }, value: 'ab', want: '/ should have at least 3 characters, got "ab"' },
    { schema: { format: 'date-time' }, value: 'today', want: '/ should be a valid date-time, got "today"' },
    { schema: { unevaluatedProperties: false }, value: { a: 1 }, want: '/a should not be there, got 1' },
    {
      schema: { oneOf: [{ type: 'string' }, { required: ['a', 'b'] }] },
      value: {},
      want: '/ should match one of 2 schemas (nearest: / should be string, got {}), got {}',
    },
    { schema: { oneOf: [{}, {}] }, value: 1, want: '/ should match only one of 2 schemas, matches 2, got 1' },
    {
      schema: { contains: { const: 1 }, minContains: 2 },
      value: [1],
      want: '/ should have at least 2 elements that match "contains", got [1]',
    },
    {
      schema: { propertyNames: { maxLength: 1 } },
      value: { ab: 1 },
      want: '/ should have at most 1 characters, got "ab" as a name',
    },
  ];
  const judged = judgeInNewman(rows.map(({ schema, value }) => ({ schema, values: [value] })));
  it.each(rows)('$want', async ({ schema, want }) => {
    expect((await judged)[rows.findIndex((row) => row.schema === schema)]?.problems).toEqual([[want]]);
  });
});

it('says so where a value is nested too deep', async () => {
  const deep = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
  const [judged] = await judgeInNewman([{ schema: { items: { $ref: '#' } }, values: [deep(300), deep(3000)] }]);
  expect(judged?.problems).toEqual([[], [expect.stringContaining('/ cannot be validated')]]);
});
