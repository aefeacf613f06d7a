import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleValue } from '../../src/schema/sample.ts';
import { CASES_FORMATS, SCHEMAS } from './cases.ts';
import { nodeOf } from './judgeable.ts';

const ajv = new Ajv2020({ strict: false, logger: false });
addFormats.default(ajv);

function sampleOf(schema: unknown, version = '3.1.0') {
  const { node, model } = nodeOf(schema, { openapi: version });
  return sampleValue(node, model);
}

function accepts(schema: object, value: unknown): boolean {
  return ajv.validate({ ...schema, components: { schemas: SCHEMAS } }, value);
}

it.each([
  { schema: { example: 1, default: 3 }, want: 1 },
  { schema: { const: 2 }, want: 2 },
  { schema: { default: null, type: ['string', 'null'] }, want: null },
  { schema: { examples: ['a', 'b'] }, want: 'a' },
  // What breaks the schema is not used.
  { schema: { example: 1, const: 2, default: 3 }, want: 2 },
  { schema: { default: null, type: 'string' }, want: 'text' },
  { schema: { examples: ['a', 'b'], enum: ['c', 'b'] }, want: 'b' },
  { schema: { enum: [1, 'b'], type: 'string' }, want: 'b' },
  { schema: { allOf: [{ $ref: '#/components/schemas/Text' }], default: {} }, want: 'text' },
  { schema: { enum: ['c'], type: 'string' }, want: 'c' },
  { schema: { oneOf: [{ type: 'integer' }, { type: 'string' }] }, want: 0 },
  { schema: { oneOf: [{ type: 'integer' }, { type: 'number' }] }, want: 0.5 },
  { schema: { allOf: [{ properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } }, want: { a: 1, b: 2 } },
  // An example of the whole is sent as it stands, and one of a part has the members of that part.
  { schema: { $ref: '#/components/schemas/Shown' }, want: { a: 'shown' } },
  { schema: { allOf: [{ $ref: '#/components/schemas/Shown' }], description: 'As shown.' }, want: { a: 'shown' } },
  { schema: { oneOf: [{ $ref: '#/components/schemas/Shown' }, { type: 'integer' }] }, want: { a: 'shown' } },
  {
    schema: { allOf: [{ $ref: '#/components/schemas/Shown' }], properties: { c: { type: 'integer' } } },
    want: { a: 'shown', b: 'text', c: 0 },
  },
  {
    schema: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' } },
      oneOf: [{ maxProperties: 1 }, { properties: { a: true, b: { type: 'string' } }, unevaluatedProperties: false }],
    },
    want: { a: 0, b: 'text' },
  },
  // What is not decided is used only if nothing else is found.
  { schema: { type: 'integer', oneOf: [{ $dynamicRef: '#any' }, { minimum: 0 }] }, want: 0 },
  { schema: { enum: [1, 'b'], oneOf: [{ type: 'integer', $dynamicRef: '#any' }, { type: 'string' }] }, want: 'b' },
  { schema: true, want: 'text' },
  { schema: { $ref: '#/components/schemas/Text' }, want: 'text' },
])('is the plainest value that $schema names: $want', ({ schema, want }) => {
  expect(sampleOf(schema)).toEqual(want);
});

it.each([
  { schema: { $ref: '#/components/schemas/Shown' } },
  { schema: { allOf: [{ $ref: '#/components/schemas/Shown' }], nullable: true } },
])('of OpenAPI 3.0, $schema is as its example shows it', ({ schema }) => {
  expect(sampleOf(schema, '3.0.3')).toEqual({ a: 'shown' });
});

it('is as deep where each part may be null, whichever way that is written', () => {
  const inParts = (part: (schema: object) => object, depth: number): object =>
    depth === 0 ? part({ type: 'string' }) : part({ type: 'object', properties: { a: inParts(part, depth - 1) } });
  const listed = inParts((schema) => ({ ...schema, type: [(schema as { readonly type: string }).type, 'null'] }), 4);
  const alternatives = inParts((schema) => ({ anyOf: [schema, { type: 'null' }] }), 4);
  expect(sampleOf(alternatives)).toEqual({ a: { a: { a: { a: 'text' } } } });
  expect(sampleOf(alternatives)).toEqual(sampleOf(listed));
});

