import { describe, expect, it } from 'vitest';
import { exactJson } from '../../src/core/digits.ts';
import { parseText } from '../../src/load/parse.ts';
import { accepts } from '../../src/schema/accepts.ts';
import { schemasIn } from '../../src/schema/node.ts';
import { judgeable } from './judgeable.ts';

const AT = '/paths/~1a/get/responses/200/content/application~1json/schema';

/** What is left out of a schema, as pointers in it, and what is still judged. */
function judged(schema: unknown, version = '3.1.0') {
  const { schema: kept, notAsserted } = judgeable(schema, { openapi: version });
  return { kept, left: notAsserted.map(({ pointer }) => pointer.replace(AT, '')) };
}

describe('what no script judges is listed, and what stands beside it is judged', () => {
  it.each<{ schema: object; left: string[]; kept: object }>([
    { schema: { pattern: '(', minLength: 1 }, left: ['/pattern'], kept: { minLength: 1 } },
    { schema: { pattern: 7 }, left: ['/pattern'], kept: {} },
    { schema: { patternProperties: { '(': {} } }, left: ['/patternProperties'], kept: { patternProperties: {} } },
    { schema: { $dynamicRef: '#a', type: 'object' }, left: ['/$dynamicRef'], kept: { type: 'object' } },
    { schema: { format: 'of-our-own', type: 'string' }, left: ['/format'], kept: { type: 'string' } },
    { schema: { madeUp: true }, left: ['/madeUp'], kept: {} },
    { schema: { constructor: 1 }, left: ['/constructor'], kept: {} },
    { schema: { dependencies: { a: ['b'] } }, left: ['/dependencies'], kept: {} },
  ])('$schema', ({ schema, left, kept }) => {
    expect(judged(schema)).toEqual({ kept, left });
  });
});

it('null is accepted where nullable stands beside a reference, which OpenAPI 3.0 ignores and whoever writes it means', () => {
  const $ref = '#/paths/~1a';
  expect(judged({ properties: { a: { $ref, nullable: true } } }, '3.0.3')).toMatchObject({
    kept: { properties: { a: { anyOf: [{ type: 'null' }, {}] } } },
    left: expect.arrayContaining(['/properties/a/nullable']),
  });
});

describe('the children of a discriminator are named where nothing asserts them', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const of = (name: string, more = {}) => ({ allOf: [ref(name), { type: 'object', ...more }] });
  const parent = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } };
  const family = {
    Pet: { ...parent, discriminator: { propertyName: 'kind' } },
    Cat: of('Pet', { required: ['lives'] }),
    Lion: of('Cat'),
    Plant: { ...parent, discriminator: { propertyName: 'kind', mapping: { tree: 'Tree', none: 'Nowhere' } } },
    Tree: { type: 'object', required: ['height'] },
    Alone: { ...parent, discriminator: { propertyName: 'kind' } },
    Each: { ...parent, discriminator: { propertyName: 'kind' }, oneOf: [ref('Own')] },
    Own: { type: 'object', required: ['own'] },
    OfEach: of('Each'),
    Owner: { allOf: [ref('Cat')], properties: { pet: ref('Pet') } },
  };

  it.each<{ what: string; schema: object; left: string[] }>([
    { what: 'a parent', schema: ref('Pet'), left: ['Pet'] },
    { what: 'elements', schema: { type: 'array', items: ref('Pet') }, left: ['Pet'] },
    { what: 'a parent and more', schema: of('Pet'), left: ['Pet'] },
    { what: 'a mapping', schema: ref('Plant'), left: ['Plant'] },
    { what: 'a child', schema: ref('Cat'), left: [] },
    { what: 'a child of a child', schema: { items: ref('Lion') }, left: [] },
    { what: 'named children', schema: { oneOf: [ref('Cat'), ref('Lion')] }, left: [] },
    { what: 'a child with a parent in it', schema: ref('Owner'), left: ['Pet'] },
    { what: 'no children', schema: ref('Alone'), left: [] },
    { what: 'alternatives', schema: ref('Each'), left: [] },
  ])('$what', ({ schema, left }) => {
    const { notAsserted } = judgeable(schema, { components: { schemas: family } });
    expect(notAsserted.map(({ pointer }) => pointer)).toEqual(
      left.map((name) => `/components/schemas/${name}/discriminator`),
    );
  });

  it('and what stands around the parent is asserted as before', () => {
    const { schema } = judgeable({ not: ref('Pet') }, { components: { schemas: family } });
    expect(schema).toMatchObject({ not: { $ref: '#/$defs/Pet' } });
  });
});

