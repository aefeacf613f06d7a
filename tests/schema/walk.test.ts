import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../src/schema/bounds.ts';
import { brokenTexts } from '../../src/schema/broken.ts';
import { itemsOf, memberAt, membersOf, objectElements, requiredMembers } from '../../src/schema/members.ts';
import { type Dialect, type SchemaNode, type Schemas, schemasIn } from '../../src/schema/node.ts';
import { sampleValue } from '../../src/schema/sample.ts';
import { schemaMutations } from '../../src/schema/schema-mutations.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { enumOf, isOnly, scalarOrNull, scalarType, statedTypes, typesOf } from '../../src/schema/types-of.ts';
import { isOneWay, keywordOf, partsOf, textOf } from '../../src/schema/walk.ts';

const NEW: Dialect = 'json-schema-2020-12';
const OLD: Dialect = 'openapi-3.0';

const SHARED = {
  Text: { type: 'string', description: 'Some text', maxLength: 10 },
  Id: { type: 'string', readOnly: true },
  Number: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  Named: { type: 'object', required: ['name'], properties: { name: { $ref: '#/$defs/Text' } } },
  Loop: { $ref: '#/$defs/Loop' },
  Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } },
  'a/b~c': { type: 'boolean' },
  'a b': { type: 'boolean' },
};

const at = (name: string) => ({ $ref: `#/$defs/${name}` });

/** A schema in a document with shared ones, and what it is read with. */
function given(schema: object | boolean, dialect: Dialect = NEW): [Schemas, SchemaNode] {
  return [schemasIn({ schema, $defs: SHARED }, dialect), { schema, pointer: '/schema' }];
}

/** The pointers of all that holds of a value. */
const pointersOf = (schema: object | boolean, dialect?: Dialect) =>
  partsOf(...given(schema, dialect)).map(({ pointer }) => pointer);

describe('what certainly holds of a value', () => {
  it.each<{ what: string; schema: object | boolean; dialect?: Dialect; want: string[] }>([
    { what: 'nothing of a boolean', schema: true, want: [] },
    { what: 'the schema itself', schema: {}, want: ['/schema'] },
    { what: 'what a reference leads to', schema: at('Text'), want: ['/schema', '/$defs/Text'] },
    {
      what: 'what stands beside a reference',
      schema: { ...at('Text'), minLength: 1 },
      want: ['/schema', '/$defs/Text'],
    },
    {
      what: 'in 3.0, nothing that stands beside it',
      schema: { ...at('Text'), minLength: 1 },
      dialect: OLD,
      want: ['/$defs/Text'],
    },
    { what: 'nothing where a reference leads nowhere', schema: at('Nothing'), want: ['/schema'] },
    { what: 'names that a pointer escapes', schema: at('a~1b~0c'), want: ['/schema', '/$defs/a~1b~0c'] },
    { what: 'once what refers to itself', schema: at('Loop'), want: ['/schema', '/$defs/Loop'] },
    {
      what: 'the parts of allOf, the nearest first',
      schema: { allOf: [at('Text'), { minLength: 1 }] },
      want: ['/schema', '/schema/allOf/0', '/schema/allOf/1', '/$defs/Text'],
    },
    { what: 'no branch of several', schema: { anyOf: [at('Text'), at('Number')], oneOf: [{}, {}] }, want: ['/schema'] },
    { what: 'the only branch', schema: { oneOf: [{ type: 'string' }] }, want: ['/schema', '/schema/oneOf/0'] },
    {
      what: 'the only branch beside null',
      schema: { anyOf: [{ type: 'null' }, {}] },
      want: ['/schema', '/schema/anyOf/1'],
    },
    {
      what: 'null however it is written',
      schema: { oneOf: [{ const: null }, { enum: [null] }, {}] },
      want: ['/schema', '/schema/oneOf/2'],
    },
    { what: 'not the text "null" for null', schema: { oneOf: [{ enum: ['null'] }, {}] }, want: ['/schema'] },
    { what: 'places that a URI escapes', schema: at('a%20b'), want: ['/schema', '/$defs/a b'] },
    {
      what: 'no condition',
      schema: { if: {}, else: {}, not: {}, dependentSchemas: { a: {} } },
      want: ['/schema'],
    },
  ])('$what', ({ schema, dialect, want }) => {
    expect(pointersOf(schema, dialect)).toEqual(want);
  });
});