describe('a null that nullable allows in one reading only is not used', () => {
  const loose = { type: 'boolean', nullable: true, oneOf: [{ type: 'string' }, { type: 'array', items: {} }] };
  const holder = { type: 'object', required: ['a'], properties: { a: loose } };
  it.each([
    { schema: { type: 'object', nullable: true, not: { properties: { a: { type: 'string' } } } }, want: { a: 1 } },
    { schema: { type: 'object', nullable: true, not: { required: ['a'] }, properties: { a: {} } }, want: {} },
    { schema: { type: 'array', nullable: true, items: {}, not: { items: { type: 'string' } } }, want: [1] },
    { schema: { type: 'object', properties: { b: loose, c: { type: 'string' } } }, want: { c: 'text' } },
    { schema: { type: 'object', properties: { b: holder, c: { type: 'string' } } }, want: { c: 'text' } },
    { schema: { type: 'object', properties: { b: { type: 'array', items: holder } } }, want: { b: [] } },
    { schema: { type: 'array', items: loose }, want: [] },
    {
      schema: { type: 'object', required: ['b'], properties: { b: { oneOf: [holder, { type: 'integer' }] } } },
      want: { b: 0 },
    },
    // What must be there has no other value, as where a schema requires itself.
    { schema: { type: 'object', required: ['b'], properties: { b: holder } }, want: { b: { a: null } } },
  ])('$schema: $want', ({ schema, want }) => {
    expect(sampleOf(schema, '3.0.3')).toEqual(want);
  });
});

it.each([
  { schema: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }, want: 0 },
  { schema: { type: 'number', minimum: -90, maximum: 90 }, want: 0 },
  { schema: { type: 'number', exclusiveMinimum: -5, maximum: 0 }, want: 0 },
  { schema: { type: 'integer', minimum: -9, exclusiveMaximum: 0 }, want: -9 },
  { schema: { type: 'integer', minimum: -9, maximum: -3, multipleOf: 2 }, want: -8 },
])('of bounds on both sides of it, 0 is the simplest number: $schema', ({ schema, want }) => {
  expect(sampleOf(schema)).toBe(want);
});

it.each([
  { schema: { type: 'int', minimum: 3 }, want: 3 },
  { schema: { type: 'Bool' }, want: true },
  { schema: { type: 'List', items: { type: 'Long' } }, want: [0] },
  { schema: { type: 'map', additionalProperties: { type: 'text' } }, want: {} },
  { schema: { type: 'date' }, want: '2024-02-29' },
  { schema: { type: 'any' }, want: 'text' },
])('a word that is no type of JSON Schema, $schema, is the type that it seems to mean', ({ schema, want }) => {
  expect(sampleOf(schema)).toEqual(want);
});

it.each([
  // Formats that no script judges, and servers do. https://spec.openapis.org/registry/format/
  { schema: { format: 'http-date' }, want: 'Thu, 29 Feb 2024 12:00:00 GMT' },
  { schema: { format: 'decimal' }, want: '0.5' },
  { schema: { format: 'numeric' }, want: '1' },
  { schema: { format: 'uint64' }, want: '1' },
  { schema: { format: 'google-datetime' }, want: '2024-02-29T12:00:00Z' },
  { schema: { format: 'dateTime' }, want: '2024-02-29T12:00:00Z' },
  { schema: { format: 'date-time-rfc1123' }, want: 'Thu, 29 Feb 2024 12:00:00 GMT' },
  { schema: { format: 'google-duration' }, want: '1s' },
  { schema: { format: 'URL' }, want: 'https://example.com/' },
  { schema: { format: 'phone-number' }, want: '+12025550100' },
  { schema: { format: 'iso-country-code' }, want: 'FR' },
  { schema: { format: 'currency', pattern: '^[A-Z]{3}$' }, want: 'EUR' },
  { schema: { format: 'char' }, want: 'a' },
  { schema: { format: 'url' }, want: 'https://example.com/' },
  { schema: { contentEncoding: 'base64', minLength: 10 }, want: 'YWFhYWFhYWFh' },
  { schema: { format: 'password', contentEncoding: 'base64', minLength: 10 }, want: 'YWFhYWFhYWFh' },
  { schema: { contentMediaType: 'application/json', contentSchema: { type: 'array' } }, want: '["text"]' },
  { schema: { contentMediaType: 'application/json', contentEncoding: 'base64' }, want: 'e30=' },
])('a text with $schema is $want', ({ schema, want }) => {
  expect(sampleOf({ type: 'string', ...schema })).toBe(want);
});

