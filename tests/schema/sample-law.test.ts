import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedByAjv } from '../../src/schema/accepted-by.ts';
import type { Dialect } from '../../src/schema/node.ts';
import { findSample } from '../../src/schema/sample.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { judgedHere } from './judge-here.ts';
import { nodeOf } from './judgeable.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Components that hold each other, with and without an end. */
const COMPONENTS = {
  Text: { type: 'string' },
  Tree: {
    type: 'object',
    required: ['name'],
    properties: { name: ref('Text'), kids: { type: 'array', items: ref('Tree') } },
  },
  Expression: { oneOf: [ref('Both'), ref('Leaf')], discriminator: { propertyName: 'is' } },
  Both: {
    type: 'object',
    required: ['is', 'left', 'right'],
    properties: { is: { type: 'string' }, left: ref('Expression'), right: ref('Expression') },
  },
  Leaf: { type: 'object', required: ['is'], properties: { is: { type: 'string' }, value: { type: 'number' } } },
  Ping: { type: 'object', required: ['pong'], properties: { pong: { anyOf: [ref('Pong'), { type: 'null' }] } } },
  Pong: { type: 'object', required: ['ping'], properties: { ping: ref('Ping') } },
  EndlessList: { type: 'array', minItems: 1, items: ref('EndlessList') },
  Self: { allOf: [ref('Self')] },
};

const FORMATS =
  'date,date-time,time,email,hostname,ipv4,ipv6,uri,uri-reference,uuid,byte,duration,json-pointer,regex,iri,idn-email,int32';
const PATTERNS = [
  '^[A-Z]{3}$',
  '^\\d+$',
  'a|b',
  '^https://',
  '^(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^[^@]+@example\\.com$',
  '[',
];

const size = fc.integer({ min: 0, max: 40 });
const number = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.double({ min: -9, max: 9, noNaN: true }));
const name = fc.constantFrom('a', 'b', 'c', 'is', '__proto__');
const datum = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.constantFrom('', 'a', '2024-02-29'),
  fc.constant({}),
);

const text = fc.record(
  {
    type: fc.constant('string'),
    format: fc.constantFrom(...FORMATS.split(',')),
    pattern: fc.constantFrom(...PATTERNS),
    minLength: size,
    maxLength: size,
    example: datum,
  },
  { requiredKeys: ['type'] },
);
const amount = fc.record(
  {
    type: fc.constantFrom('integer', 'number'),
    minimum: number,
    maximum: number,
    multipleOf: fc.constantFrom(0.1, 0.5, 2, 3, 7),
    format: fc.constantFrom('int32', 'int64', 'double'),
    default: datum,
  },
  { requiredKeys: ['type'] },
);
const component = fc.constantFrom(...Object.keys(COMPONENTS).map(ref));
const leaf = fc.oneof(
  text,
  amount,
  fc.constant({ type: 'boolean' }),
  component,
  fc.record({ enum: fc.array(datum, { minLength: 1 }) }),
);

const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.integer({ min: 0, max: 12 }),
        maxItems: fc.integer({ min: 0, max: 12 }),
        uniqueItems: fc.boolean(),
        contains: tie('schema'),
      },
      { requiredKeys: ['type', 'items'] },
    ),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        minProperties: fc.integer({ min: 0, max: 4 }),
        maxProperties: fc.integer({ min: 0, max: 4 }),
        dependentRequired: fc.dictionary(name, fc.array(name), { maxKeys: 1 }),
        default: datum,
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record(
      { anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), default: datum },
      { requiredKeys: ['anyOf'] },
    ),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('schema') }),
    fc
      .tuple(tie('schema'), tie('schema'), tie('schema'))
      .map((parts) => Object.fromEntries(['if', 'then', 'else'].map((keyword, index) => [keyword, parts[index]]))),
  ),
}));