it('keeps the places of one object apart', () => {
  const schema = { allOf: [{ type: 'string' }] };
  const schemas = schemasIn({ schema });
  const placesAt = (pointer: string) => partsOf(schemas, { schema, pointer }).map((part) => part.pointer);
  expect([placesAt('/a'), placesAt('/b'), placesAt('/a')]).toEqual([
    ['/a', '/a/allOf/0'],
    ['/b', '/b/allOf/0'],
    ['/a', '/a/allOf/0'],
  ]);
});

describe('a keyword', () => {
  it.each<{ what: string; schema: object; dialect?: Dialect; want: unknown }>([
    { what: 'stands nearest', schema: { allOf: [at('Text'), { description: 'A name' }] }, want: 'A name' },
    {
      what: 'beside a reference goes before its own',
      schema: { ...at('Text'), description: 'A name' },
      want: 'A name',
    },
    {
      what: 'beside a reference is ignored in 3.0',
      schema: { ...at('Text'), description: 'A name' },
      dialect: OLD,
      want: 'Some text',
    },
    { what: 'of one branch among several is not that of the value', schema: { oneOf: [at('Text'), {}] }, want: '' },
  ])('$what', ({ schema, dialect, want }) => {
    expect(textOf(...given(schema, dialect), 'description')).toBe(want);
  });
});

describe('the types that are stated', () => {
  it.each<{ schema: object; dialect?: Dialect; want: string[] }>([
    { schema: {}, want: [] },
    { schema: { type: 'string' }, want: ['string'] },
    { schema: { type: ['string', 'null'] }, want: ['string', 'null'] },
    { schema: { properties: {} }, want: [] },
    // Who satisfies all parts has a type that all allow.
    { schema: { allOf: [{ type: ['string', 'null'] }, { type: 'string' }] }, want: ['string'] },
    { schema: { allOf: [{ type: 'number' }, { type: 'integer' }] }, want: ['integer'] },
    { schema: { type: ['number', 'string'], allOf: [{ type: ['integer', 'string'] }] }, want: ['string', 'integer'] },
    { schema: { type: 'string', allOf: [{ type: 'integer' }] }, want: ['string'] },
    { schema: { anyOf: [at('Text'), { type: 'null' }] }, want: ['string', 'null'] },
    { schema: { oneOf: [at('Text')] }, want: ['string'] },
    { schema: { type: 'string', anyOf: [at('Text'), { type: 'null' }] }, want: ['string'] },
    { schema: { allOf: [at('Text')], anyOf: [at('Text'), { type: 'null' }] }, want: ['string'] },
    { schema: { type: 'string', nullable: true }, dialect: OLD, want: ['string', 'null'] },
    { schema: { type: 'string', nullable: true }, want: ['string'] },
    // It widens the type beside it, and nothing else.
    { schema: { nullable: true, allOf: [at('Text')] }, dialect: OLD, want: ['string'] },
    { schema: { ...at('Text'), nullable: true }, dialect: OLD, want: ['string'] },
  ])('of $schema in $dialect: $want', ({ schema, dialect, want }) => {
    expect([...statedTypes(...given(schema, dialect))]).toEqual(want);
  });

  it.each([
    { schema: { properties: {} }, want: ['object'] },
    { schema: { items: {} }, want: ['array'] },
    { schema: { enum: ['a', 1, null] }, want: ['string', 'number', 'null'] },
    { schema: { const: true }, want: ['boolean'] },
    { schema: { enum: [[1], {}] }, want: ['array', 'object'] },
    { schema: { anyOf: [{ properties: {} }, { type: 'null' }] }, want: ['object', 'null'] },
    {
      schema: {
        anyOf: [
          { type: 'string', format: 'uuid' },
          { type: 'string', pattern: '^a' },
        ],
      },
      want: ['string'],
    },
    { schema: { oneOf: [{ type: 'string' }, { type: ['integer', 'null'] }] }, want: ['string', 'integer', 'null'] },
    { schema: { anyOf: [{ type: 'string', format: 'numeric' }, { type: 'number' }] }, want: ['number'] },
    { schema: { anyOf: [{ type: 'string', format: 'numeric' }, { type: 'string' }] }, want: ['string'] },
    { schema: { anyOf: [{ type: 'string' }, {}] }, want: [] },
    { schema: { anyOf: [{ type: 'object' }, { type: 'object' }] }, want: [] },
    { schema: {}, want: [] },
  ])('else by the form of $schema: $want', ({ schema, want }) => {
    expect([...typesOf(...given(schema))]).toEqual(want);
  });

  it.each([
    { schema: { type: 'integer' }, scalar: 'integer', orNull: 'integer' },
    { schema: { type: ['integer', 'null'] }, scalar: undefined, orNull: 'integer' },
    { schema: { type: ['integer', 'string'] }, scalar: undefined, orNull: undefined },
    { schema: { type: 'object' }, scalar: undefined, orNull: undefined },
  ])('one that fits a URL, of $schema: $scalar', ({ schema, scalar, orNull }) => {
    expect([scalarType(...given(schema)), scalarOrNull(...given(schema))]).toEqual([scalar, orNull]);
  });

  it('one, or null', () => {
    expect(isOnly(...given({ type: ['array', 'null'] }), 'array')).toBe(true);
    expect(isOnly(...given({ type: ['array', 'string'] }), 'array')).toBe(false);
  });
});

