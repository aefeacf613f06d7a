import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { schemaMutations } from '../../src/schema/schema-mutations.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { judgeInNewman, modelOf } from './judge-in-newman.ts';

const incident = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'priority'],
    properties: {
      id: { type: 'string', minLength: 1, pattern: '^[A-Z]' },
      priority: { enum: ['P1', 'P2'] },
      count: { type: 'integer', minimum: 0, maximum: 9 },
      at: { type: 'string', format: 'date-time' },
      place: { allOf: [{ type: 'object', required: ['country'] }, { properties: { country: { const: 'FR' } } }] },
      tags: { type: 'array', uniqueItems: true, minItems: 1, maxItems: 3, items: { type: 'string' } },
      parent: { $ref: '#/items' },
      labels: { additionalProperties: { type: 'string', maxLength: 5 } },
    },
  },
};

const violations = (schema: unknown) =>
  schemaMutations(toJudgeable({ schema, pointer: '' }, modelOf('json-schema-2020-12')).schema);

const whole: Json = [
  {
    id: 'A',
    priority: 'P1',
    count: 1,
    at: '2024-01-01T00:00:00Z',
    place: { country: 'FR' },
    tags: ['x'],
    labels: { a: 'b' },
  },
];

describe('every constraint at every place is broken once', () => {
  it('says what and where', () => {
    expect(violations(incident).map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "/ of another type",
        "/0 of another type",
        "/0/id missing",
        "/0/priority missing",
        "/0/id of another type",
        "/0/id shorter than 1",
        "/0/id not matching the pattern ^[A-Z]",
        "/0/priority not an allowed value",
        "/0/count of another type",
        "/0/count below 0",
        "/0/count above 9",
        "/0/at of another type",
        "/0/at not a valid date-time",
        "/0/place of another type",
        "/0/place/country missing",
        "/0/place/country other than its constant",
        "/0/tags of another type",
        "/0/tags with a duplicate element",
        "/0/tags with no elements",
        "/0/tags with more than 3 elements",
        "/0/tags/0 of another type",
        "/0/tags/last of another type",
        "/0/labels/* of another type",
        "/0/labels/* longer than 5",
        "/last of another type",
        "/0/parent of another type",
        "/0/parent/id missing",
        "/0/parent/priority missing",
        "/0/parent/id of another type",
        "/0/parent/id shorter than 1",
        "/0/parent/id not matching the pattern ^[A-Z]",
        "/0/parent/priority not an allowed value",
        "/0/parent/count of another type",
        "/0/parent/count below 0",
        "/0/parent/count above 9",
        "/0/parent/at of another type",
        "/0/parent/at not a valid date-time",
        "/0/parent/place of another type",
        "/0/parent/place/country missing",
        "/0/parent/place/country other than its constant",
        "/0/parent/tags of another type",
        "/0/parent/tags with a duplicate element",
        "/0/parent/tags with no elements",
        "/0/parent/tags with more than 3 elements",
        "/0/parent/tags/0 of another type",
        "/0/parent/tags/last of another type",
        "/0/parent/labels/* of another type",
        "/0/parent/labels/* longer than 5",
        "/0/parent/parent of another type",
        "/0/parent/parent/id missing",
        "/0/parent/parent/priority missing",
      ]
    `);
  });

  it.each([
    ['a whole answer', whole],
    ['an answer without optional members', [{ id: 'A', priority: 'P1' }]],
    ['an empty list', []],
  ] as const)('in %s, so that the judge in the scripts refuses it', async (_about, value) => {
    const changed = violations(incident).map(({ name, change }) => ({ name, broken: change(value as Json) }));
    expect(changed.filter(({ broken }) => broken === undefined)).toEqual([]);
    const values = changed.map(({ broken }) => broken ?? null);
    const [judged] = await judgeInNewman([{ schema: incident, values: [value as Json, ...values] }]);
    const accepted = ['the answer itself', ...changed.map(({ name }) => name)].filter(
      (_, index) => judged?.problems[index]?.length === 0,
    );
    expect(accepted).toEqual(['the answer itself']);
  });
});

describe('no depth is missed', () => {
  const cat = {
    type: 'object',
    required: ['claws'],
    properties: { kind: {}, claws: { type: 'integer', maximum: 20 } },
  };
  const dog = { type: 'object', required: ['bark'], properties: { kind: {}, bark: { type: 'string', maxLength: 9 } } };
  const pets = {
    type: 'array',
    items: { oneOf: [{ $ref: '#/$defs/cat' }, { $ref: '#/$defs/dog' }] },
    $defs: { cat, dog },
  };

  it.each([
    {
      about: 'a later element',
      schema: pets,
      value: [{ claws: 1 }, { claws: 2 }],
      names: ['/last not matching exactly one'],
    },
    { about: 'an alternative', schema: pets, value: [{ claws: 1 }], names: ['/0/claws above 20, as alternative 1'] },
    {
      about: 'an alternative that the answer is not',
      schema: pets,
      value: [{ claws: 1 }],
      names: ['/0/bark longer than 9, as alternative 2', '/0/bark missing, as alternative 2'],
    },
    {
      about: 'alternatives of an empty list',
      schema: pets,
      value: [],
      names: ['/0/bark longer than 9, as alternative 2'],
    },
    {
      about: 'lists in lists that are empty',
      schema: { items: { items: { required: ['a'], properties: { a: { minimum: 3 } } } } },
      value: [],
      names: ['/0/0/a missing', '/0/0/a below 3'],
    },
    {
      about: 'members told by patterns',
      schema: { patternProperties: { '^x-': { type: 'integer' } } },
      value: {},
      names: ['/* of another type'],
    },
    {
      about: 'what holds on a condition',
      schema: JSON.parse(
        '{"if":{"required":["country"],"properties":{"country":{"const":"FR"}}},"then":{"required":["zip"],"properties":{"zip":{"pattern":"^\\\\d{5}$"}}}}',
      ),
      value: { country: 'FR', zip: '75001' },
      names: ['/zip missing', '/zip not matching the pattern ^\\d{5}$'],
    },
    {
      about: 'what a member asks for',
      schema: { dependentSchemas: { card: { required: ['address'] } } },
      value: { card: 1, address: 'x' },
      names: ['/address missing'],
    },
    {
      about: 'alternatives with a discriminator, which both readings refuse',
      schema: {
        ...pets.items,
        discriminator: { propertyName: 'kind', mapping: { cat: '#/$defs/cat', dog: '#/$defs/dog' } },
        $defs: pets.$defs,
      },
      value: { kind: 'cat', claws: 1 },
      names: ['/ matching no alternative', '/claws above 20, as alternative 1'],
    },
  ])('$about', ({ schema, value, names }) => {
    const found = violations(schema);
    for (const wanted of names) {
      const mutation = found.find(({ name }) => name.startsWith(wanted));
      expect([wanted, mutation?.change(value as Json)]).not.toContain(undefined);
    }
  });

  it.each([
    {
      about: 'no element need match',
      schema: { type: 'array', contains: { const: 'a' }, minContains: 0, maxContains: 1 },
      value: ['b'],
      want: { '/ with more than 1 matching element': ['a', 'a'] },
    },
    {
      about: 'one element has to match',
      schema: { type: 'array', contains: { const: 'a' }, minItems: 2 },
      value: ['a', 'b'],
      want: { '/ without a matching element': ['b', 'b'], '/ with fewer than 2 elements': ['a'] },
    },
    {
      about: 'several elements have to match',
      schema: { type: 'array', contains: { pattern: '^a' }, minContains: 2 },
      value: ['a1', 'a2', 'b'],
      want: { '/ with fewer than 2 matching elements': ['b', 'b', 'b'] },
    },
    {
      about: 'counts with nothing to match',
      schema: { type: 'array', minContains: 2, maxContains: 1 },
      value: [],
      want: {},
    },
    {
      about: 'a condition that nothing follows from',
      schema: JSON.parse('{"type":"object","if":{"required":["a"]}}') as Json,
      value: {},
      want: {},
    },
    {
      about: 'names of members',
      schema: { type: 'object', propertyNames: { pattern: '^[a-z-]+$' } },
      value: { a: 1 },
      want: { '/ with an invalid member name': { a: 1, 'UNHEARD OF': 1 } },
    },
    {
      about: 'a member that another one needs',
      schema: { type: 'object', properties: { a: { type: 'integer' } }, dependentRequired: { a: ['b'] } },
      value: {},
      want: { '/b missing next to a': { a: 1 } },
    },
  ])('breaks the keyword, and nothing else: $about', ({ schema, value, want }) => {
    const found = violations(schema).filter(({ name }) => !['/ of another type'].includes(name));
    expect(Object.fromEntries(found.map(({ name, change }) => [name, change(value, 'only')]))).toEqual(want);
  });

  it('puts a missing member in broken in one way only', () => {
    const schema = {
      properties: {
        place: { required: ['country', 'zip'], properties: { country: {}, zip: {}, floor: { maximum: 9 } } },
      },
    };
    const mutation = violations(schema).find(({ name }) => name === '/place/floor above 9');
    expect(mutation?.change({})).toEqual({ place: { country: 'text', zip: 'text', floor: 10 } });
  });

  it.each([
    { format: 'iri', value: 'http://ä.example/' },
    { format: 'idn-email', value: 'ä@ö.example' },
    { format: 'idn-hostname', value: 'ä.example' },
    { format: 'uri-template', value: '/{a}' },
  ])('breaks the format $format', ({ format, value }) => {
    expect(violations({ format }).map(({ change }) => change(value))).not.toContain(undefined);
  });
});

it.each([
  { schema: { oneOf: [{ type: 'string' }, { type: 'null' }] }, value: 'x' },
  { schema: { not: { type: 'string' } }, value: 1 },
  { schema: { unevaluatedProperties: false, properties: { a: {} } }, value: { a: 1 } },
  { schema: { additionalProperties: false }, value: {} },
  { schema: { prefixItems: [{}], items: false }, value: [1] },
  { schema: { contains: { const: 7 } }, value: [7] },
  { schema: { multipleOf: 0.01 }, value: 0.05 },
  { schema: { dependentRequired: { a: ['b'] } }, value: {} },
  { schema: { exclusiveMaximum: 1e300 }, value: 1 },
  { schema: { maximum: Number.MAX_SAFE_INTEGER + 1 }, value: 1 },
  { schema: { format: 'regex' }, value: 'a' },
])('breaks $schema', ({ schema, value }) => {
  expect(violations(schema).map(({ change }) => change(value as Json))).not.toContain(undefined);
});

it('breaks nothing where nothing is refused', () => {
  expect(violations(true)).toEqual([]);
  expect(violations({ description: 'anything' })).toEqual([]);
});

it('breaks a definition wherever it is used, and what its members refer to once', () => {
  const tree = { type: 'object', properties: { left: { $ref: '#' }, right: { $ref: '#' } } };
  expect(violations(tree).map(({ name }) => name)).toEqual([
    '/ of another type',
    '/left of another type',
    '/right of another type',
  ]);
});

it('stays small where every schema knows every other', () => {
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
  const $defs = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]));
  expect(violations({ $ref: '#/$defs/s0', $defs }).length).toBeLessThan(2000);
});

it('says that it cannot make a text of ten million characters', () => {
  expect(violations({ maxLength: 10_000_000 }).map(({ change }) => change('x'))).toEqual([undefined]);
});