/** Set it for a longer search: each takes about 10 ms. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 40);

const VERSIONS: Readonly<Record<Dialect, string>> = { 'openapi-3.0': '3.0.3', 'json-schema-2020-12': '3.1.0' };

function given(made: unknown, dialect: Dialect = 'json-schema-2020-12') {
  const more = { openapi: VERSIONS[dialect], components: { schemas: COMPONENTS } };
  const { node, model } = nodeOf(made, more);
  const sample = findSample(node, model);
  return { sample, problems: sample === undefined ? [] : judgedHere(sample, node, model) };
}

describe('a sample satisfies its schema, by the validator of the scripts', () => {
  it.each(['openapi-3.0', 'json-schema-2020-12'] as const)('whatever the schema, in %s', (dialect) => {
    fc.assert(
      fc.property(schema, (made) => {
        const { sample, problems } = given(made, dialect);
        expect(problems).toEqual([]);
        expect(JSON.stringify(sample ?? null).length).toBeLessThan(1_000_000);
      }),
      { numRuns: RUNS },
    );
  });

  interface OfFormat {
    readonly format: string;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: string;
  }
  const formats = FORMATS.split(',').flatMap((format): OfFormat[] => [
    { format },
    { format, minLength: 25 },
    { format, maxLength: 36 },
    { format, minLength: 1, maxLength: 100, pattern: '.' },
  ]);
  /** Formats whose texts are all shorter than 25 characters. */
  const SHORT = ['date', 'ipv4'];
  it.each(formats.filter(({ format, minLength }) => minLength !== 25 || !SHORT.includes(format)))(
    'and there is one for $format, from $minLength to $maxLength characters',
    (made) => {
      const { sample, problems } = given({ type: made.format === 'int32' ? 'integer' : 'string', ...made });
      expect(sample).toBeDefined();
      expect(problems).toEqual([]);
    },
  );

  it.each([
    { what: 'the alternative that ends', schema: ref('Expression') },
    { what: 'mutual recursion', schema: ref('Ping') },
    { what: 'a password', schema: { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d)(?=.*[!@#]).{8,}$' } },
    {
      what: 'a closed object of two parts',
      schema: { allOf: [{ properties: { a: {} } }, { additionalProperties: false }] },
    },
    { what: 'a big array', schema: { type: 'array', minItems: 30, items: { type: 'integer' } } },
    { what: 'unique booleans', schema: { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'boolean' } } },
    {
      what: 'fewer members than there are',
      schema: { properties: { a: {}, b: {}, c: {} }, maxProperties: 1, type: 'object' },
    },
    { what: 'more members than there are', schema: { type: 'object', minProperties: 3 } },
    { what: 'what a forbidden member leaves', schema: { properties: { a: {}, b: {} }, not: { required: ['a'] } } },
    { what: 'anything but a text', schema: { not: ref('Text') } },
    { what: 'what a member needs', schema: { properties: { a: {} }, dependentRequired: { a: ['b'] } } },
    {
      what: 'an element among others',
      schema: { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } },
    },
    {
      what: 'what follows from a condition',
      schema: JSON.parse(
        '{"properties":{"a":{"const":1}},"required":["a"],"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"],"properties":{"b":{"type":"string"}}}}',
      ),
    },
    { what: 'an integer above a half', schema: { type: 'integer', exclusiveMinimum: 2.5 } },
    {
      what: 'a required member that must not be there',
      schema: { type: 'object', required: ['a'], properties: { a: false } },
    },
    { what: 'limits that leave nothing', schema: { type: 'string', minLength: 3, maxLength: 2 } },
    { what: 'an enum of another type', schema: { type: 'string', enum: [1, 2] } },
    { what: 'a multiple below zero', schema: { type: 'integer', maximum: -5, multipleOf: 3 } },
    {
      what: 'a required member with a default that breaks it',
      schema: { required: ['a'], properties: { a: { allOf: [ref('Tree')], default: {} } } },
    },
  ])('and there is one for $what', ({ schema: made }) => {
    const { sample, problems } = given(made);
    expect(sample).toBeDefined();
    expect(problems).toEqual([]);
  });

  it.each([
    { what: 'lists of lists without an end', schema: ref('EndlessList') },
    { what: 'an array of a million', schema: { type: 'array', minItems: 1_000_000, items: {} } },
  ])('and there is none for $what', ({ schema: made }) => {
    expect(given(made).sample).toBeUndefined();
  });
});