describe('the values that all lists allow', () => {
  it.each<{ schema: object; dialect?: Dialect; want: unknown[] | undefined }>([
    { schema: { type: 'string' }, want: undefined },
    { schema: { enum: ['a', 'b'] }, want: ['a', 'b'] },
    { schema: { const: 'a' }, want: ['a'] },
    { schema: { const: 'a' }, dialect: OLD, want: undefined },
    { schema: { enum: ['a', 'b'], allOf: [{ enum: ['b', 'c'] }] }, want: ['b'] },
    { schema: { allOf: [{ enum: [{ a: 1 }, null] }, { const: { a: 1 } }] }, want: [{ a: 1 }] },
    { schema: { anyOf: [{ enum: ['a'] }, { type: 'null' }] }, want: ['a'] },
    { schema: { anyOf: [{ enum: ['a'] }, { enum: ['b'] }] }, want: undefined },
  ])('$schema in $dialect: $want', ({ schema, dialect, want }) => {
    expect(enumOf(...given(schema, dialect))).toEqual(want);
  });
});

describe('bounds', () => {
  it.each<{ what: string; schema: object; dialect?: Dialect; want: object }>([
    { what: 'behind a reference', schema: at('Number'), want: { minimum: 1, maximum: 100 } },
    {
      what: 'the narrowest of all',
      schema: { ...at('Number'), minimum: 5, maximum: 500 },
      want: { minimum: 5, maximum: 100 },
    },
    {
      what: 'in 3.0 those of the reference',
      schema: { ...at('Number'), minimum: 5 },
      dialect: OLD,
      want: { minimum: 1, maximum: 100 },
    },
    { what: 'exclusive ones', schema: { minimum: 0, exclusiveMinimum: 0 }, want: { minimum: 0, exclusiveMinimum: 0 } },
    {
      what: 'exclusive ones of 3.0',
      schema: { minimum: 0, exclusiveMinimum: true },
      dialect: OLD,
      want: { exclusiveMinimum: 0 },
    },
    {
      what: 'exclusive where it is written, and nowhere else',
      schema: {
        allOf: [
          { minimum: 0, exclusiveMinimum: true },
          { minimum: 3, maximum: 9 },
        ],
        exclusiveMaximum: false,
      },
      dialect: OLD,
      want: { minimum: 3, exclusiveMinimum: 0, maximum: 9 },
    },
    { what: 'no boolean in 3.1', schema: { minimum: 0, exclusiveMinimum: true }, want: { minimum: 0 } },
    {
      what: 'of length and size',
      schema: { ...at('Text'), maxItems: 3, minProperties: 1 },
      want: { maxLength: 10, maxItems: 3, minProperties: 1 },
    },
    { what: 'none in a branch', schema: { anyOf: [{ minimum: 1 }, { minimum: 2 }] }, want: {} },
  ])('$what', ({ schema, dialect, want }) => {
    expect(boundsOf(...given(schema, dialect))).toEqual(want);
  });
});