it.each([
  { schema: { minProperties: 1, propertyNames: { enum: ['b', 'c'] } }, want: { b: 'text' } },
  { schema: { minProperties: 2, patternProperties: { '^x-\\d$': { const: 1 } } }, want: { 'x-0': 1, 'x-1': 1 } },
  { schema: { required: ['z'], unevaluatedProperties: { minimum: 3, type: 'integer' } }, want: { z: 3 } },
  {
    schema: { required: ['a'], properties: { a: { const: 1 } }, dependentSchemas: { a: { required: ['z'] } } },
    want: { a: 1, z: 'text' },
  },
  { schema: { properties: { a: { const: 1 } }, minProperties: 1, not: { required: ['b'] } }, want: { a: 1 } },
])('an object with $schema is $want', ({ schema, want }) => {
  expect(sampleOf({ type: 'object', ...schema })).toEqual(want);
});

it.each([
  {
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
    want: '2024-02-29T12:00:00.000Z',
  },
  { format: 'date-time', pattern: '\\.\\d{6}[+-]\\d{2}:\\d{2}$', want: '2024-02-29T12:00:00.000000+00:00' },
  { format: 'date', pattern: '^19\\d\\d-\\d\\d-\\d\\d$', want: '1999-12-31' },
  { format: 'date', pattern: '^2031-05-', want: '2031-05-29' },
  { format: 'ipv4', pattern: '^10\\.', want: '10.0.0.1' },
])('a $format that matches $pattern is $want', ({ format, pattern, want }) => {
  expect(sampleOf({ type: 'string', format, pattern })).toBe(want);
});

it.each([
  { type: 'string' },
  { type: 'string', maxLength: 32 },
  { type: 'string', maxLength: 3 },
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'null' },
])('plain elements, which are sampled without a search, are those of a search: $type, $maxLength', (items) => {
  const searched = { ...items, format: 'any' };
  const elements = (one: object) => sampleOf({ type: 'array', minItems: 12, items: one });
  expect(elements(items)).toEqual(elements(searched));
});

it('ends, however a schema holds itself', () => {
  const schemas = {
    A: {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { $ref: '#/components/schemas/A' }, b: { $ref: '#/components/schemas/A' } },
    },
  };
  const { node, model } = nodeOf({ $ref: '#/components/schemas/A' }, { components: { schemas } });
  expect(JSON.stringify(sampleValue(node, model)).length).toBeLessThan(100_000);
});

it('keeps a member named __proto__ a member', () => {
  expect(
    Object.keys(sampleOf({ type: 'object', properties: JSON.parse('{"__proto__":{"const":1}}') }) as object),
  ).toEqual(['__proto__']);
});

const setOf = (minItems: number) => ({ type: 'array', uniqueItems: true, minItems });
const FLAGGED = {
  type: 'array',
  minItems: 2,
  items: { type: 'object', required: ['primary'], properties: { primary: { type: 'boolean' } } },
};
const EITHER = {
  type: 'object',
  properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'integer' }, d: { type: 'boolean' } },
  anyOf: [{ required: ['a'] }, { required: ['b'] }],
  not: { required: ['a', 'b'] },
};