describe('what breaks the form of JSON Schema is listed, not handed to a runtime that would throw', () => {
  it.each([
    { schema: null, left: [''] },
    { schema: ['a'], left: [''] },
    { schema: { type: 'text' }, left: ['/type'] },
    { schema: { type: [] }, left: ['/type'] },
    { schema: { type: null }, left: ['/type'] },
    { schema: { minimum: '1' }, left: ['/minimum'] },
    { schema: { minLength: -1 }, left: ['/minLength'] },
    { schema: { maxItems: 1.5 }, left: ['/maxItems'] },
    { schema: { multipleOf: 0 }, left: ['/multipleOf'] },
    { schema: { enum: 'a' }, left: ['/enum'] },
    { schema: { pattern: '\\A\\d+\\Z' }, left: ['/pattern'] },
    { schema: { pattern: '^[[:alpha:]]$' }, left: ['/pattern'] },
    { schema: { pattern: '/^a$/i' }, left: ['/pattern'] },
    { schema: { pattern: '^\\p{IsLatin}$' }, left: ['/pattern'] },
    { schema: { pattern: '^\\p{L}[\\w-.]\\\\A$' }, left: ['/pattern'] },
    { schema: { pattern: '^[\\w-.]\\\\A\\u0041/$' }, left: [] },
    { schema: { type: 'string', nullable: true }, left: ['/nullable'] },
    { schema: { required: 'a' }, left: ['/required'] },
    { schema: { required: [1] }, left: ['/required'] },
    { schema: { uniqueItems: 'yes' }, left: ['/uniqueItems'] },
    { schema: { exclusiveMinimum: true }, left: ['/exclusiveMinimum'] },
    { schema: { properties: [] }, left: ['/properties'] },
    { schema: { properties: { a: null } }, left: ['/properties/a'] },
    { schema: { anyOf: {} }, left: ['/anyOf'] },
    { schema: { anyOf: [] }, left: ['/anyOf'] },
    { schema: { oneOf: [] }, left: ['/oneOf'] },
    { schema: { allOf: [] }, left: ['/allOf'] },
    { schema: { prefixItems: [] }, left: ['/prefixItems'] },
    { schema: { not: { anyOf: [] } }, left: ['/not/anyOf', '/not'] },
    { schema: { not: { allOf: [], type: 'string' } }, left: ['/not/allOf'] },
    { schema: { items: [{}] }, left: ['/items'] },
    { schema: { not: 1 }, left: ['/not'] },
    { schema: { dependentRequired: { a: [1] } }, left: ['/dependentRequired'] },
    { schema: { dependentSchemas: 1 }, left: ['/dependentSchemas'] },
  ])('$schema', ({ schema, left }) => {
    expect(judged(schema).left).toEqual(left);
  });
});

describe('a number that scripts round is not asserted, or as far as they tell it apart', () => {
  it.each([
    { schema: { const: '9007199254740993' }, kept: {} },
    { schema: { enum: ['1', '-9007199254740993'] }, kept: {} },
    { schema: { const: { a: ['9007199254740993'] } }, kept: {} },
    { schema: { const: '0.10000000000000000001' }, kept: {} },
    { schema: { const: '1e400' }, kept: {} },
    { schema: { const: '9007199254740992' }, kept: { const: 2 ** 53 } },
    { schema: { not: { const: '9007199254740992' } }, kept: {} },
    { schema: { multipleOf: '9007199254740993' }, kept: {} },
    { schema: { multipleOf: '0.10000000000000000001' }, kept: {} },
    { schema: { multipleOf: '18014398509481984' }, kept: { multipleOf: 2 ** 54 } },
  ])('$schema', ({ schema, kept }) => {
    const { kept: found, left } = judged(read(schema));
    expect(exactJson(found)).toBe(JSON.stringify(kept));
    expect(left).not.toEqual([]);
  });

  it.each([
    { const: '9007199254740991' },
    { enum: ['0.1', '1e-300'] },
    { multipleOf: '0.01' },
    { const: '0.30000000000000004' },
  ])('none in $const$enum$multipleOf', (schema) => {
    const { kept, left } = judged(read(schema));
    expect({ kept: JSON.parse(exactJson(kept)), left }).toEqual({ kept: JSON.parse(asNumbers(schema)), left: [] });
  });

  /** Digits as numbers of a description. */
  const read = (schema: unknown) => parseText(asNumbers(schema), 'schema.json').value;
  const asNumbers = (schema: unknown) => JSON.stringify(schema).replace(/"(-?[\d.e]+)"/g, '$1');
});

describe('what is left out never makes the rest fail', () => {
  const weak = { pattern: '(' };

  it.each([
    { what: 'not', schema: { not: weak }, kept: {} },
    { what: 'if', schema: { if: weak, else: { const: 1 } }, kept: { else: { const: 1 } } },
    { what: 'oneOf', schema: { oneOf: [weak, { const: 1 }] }, kept: { anyOf: [{}, { const: 1 }] } },
    { what: 'anyOf', schema: { anyOf: [weak, { const: 1 }] }, kept: { anyOf: [{}, { const: 1 }] } },
    {
      what: 'additionalProperties',
      schema: { patternProperties: { '(': {} }, additionalProperties: false },
      kept: { patternProperties: {} },
    },
    {
      what: 'a definition that was met before',
      schema: { allOf: [{ $ref: '#/components/schemas/Weak' }, { not: { $ref: '#/components/schemas/Weak' } }] },
      kept: { allOf: [{ $ref: '#/$defs/Weak' }, {}], $defs: { Weak: {} } },
    },
  ])('under $what', ({ schema, kept }) => {
    const components = { schemas: { Weak: weak } };
    const judged = judgeable(schema, { components });
    expect(judged.schema).toEqual(kept);
    expect(judged.notAsserted).not.toEqual([]);
  });
});

it.each([
  { schema: { type: 'string', nullable: true }, kept: { type: ['string', 'null'] } },
  {
    schema: { anyOf: [{ type: 'string' }], nullable: true },
    kept: { anyOf: [{ type: 'null' }, { anyOf: [{ type: 'string' }] }] },
  },
])('nullable in OpenAPI 3.1 is told, and null is accepted of servers, and not sent: $schema', ({ schema, kept }) => {
  expect(judged(schema)).toEqual({ kept, left: ['/nullable'] });
  expect(accepts(null, schema, { schemas: schemasIn({}), notNeeded: [] })).toBe(false);
});