describe('members', () => {
  it.each<{ what: string; schema: object; dialect?: Dialect; want: object }>([
    { what: 'behind a reference', schema: at('Named'), want: { name: true } },
    {
      what: 'of all parts',
      schema: { allOf: [at('Named'), { properties: { age: {} } }] },
      want: { age: false, name: true },
    },
    {
      what: 'required by another part',
      schema: { properties: { age: {} }, allOf: [{ required: ['age'] }] },
      want: { age: true },
    },
    {
      what: 'named as keywords and prototypes are',
      schema: JSON.parse('{"properties":{"$ref":{},"__proto__":{}}}'),
      want: { $ref: false, ['__proto__']: false },
    },
    { what: 'of what is there or null', schema: { oneOf: [at('Named'), { type: 'null' }] }, want: { name: true } },
    { what: 'none of one branch among several', schema: { oneOf: [at('Named'), at('Tree')] }, want: {} },
    {
      what: 'none beside a reference of 3.0',
      schema: { ...at('Named'), properties: { age: {} } },
      dialect: OLD,
      want: { name: true },
    },
  ])('$what', ({ schema, dialect, want }) => {
    const found = membersOf(...given(schema, dialect));
    expect(Object.fromEntries(found.map(({ name, required }) => [name, required]))).toEqual(want);
  });

  it('have their places', () => {
    const [schemas, node] = given({ allOf: [at('Named')], properties: { 'a/b': {} } });
    expect(membersOf(schemas, node).map(({ schema }) => schema.pointer)).toEqual([
      '/schema/properties/a~1b',
      '/$defs/Named/properties/name',
    ]);
  });

  it('are all that is said of them', () => {
    const [schemas, node] = given({ ...at('Named'), properties: { name: { minLength: 1 } } });
    const name = memberAt(schemas, node, ['name'])?.schema;
    expect(name && boundsOf(schemas, name)).toEqual({ minLength: 1, maxLength: 10 });
  });

  it('that must be there, also where nobody describes them', () => {
    expect(requiredMembers(...given({ ...at('Named'), required: ['id', 'name'] }))).toEqual(['id', 'name']);
  });

  it.each([
    { path: ['a', 'b'], required: true, want: true },
    { path: ['c', 'b'], required: true, want: false },
    { path: ['d', 'b'], required: false, want: false },
  ])('at $path are there: $want', ({ path, want }) => {
    const inner = { type: 'object', required: ['b'], properties: { b: {} } };
    const schema = {
      required: ['a', 'c'],
      properties: { a: inner, c: { anyOf: [inner, { type: 'null' }] }, d: inner },
    };
    expect(memberAt(...given(schema), path)?.required).toBe(want);
  });

  it('that no schema describes are not found', () => {
    expect(memberAt(...given(at('Tree')), ['children', 'name'])).toBeUndefined();
  });

  it.each<{ what: string; schema: object; dialect?: Dialect; want: boolean }>([
    { what: 'by itself', schema: { readOnly: true }, want: true },
    { what: 'behind a reference', schema: at('Id'), want: true },
    { what: 'beside a reference', schema: { ...at('Text'), readOnly: true }, want: true },
    { what: 'beside a reference of 3.0', schema: { ...at('Text'), readOnly: true }, dialect: OLD, want: false },
    { what: 'by one of several branches', schema: { oneOf: [at('Id'), at('Text')] }, want: false },
  ])('go one way only, $what: $want', ({ schema, dialect, want }) => {
    expect(isOneWay(...given(schema, dialect), 'readOnly')).toBe(want);
  });
});

describe('elements', () => {
  it.each([
    { what: 'where they are described', schema: { items: at('Text') }, want: '/schema/items' },
    { what: 'behind a reference', schema: { allOf: [{ items: {} }] }, want: '/schema/allOf/0/items' },
    { what: 'nowhere', schema: { prefixItems: [{}] }, want: undefined },
  ])('$what', ({ schema, want }) => {
    expect(itemsOf(...given(schema))?.pointer).toBe(want);
  });

  it('satisfy every part', () => {
    const [schemas, node] = given({ items: at('Text'), allOf: [{ items: { minLength: 1 } }] });
    const elements = itemsOf(schemas, node);
    expect(elements && boundsOf(schemas, elements)).toEqual({ minLength: 1, maxLength: 10 });
  });

  it.each([
    { schema: { type: 'array', items: at('Named') }, want: true },
    { schema: { type: ['array', 'null'], items: at('Named') }, want: false },
    { schema: { type: 'array', items: at('Text') }, want: false },
  ])('are objects in $schema: $want', ({ schema, want }) => {
    expect(objectElements(...given(schema)) !== undefined).toBe(want);
  });
});