describe('a sample satisfies its schema', () => {
  it.each(CASES_FORMATS.filter(({ schema }) => !JSON.stringify(schema).includes('pattern')))('$what', ({ schema }) => {
    const text = { type: 'string', ...(schema as object) };
    expect(accepts(text, sampleOf(text))).toBe(true);
  });

  const bound = fc.integer({ min: -50, max: 50 });
  const size = fc.integer({ min: 0, max: 4 });

  const number = fc.record({ type: fc.constantFrom('integer', 'number'), minimum: bound }, { requiredKeys: ['type'] });
  const range = fc
    .tuple(bound, fc.nat(40))
    .map(([minimum, more]) => ({ type: 'integer', minimum, maximum: minimum + more }));
  const text = fc
    .tuple(size, size)
    .map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more }));
  const choice = fc.uniqueArray(fc.string(), { minLength: 1 }).map((values) => ({ enum: values }));
  const leaf = fc.oneof(
    number,
    range,
    text,
    choice,
    fc.constant({ type: 'boolean' }),
    fc.constant({ $ref: '#/components/schemas/Tree' }),
  );

  const schema: fc.Arbitrary<object> = fc.letrec<{ schema: object }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.tuple(tie('schema'), size).map(([items, minItems]) => ({ type: 'array', items, minItems })),
      fc
        .dictionary(fc.string(), tie('schema'), { maxKeys: 3 })
        .map((properties) => ({ type: 'object', properties, required: Object.keys(properties) })),
      fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    ),
  })).schema;

  it('of plain kinds, whatever they hold', () => {
    fc.assert(fc.property(schema, (made) => accepts(made, sampleOf(made))));
  });

  it.each([
    { schema: { type: 'number', exclusiveMinimum: 3 } },
    { schema: { type: 'integer', minimum: 4, multipleOf: 3 } },
    { schema: { type: 'integer', maximum: -5 } },
    { schema: { type: 'integer', exclusiveMaximum: 0 } },
    { schema: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 } },
    { schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], minItems: 2 } },
    { schema: { type: 'array', items: { type: 'integer' }, maxItems: 0 } },
    { schema: { type: ['null', 'string'] } },
    { schema: { type: 'object', required: ['free'] } },
    { schema: { type: 'integer', multipleOf: 7, allOf: [{ multipleOf: 11 }, { multipleOf: 13 }], minimum: 1 } },
    { schema: { oneOf: [3, 5].map((multipleOf) => ({ type: 'number', multipleOf })) } },
    { schema: { type: 'number', allOf: [{ multipleOf: 0.5 }, { multipleOf: 0.75 }], minimum: 1 } },
    { schema: { ...setOf(3), items: { oneOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] } } },
    { schema: { ...setOf(4), items: { anyOf: [{ enum: ['a', 'b'] }, { enum: ['c', 'd'] }] } } },
    { schema: { ...setOf(3), items: { type: ['boolean', 'null'] } } },
    { schema: { type: 'array', items: { type: 'boolean' }, contains: { const: true }, maxContains: 1, minItems: 3 } },
    { schema: { ...FLAGGED, contains: { properties: { primary: { const: true } } }, maxContains: 1 } },
    { schema: { ...EITHER, minProperties: 2, maxProperties: 2 } },
    { schema: { ...EITHER, minProperties: 3 } },
    { schema: { type: 'string', format: 'hostname', pattern: '\\.nl$' } },
    { schema: { type: 'string', format: 'email', pattern: '@example\\.org$' } },
    { schema: { type: 'string', format: 'date-time', pattern: '\\+02:00$' } },
    { schema: { type: 'string', format: 'uri', maxLength: 12 } },
    { schema: { type: 'string', not: { enum: ['text', 'value-01'] } } },
    { schema: { type: 'array', items: { enum: ['a', 'b'] }, not: { contains: { const: 'a' } }, minItems: 2 } },
    { schema: { type: 'array', prefixItems: [{ const: 1 }], unevaluatedItems: { type: 'string' }, minItems: 3 } },
    { schema: { type: 'array', contains: { type: 'integer' }, unevaluatedItems: { type: 'boolean' }, minItems: 2 } },
    { schema: { type: 'array', prefixItems: [{}], contains: { const: 1 }, unevaluatedItems: false } },
    {
      schema: {
        type: 'object',
        minProperties: 1,
        dependentRequired: { a: ['b'] },
        propertyNames: { enum: ['a', 'b'] },
      },
    },
    { schema: { type: 'object', required: ['a'], dependentRequired: { a: ['b'], b: ['c'] } } },
    {
      schema: {
        allOf: [
          { required: ['a'] },
          { dependentRequired: { a: ['b'] } },
          { dependentRequired: { a: ['c'], b: ['d'] } },
        ],
        type: 'object',
      },
    },
    { schema: { type: 'object', minProperties: 3, propertyNames: { pattern: '^x-' } } },
    { schema: { type: 'object', allOf: [{ minProperties: 2 }, { propertyNames: { pattern: '^x-' } }] } },
    { schema: { type: 'string', pattern: '^(?!0)\\d{3}$' } },
    { schema: { type: 'string', pattern: '^(?!666|000|9\\d{2})\\d{3}-(?!00)\\d{2}-(?!0{4})\\d{4}$' } },
    { schema: { type: 'string', pattern: '^(?=[A-Z])\\w{3}$' } },
  ])('$schema', ({ schema: made }) => {
    expect(accepts(made, sampleOf(made))).toBe(true);
  });
});

it('what has members is an object at every depth, unless none has an end', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const toSample = (b: object) => {
    const schemas = { B: { required: ['b'], properties: { b } } };
    const inner = { $ref: '#/components/schemas/B' };
    const outer = (one: object, name: string) => ({ required: [name], properties: { [name]: one } });
    const { node, model } = nodeOf(names.reduce(outer, inner), { components: { schemas } });
    return JSON.stringify(sampleValue(node, model));
  };
  expect(toSample({ type: 'string' })).toContain('{"a":{"b":"text"}}');
  expect(toSample({ $ref: '#/components/schemas/B' })).toMatch(/:1\}+$/);
});