describe('a sample names the alternative that it is', () => {
  const kinds = {
    Cat: { type: 'object', properties: { kind: { type: 'string' } } },
    Dog: { type: 'object', properties: { kind: { type: 'string' } } },
  };
  const sampleIn = (schemas: object, made: unknown) => {
    const { node, model } = nodeOf(made, { components: { schemas } });
    return findSample(node, model);
  };
  it.each([
    { what: 'by its name', mapping: undefined, want: { kind: 'Cat' } },
    { what: 'by a mapping', mapping: { cat: ref('Cat').$ref, dog: 'Dog' }, want: { kind: 'cat' } },
  ])('$what', ({ mapping, want }) => {
    const discriminator = { propertyName: 'kind', ...(mapping && { mapping }) };
    expect(sampleIn(kinds, { oneOf: [ref('Cat'), ref('Dog')], discriminator })).toEqual(want);
  });

  const pet = (mapping?: object) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind', ...(mapping && { mapping }) },
  });
  const Bird = { allOf: [ref('Pet'), { required: ['wings'], properties: { wings: { type: 'integer' } } }] };
  it('as a child of a parent with the discriminator', () => {
    expect(sampleIn({ Pet: pet(), Bird }, ref('Bird'))).toEqual({ kind: 'Bird', wings: 0 });
    expect(sampleIn({ Pet: pet({ tweet: 'Bird' }), Bird }, ref('Bird'))).toEqual({ kind: 'tweet', wings: 0 });
  });

  it('as the first child of the mapping, where the parent is wanted', () => {
    expect(sampleIn({ Pet: pet({ tweet: 'Bird' }), Bird }, ref('Pet'))).toEqual({ kind: 'tweet', wings: 0 });
  });

  it('as a child that only has the parent in its allOf, or as the parent itself', () => {
    expect(sampleIn({ Pet: pet(), Bird }, ref('Pet'))).toEqual({ kind: 'Bird', wings: 0 });
    expect(sampleIn({ Pet: pet(), Bird }, { type: 'array', items: ref('Pet') })).toEqual([{ kind: 'Bird', wings: 0 }]);
    expect(sampleIn({ Pet: pet() }, ref('Pet'))).toEqual({ kind: 'Pet' });
    const named = { ...pet(), properties: { kind: { enum: ['Bird', 'Fish'] } } };
    expect(sampleIn({ Pet: named, Bird }, ref('Pet'))).toEqual({ kind: 'Bird', wings: 0 });
  });

  it.each(['x-discriminator-value', 'x-ms-discriminator-value'])('by %s, which no mapping overrules', (key) => {
    const Swan = { ...Bird, [key]: '#swan' };
    expect(sampleIn({ Pet: pet(), Swan }, ref('Swan'))).toEqual({ kind: '#swan', wings: 0 });
    expect(sampleIn({ Pet: pet(), Swan }, ref('Pet'))).toEqual({ kind: '#swan', wings: 0 });
    expect(sampleIn({ Pet: pet({ swan: 'Swan' }), Swan }, ref('Pet'))).toEqual({ kind: 'swan', wings: 0 });
    const made = { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } };
    const { node, model } = nodeOf(made, {
      components: { schemas: { ...kinds, Cat: { ...kinds.Cat, [key]: '#cat' } } },
    });
    expect(findSample(node, model)).toEqual({ kind: '#cat' });
    const { schema } = toJudgeable(node, model);
    const accepts = acceptedByAjv(schema, {});
    expect([{ kind: '#cat' }, { kind: 'Dog' }, { kind: '#bird' }].map(accepts)).toEqual([true, true, false]);
  });

  it('as the default of OpenAPI 3.2', () => {
    const discriminator = { propertyName: 'kind', defaultMapping: 'Other' };
    const Other = { type: 'object', required: ['x'], properties: { kind: { type: 'string' }, x: { type: 'integer' } } };
    expect(sampleIn({ Pet: { ...pet(), discriminator }, Other }, ref('Pet'))).toEqual({ kind: 'Other', x: 0 });
  });
});