/** `One` refers to `Two` three times, that one to `Three`, and so on: 3 to the 12th ways lead to the last one. */
function chain(link: (next: object) => object, last: object, depth = 12): Record<string, object> {
  const names = Array.from({ length: depth }, (_, index) => `S${index}`);
  return Object.fromEntries([
    ...names.map((name, index) => [name, link({ $ref: `#/components/schemas/S${index + 1}` })] as const),
    [`S${depth}`, last] as const,
  ]);
}

/** The first of many schemas, and how often the walk looked a reference up. */
function counted(schemas: Record<string, object>, dialect: Dialect = NEW) {
  const all = Object.entries(schemas).map(([name, schema]) => [`#/components/schemas/${name}`, schema] as const);
  const definitions = new Map<string, unknown>(all);
  let lookUps = 0;
  const get = definitions.get.bind(definitions);
  definitions.get = (name) => {
    lookUps += 1;
    return get(name);
  };
  const node = { schema: { $ref: '#/components/schemas/S0' }, pointer: '/schema' };
  return { schemas: { definitions, dialect }, node, lookUps: () => lookUps };
}

const inAllOf = (next: object) => ({ allOf: [next, next, next] });
const inMembers = (next: object) => ({
  type: 'object',
  required: ['a', 'b', 'c'],
  properties: { a: next, b: { ...next, minLength: 0 }, c: next },
});

describe('is linear in the schemas that it meets', () => {
  it.each([NEW, OLD])('where each refers to the next three times, in %s', (dialect) => {
    const { schemas, node, lookUps } = counted(chain(inAllOf, SHARED.Id), dialect);
    expect([...statedTypes(schemas, node)]).toEqual(['string']);
    expect(isOneWay(schemas, node, 'readOnly')).toBe(true);
    expect(lookUps()).toBeLessThanOrEqual(2 * (1 + 3 * 12));
  });

  it('in samples of them', () => {
    const { schemas, node, lookUps } = counted(chain(inMembers, { type: 'integer' }, 8));
    expect(sampleValue(node, schemas)).toMatchObject({ a: { b: { c: expect.anything() } } });
    expect(lookUps()).toBeLessThan(500);
  });

  it('in what a script judges, and how that is broken', () => {
    const last = { type: 'string', readOnly: true, format: 'unheard-of' };
    for (const link of [inAllOf, inMembers]) {
      const { schemas, node, lookUps } = counted(chain(link, last));
      const { schema, notAsserted } = toJudgeable(node, schemas, 'readOnly');
      expect(notAsserted).toHaveLength(1);
      expect(JSON.stringify(schema).length).toBeLessThan(5000);
      expect(lookUps()).toBeLessThan(2000);
      expect(schemaMutations(schema).length).toBeLessThan(200);
    }
  });

  it('in a chain of ten thousand references', () => {
    const { schemas, node } = counted(chain((next) => next, SHARED.Number, 10_000));
    expect(boundsOf(schemas, node)).toEqual({ minimum: 1, maximum: 100 });
  });
});

describe('ends', () => {
  const A = { $ref: '#/components/schemas/S0' };
  it.each([
    { what: 'what refers to itself', S0: A },
    { what: 'what holds itself beside it', S0: { type: 'object', allOf: [A, A], anyOf: [A] } },
    { what: 'what has itself as a member', S0: inMembers(A) },
    { what: 'what has itself as an element', S0: { type: 'array', items: A, minItems: 1 } },
    { what: 'what may be itself', S0: { oneOf: [A, { type: 'null' }] } },
  ])('in $what', ({ S0 }) => {
    const { schemas, node } = counted({ S0 });
    expect(partsOf(schemas, node).length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(sampleValue(node, schemas)).length).toBeLessThan(100_000);
    expect(brokenTexts(node, schemas)).toEqual([]);
    const { schema } = toJudgeable(node, schemas);
    expect(schemaMutations(schema).length).toBeLessThan(100);
    expect(keywordOf(schemas, node, 'description')).toBeUndefined();
  });
});
