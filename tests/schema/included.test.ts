/** Alternatives of a `oneOf` that can never be the only one to accept a value. */
import { describe, expect, it } from 'vitest';
import { accepts, type Doubt } from '../../src/schema/accepts.ts';
import { includedAlternatives } from '../../src/schema/included.ts';
import { type Dialect, schemasIn } from '../../src/schema/node.ts';
import { findSample } from '../../src/schema/sample.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';

const RGB = { type: 'object', required: ['r'], properties: { r: { type: 'number' } } };
const RGBA = {
  type: 'object',
  required: ['r', 'a'],
  properties: { r: { type: 'number', description: 'Red' }, a: { type: 'number' } },
};
const components = {
  schemas: { Pet: { ...RGB, title: 'Pet' }, Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, {}] } },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function included(oneOf: readonly unknown[], more: object = {}, dialect: Dialect = 'json-schema-2020-12') {
  return [...includedAlternatives({ oneOf, ...more }, schemasIn({ components }, dialect))];
}

describe('an alternative that another one includes', () => {
  it.each([
    { what: 'an integer beside a number', oneOf: [{ type: 'number' }, { type: 'integer', minimum: 1 }], want: [1] },
    { what: 'listed texts beside any', oneOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }], want: [0] },
    { what: 'fewer values beside more', oneOf: [{ enum: ['a', 'b'] }, { enum: ['b'] }], want: [1] },
    { what: 'a format beside any text', oneOf: [{ type: 'string', format: 'date' }, { type: 'string' }], want: [0] },
    {
      what: 'a longer text',
      oneOf: [
        { type: 'string', minLength: 2 },
        { type: 'string', minLength: 3 },
      ],
      want: [1],
    },
    { what: 'an object with more members', oneOf: [RGB, RGBA], want: [1] },
    { what: 'a kind of pet beside a pet', oneOf: [ref('Cat'), ref('Pet')], want: [0] },
    {
      what: 'two in a row',
      oneOf: [{ type: 'string' }, { type: 'string', enum: ['a'] }, { const: 1 }, { enum: [1, 2] }],
      want: [1, 2],
    },
    {
      what: 'an integer of 64 bits beside a double, whose format refuses nothing',
      oneOf: [
        { type: 'integer', format: 'int64' },
        { type: 'number', format: 'double' },
      ],
      want: [0],
    },
    {
      what: 'a format within another one',
      oneOf: [
        { type: 'integer', format: 'int64' },
        { type: 'integer', format: 'int32' },
      ],
      want: [1],
    },
    {
      what: 'the second of two that include each other',
      oneOf: [{ type: 'number' }, { type: ['number', 'integer'] }, { type: 'string' }],
      want: [1],
    },
  ])('$what', ({ oneOf, want }) => {
    expect(included(oneOf)).toEqual(want);
  });

  it.each([
    { what: 'equal ones, which count once', oneOf: [RGB, { ...RGB }] },
    { what: 'one that states nothing but such a format', oneOf: [{ format: 'double' }, { type: 'string' }] },
    { what: 'one that states nothing', oneOf: [{}, { type: 'string' }] },
    { what: 'one with an enum that is no list', oneOf: [{ type: 'string', enum: ['a'] }, { enum: 'a' }] },
    { what: 'others', oneOf: [{ type: 'string' }, { type: 'integer' }] },
    {
      what: 'overlapping ones',
      oneOf: [
        { type: 'string', maxLength: 3 },
        { type: 'string', minLength: 2 },
      ],
    },
    {
      what: 'one whose member need not be there, as a response has no `writeOnly` ones',
      oneOf: [{ ...RGBA, properties: { ...RGBA.properties, r: { type: 'number', writeOnly: true } } }, RGB],
    },
    {
      what: 'one with such a mark beside the reference of its member',
      oneOf: [
        { required: ['p', 'a'], properties: { p: { ...ref('Pet'), writeOnly: true }, a: {} } },
        { required: ['p'], properties: { p: ref('Pet') } },
      ],
    },
    { what: 'a closed one', oneOf: [{ ...RGB, additionalProperties: false }, RGBA] },
    { what: 'two closed ones', oneOf: [RGB, RGBA].map((one) => ({ ...one, additionalProperties: false })) },
    { what: 'one with a member of another type', oneOf: [RGB, { ...RGBA, properties: { r: { type: 'string' } } }] },
    {
      what: 'items after others',
      oneOf: [{ items: { type: 'string' } }, { items: { type: 'string' }, prefixItems: [{}] }],
    },
    {
      what: 'names of a discriminator',
      oneOf: [ref('Cat'), ref('Pet')],
      more: { discriminator: { propertyName: 'r' } },
    },
    {
      what: 'one that also allows null',
      oneOf: [{ type: 'string' }, { type: 'string', enum: ['a'], nullable: true }],
      dialect: 'openapi-3.0' as const,
    },
    {
      what: 'an exclusive bound of OpenAPI 3.0',
      oneOf: [
        { minimum: 1, exclusiveMinimum: true },
        { minimum: 1, multipleOf: 2 },
      ],
      dialect: 'openapi-3.0' as const,
    },
  ])('are not $what', ({ oneOf, more, dialect }) => {
    expect(included(oneOf, more, dialect)).toEqual([]);
  });
});

describe('what is read of it', () => {
  const schema = { oneOf: [{ type: 'number' }, { type: 'integer' }, { type: 'string' }] };
  const schemas = { ...schemasIn({}), definitions: new Map<string, unknown>() };

  it.each([
    { value: 1, want: true, doubts: ['inclusion'] },
    { value: 1.5, want: true, doubts: [] },
    { value: 'a', want: true, doubts: [] },
    { value: true, want: false, doubts: [] },
  ])('$value is accepted: $want', ({ value, want, doubts }) => {
    const found: Doubt['refusedBy'][] = [];
    const onDoubt = ({ refusedBy }: Doubt) => found.push(refusedBy);
    expect(accepts(value, schema, { schemas, notNeeded: [], onDoubt })).toBe(want);
    expect(found).toEqual(doubts);
  });

  it('the scripts do not count it', () => {
    const { schema: judged } = toJudgeable({ schema, pointer: '' }, schemas);
    expect(judged).toEqual({ oneOf: [{ type: 'number' }, { type: 'string' }] });
  });

  it('the scripts accept null that several alternatives accept, and one states', () => {
    const nullable = { oneOf: [{ type: 'null' }, { properties: { a: {} } }] };
    const { schema: judged } = toJudgeable({ schema: nullable, pointer: '' }, schemas);
    expect(judged).toEqual({ anyOf: [{ type: 'null' }, { oneOf: [{ type: 'null' }, { properties: { a: {} } }] }] });
  });

  it('the scripts count it beside unevaluatedProperties, where it tells which members are known', () => {
    const closed = { oneOf: [RGB, RGBA], unevaluatedProperties: false };
    const { schema: judged } = toJudgeable({ schema: closed, pointer: '' }, schemas);
    expect(judged).toMatchObject({ anyOf: [{}, {}], unevaluatedProperties: false });
  });

  it('what is sent is right in both readings, if there is such a value', () => {
    const colour = { oneOf: [RGBA, RGB] };
    expect(findSample({ schema: colour, pointer: '' }, schemas)).toEqual({ r: 0 });
  });
});
