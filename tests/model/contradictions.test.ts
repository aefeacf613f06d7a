/** Schemas that contradict themselves: what is said of them, and what is read instead. */
import { describe, expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { withoutContradictions } from '../../src/model/without-contradictions.ts';
import { accepts } from '../../src/schema/accepts.ts';
import { document, json, operation } from '../helpers/builders.ts';

type Members = Readonly<Record<string, unknown>>;

const A = { type: 'string', title: 'A', pattern: '^a' };
const CLOSED = { type: 'object', properties: { a: {} }, additionalProperties: false };

/** The notices on a schema, and whether each value is accepted. */
function read(schema: Members, values: readonly unknown[], { openapi = '3.1.0', schemas = {} }: Members = {}) {
  const paths = { '/a': { get: operation({ responses: { 200: json({ $ref: '#/components/schemas/S' }) } }) } };
  const from = document({ openapi, paths, components: { schemas: { S: schema, ...(schemas as object) } } });
  const { definitions, dialect, notices } = toApiModel({ document: from, locate: () => ({}) });
  const found = definitions.get('#/components/schemas/S');
  return {
    notices: notices
      .filter(({ kind }) => kind === 'ambiguous')
      .map(({ pointer }) => pointer.replace('/components/schemas/', '')),
    accepted: values.filter((value) => accepts(value, found, { schemas: { definitions, dialect }, notNeeded: [] })),
  };
}

it('a closed schema stays closed where it is no part of another one', () => {
  const schema = { allOf: [{ $ref: '#/components/schemas/C' }, { properties: { b: { type: 'integer' } } }] };
  const document = { openapi: '3.1.0', components: { schemas: { C: CLOSED, S: schema } } };
  const { document: read } = withoutContradictions(document, 'json-schema-2020-12');
  expect(read).toMatchObject({ components: { schemas: { C: CLOSED } } });
});

describe('a closed schema is opened only in the composition that needs it', () => {
  const C = { $ref: '#/components/schemas/C' };
  const more = { properties: { b: { type: 'integer' } } };
  const { additionalProperties: _, ...OPEN } = CLOSED;
  it.each([
    { where: 'beside a reference', schema: { ...C, ...more }, want: { allOf: [OPEN], ...more } },
    {
      where: 'beside a reference and other parts',
      schema: { ...C, allOf: [more] },
      want: { allOf: [OPEN, more] },
    },
    {
      where: 'through a reference to a composition',
      schema: { allOf: [{ $ref: '#/components/schemas/D' }, more] },
      want: { allOf: [{ allOf: [OPEN], title: 'D' }, more] },
    },
    {
      where: 'through a reference beside a word',
      schema: { allOf: [{ ...C, title: 'S' }, more] },
      want: { allOf: [{ title: 'S', allOf: [OPEN] }, more] },
    },
    {
      where: 'as the only alternative besides null',
      schema: { allOf: [{ anyOf: [C, { type: 'null' }] }, more] },
      want: { allOf: [{ anyOf: [OPEN, { type: 'null' }] }, more] },
    },
  ])('$where', ({ schema, want }) => {
    const schemas = { C: CLOSED, D: { title: 'D', allOf: [C] }, S: schema };
    const { document: read, notices } = withoutContradictions(
      { openapi: '3.1.0', components: { schemas } },
      'json-schema-2020-12',
    );
    expect(read).toEqual({ openapi: '3.1.0', components: { schemas: { ...schemas, S: want } } });
    expect(notices).toHaveLength(1);
  });
});

it.each([
  {
    where: 'beside the references',
    schema: { discriminator: { propertyName: 't' }, oneOf: [{ $ref: '#/components/schemas/C' }], required: ['b'] },
    closed: CLOSED,
  },
  {
    where: 'in what they lead to',
    schema: { allOf: [{ $ref: '#/components/schemas/C' }, { required: ['b'] }] },
    closed: { ...CLOSED, discriminator: { propertyName: 't' } },
  },
])('a closed schema is opened itself where a discriminator finds it by its reference: $where', ({ schema, closed }) => {
  const document = { openapi: '3.1.0', components: { schemas: { C: closed, S: schema } } };
  const { additionalProperties: _, ...open } = closed;
  const { document: read } = withoutContradictions(document, 'json-schema-2020-12');
  expect(read).toEqual({ openapi: '3.1.0', components: { schemas: { C: open, S: schema } } });
});

describe('a contradiction is told, and not asserted', () => {
  it.each([
    {
      what: 'an enum of no value',
      schema: { type: 'string', enum: [] },
      given: ['a', 1],
      want: { notices: ['S/enum'], accepted: ['a'] },
    },
    {
      what: 'an enum of no value in an alternative',
      schema: { oneOf: [{ type: 'string', enum: [] }, { const: 'a' }] },
      given: ['a', 1],
      want: { notices: ['S/oneOf', 'S/oneOf/0/enum'], accepted: ['a'] },
    },
    {
      what: 'two alternatives that differ in annotations',
      schema: { oneOf: [A, { ...A, title: 'B', default: 'ab' }, { type: 'integer' }] },
      given: ['a', 'b', 1],
      want: { notices: ['S/oneOf'], accepted: ['a', 1] },
    },
    {
      what: 'a pattern that is longer than its limit',
      schema: { type: 'string', pattern: '^[0-9a-f-]{36}$', maxLength: 32, minLength: 1 },
      given: ['0'.repeat(36), ''],
      want: { notices: ['S/pattern'], accepted: ['0'.repeat(36)] },
    },
    {
      what: 'a pattern that no value of its format matches',
      schema: { type: 'string', format: 'date', pattern: '^\\d{2}\\.\\d{2}\\.\\d{4}$' },
      given: ['24.12.2024', '2024-12-24', '24/12/2024', 1],
      want: { notices: ['S/pattern'], accepted: ['24.12.2024', '2024-12-24'] },
    },
    {
      what: 'a pattern whose values of its format are too long',
      schema: { type: 'string', format: 'time', pattern: '\\.\\d', maxLength: 9 },
      given: ['12:00:00Z', '.5', '12:00:00.5Z', 'x'],
      want: { notices: ['S/pattern'], accepted: ['12:00:00Z', '.5'] },
    },
    {
      what: 'such a pattern beside alternatives',
      schema: {
        type: 'string',
        format: 'time',
        pattern: '^\\d\\d:\\d\\d$',
        anyOf: [{ minLength: 2 }, { maxLength: 9 }],
      },
      given: ['12:00', '12:00:00Z', 1],
      want: { notices: ['S/pattern'], accepted: ['12:00', '12:00:00Z'] },
    },
    {
      what: 'a pattern that is shorter than its limit',
      schema: { type: 'string', pattern: '^(ab?|c{2})$', minLength: 3 },
      given: ['a', 1],
      want: { notices: ['S/pattern'], accepted: ['a'] },
    },
    {
      what: 'bounds that are crossed',
      schema: { minimum: 5, maximum: 3, minLength: 2, maxLength: 1, exclusiveMinimum: 3, type: ['integer', 'string'] },
      given: [4, 'ab', true],
      want: { notices: ['S/minLength', 'S/minimum', 'S/exclusiveMinimum'].sort(), accepted: [4, 'ab'] },
    },
    {
      what: 'an element that has to match, and may not',
      schema: { type: 'array', contains: { const: 1 }, maxContains: 0 },
      given: [[], [1], 'a'],
      want: { notices: ['S/contains'], accepted: [[], [1]] },
    },
    {
      what: 'an element that has to be one which cannot be',
      schema: { type: 'array', contains: false },
      given: [[], [1], 'a'],
      want: { notices: ['S/contains'], accepted: [[], [1]] },
    },
    {
      what: 'counts of elements, with nothing that they match',
      schema: { type: 'array', minContains: 2, maxContains: 1 },
      given: [[], [1], 'a'],
      want: { notices: [], accepted: [[], [1]] },
    },
    {
      what: 'a bound of OpenAPI 3.0 that excludes itself',
      schema: { type: 'integer', minimum: 5, maximum: 5, exclusiveMinimum: true },
      more: { openapi: '3.0.3' },
      given: [5],
      want: { notices: ['S/minimum'], accepted: [5] },
    },
    {
      what: 'a constant that is not in its enum',
      schema: { const: 'a', enum: ['b'], type: 'string' },
      given: ['a', 'b', 1],
      want: { notices: ['S/const'], accepted: ['a', 'b'] },
    },
    {
      what: 'numbers that are listed as texts',
      schema: { type: 'string', enum: [1, 2, 'x'] },
      given: [1, '1', 'x', '01', '1.0', 3],
      want: { notices: ['S/enum'], accepted: [1, '1', 'x', '01', '1.0'] },
    },
    {
      what: 'texts that are listed as numbers',
      schema: { type: 'integer', enum: ['1', '2.5'] },
      given: [1, '1', 2.5, '2.5'],
      want: { notices: ['S/enum'], accepted: [1, '1', '2.5'] },
    },
    {
      what: 'elements that are listed beside the list',
      schema: { type: 'array', items: { type: 'string' }, enum: ['a', 'b'] },
      given: ['a', ['a'], ['b', 'a'], [], ['c'], 'c', 1],
      want: { notices: ['S/enum'], accepted: ['a', ['a'], ['b', 'a'], []] },
    },
    {
      what: 'values of which none is of the type',
      schema: { type: 'integer', enum: ['low', 'high'] },
      given: ['low', 2, 2.5, 'other'],
      want: { notices: ['S/enum'], accepted: ['low', 2] },
    },
    {
      what: 'null that is listed',
      schema: { type: 'string', enum: ['a', null] },
      given: ['a', null, 'b'],
      want: { notices: ['S/enum'], accepted: ['a', null] },
    },
    {
      what: 'nothing but null that is listed',
      schema: { type: 'string', enum: [null] },
      given: ['a', null, 1],
      want: { notices: ['S/enum'], accepted: ['a', null] },
    },
    {
      what: 'a list in the list of values',
      schema: { type: 'string', enum: [['a', 'b']] },
      given: ['a', 'b', 'c', ['a', 'b']],
      want: { notices: ['S/enum'], accepted: ['a', 'b', ['a', 'b']] },
    },
    {
      what: 'a length that no listed value has',
      schema: { type: 'string', enum: ['abc', 'abd'], maxLength: 2 },
      given: ['abc', 'ab'],
      want: { notices: ['S/enum'], accepted: ['abc'] },
    },
    {
      what: 'a required member that is forbidden',
      schema: { ...CLOSED, required: ['a', 'b'] },
      given: [{ a: 1, b: 1 }, { a: 1 }, { b: 1 }, { a: 1, c: 1 }],
      want: { notices: ['S/required'], accepted: [{ a: 1, b: 1 }, { a: 1 }] },
    },
    {
      what: 'a member of one part that another part forbids',
      schema: { allOf: [{ $ref: '#/components/schemas/C' }, { properties: { b: { type: 'integer' } } }] },
      more: { schemas: { C: CLOSED } },
      given: [{ a: 1, b: 1 }, { b: 'x' }],
      want: { notices: ['S/allOf'], accepted: [{ a: 1, b: 1 }] },
    },
    {
      what: 'a closed schema that requires the members of its part',
      schema: { additionalProperties: false, required: ['b'], allOf: [{ properties: { b: { type: 'integer' } } }] },
      given: [{ b: 1 }, {}, { b: 'x' }],
      want: { notices: ['S/additionalProperties'], accepted: [{ b: 1 }] },
    },
    {
      what: 'closed alternatives beside a member that all of them forbid',
      schema: { properties: { id: { type: 'integer' } }, oneOf: [CLOSED, { ...CLOSED, properties: { b: {} } }] },
      given: [
        { id: 1, a: 1 },
        { id: 1, b: 1 },
        { id: 'x', a: 1 },
      ],
      want: {
        notices: ['S/oneOf'],
        accepted: [
          { id: 1, a: 1 },
          { id: 1, b: 1 },
        ],
      },
    },
    {
      what: 'closed alternatives by reference beside a member that all of them forbid',
      schema: {
        properties: { id: { type: 'integer' } },
        oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }],
      },
      more: { schemas: { A: CLOSED, B: { ...CLOSED, properties: { b: {} } } } },
      given: [
        { id: 1, a: 1 },
        { id: 'x', a: 1 },
      ],
      want: { notices: ['S/oneOf'], accepted: [{ id: 1, a: 1 }] },
    },
    {
      what: 'a type that is not that of the part',
      schema: { type: 'object', allOf: [{ $ref: '#/components/schemas/T' }] },
      more: { schemas: { T: { type: 'string', enum: ['a'] } } },
      given: ['a', {}],
      want: { notices: ['S/type'], accepted: ['a'] },
    },
    {
      what: 'parts of two types',
      schema: { allOf: [{ type: 'string' }, { type: 'integer' }] },
      given: ['a', 1, true],
      want: { notices: ['S/allOf'], accepted: ['a', 1] },
    },
    {
      what: 'the opposite of itself',
      schema: { type: 'string', maxLength: 3, not: { title: 'N', type: 'string' } },
      given: ['a', 1],
      want: { notices: ['S/not'], accepted: ['a'] },
    },
    {
      what: 'an alternative that was impossible, and would be a second one now',
      schema: { oneOf: [{ type: 'string', minLength: 3, maxLength: 2 }, { type: 'string' }] },
      given: ['a', 1],
      want: { notices: ['S/oneOf', 'S/oneOf/0/minLength'], accepted: ['a'] },
    },
    {
      what: 'a schema that was impossible, and is excluded',
      schema: { properties: { a: { not: { items: { minimum: 3, maximum: 2 } } } } },
      given: [{ a: [1] }, { a: [] }],
      want: { notices: ['S/properties/a/not', 'S/properties/a/not/items/minimum'], accepted: [{ a: [1] }, { a: [] }] },
    },
    {
      what: 'a condition that was impossible, and would hold now',
      schema: JSON.parse('{"type":"integer","if":{"minimum":3,"maximum":2},"then":{"const":1}}') as Members,
      given: [5, 'a'],
      want: { notices: ['S/if', 'S/if/minimum'], accepted: [5] },
    },
    {
      what: 'elements that were impossible, and of which none may be there',
      schema: { type: 'array', contains: { minimum: 3, maximum: 2 }, minContains: 0, maxContains: 0 },
      given: [[5], 'a'],
      want: { notices: ['S/contains', 'S/contains/minimum'], accepted: [[5]] },
    },
    {
      what: 'a type that is not that of a part, which contradicts itself',
      schema: { type: 'object', allOf: [{ type: 'string', allOf: [{ type: 'integer' }] }] },
      given: [1, 'a', {}],
      want: { notices: ['S/allOf/0/type', 'S/type'], accepted: [1] },
    },
    {
      what: 'more required members than there may be',
      schema: { required: ['a', 'b'], maxProperties: 1 },
      given: [{ a: 1, b: 1 }, { a: 1 }],
      want: { notices: ['S/maxProperties'], accepted: [{ a: 1, b: 1 }] },
    },
    {
      what: 'an alternative that another one includes',
      schema: { oneOf: [{ type: 'number' }, { type: 'integer' }] },
      given: [1, 1.5, 'a'],
      want: { notices: ['S/oneOf'], accepted: [1, 1.5] },
    },
    {
      what: 'parts of two types beside other alternatives',
      schema: { allOf: [{ type: 'string' }, { type: 'integer' }], anyOf: [{ const: 'a' }, { const: 1 }] },
      given: ['a', 1, 'b'],
      want: { notices: ['S/allOf'], accepted: ['a', 1] },
    },
    {
      what: 'null beside a schema that does not state its type',
      schema: { oneOf: [{ type: 'null' }, { properties: { a: { type: 'integer' } } }] },
      given: [null, { a: 1 }, { a: 'x' }],
      want: { notices: ['S/oneOf'], accepted: [null, { a: 1 }] },
    },
    {
      what: 'null in two alternatives',
      schema: { oneOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
      given: [null, 'a', 1, true],
      want: { notices: ['S/oneOf'], accepted: [null, 'a', 1] },
    },
    {
      what: 'null in two alternatives of OpenAPI 3.0',
      schema: { oneOf: [{ type: 'string', nullable: true }, { $ref: '#/components/schemas/N' }] },
      more: { openapi: '3.0.3', schemas: { N: { type: 'integer', nullable: true } } },
      given: [null, 'a', 1, true],
      want: { notices: ['S/oneOf'], accepted: [null, 'a', 1] },
    },
    {
      what: 'alternatives with a member that only one of them need not have in a response',
      schema: {
        oneOf: [{}, { writeOnly: true }].map((mark) => ({
          properties: { a: { $ref: '#/components/schemas/S/properties/b', ...mark } },
          required: ['a'],
        })),
        properties: { b: { type: 'string' } },
      },
      given: [{ a: 'x' }, { a: 1 }],
      want: { notices: ['S/oneOf'], accepted: [{ a: 'x' }] },
    },
    {
      what: 'objects that no required member tells apart',
      schema: {
        oneOf: [
          { properties: { months: { type: 'array', items: { type: 'integer' } } } },
          { properties: { weeks: { type: 'array', items: { type: 'integer' } } } },
        ],
      },
      given: [{ months: [1] }, { weeks: [1] }, {}, { weeks: ['a'] }, { months: 'a', weeks: 'a' }],
      want: { notices: ['S/oneOf'], accepted: [{ months: [1] }, { weeks: [1] }, {}, { weeks: ['a'] }] },
    },
    {
      what: 'such a one inside an alternative, where it may be a second one now',
      schema: { oneOf: [{ oneOf: [{ type: 'number' }, { type: 'integer' }] }, { type: 'integer', minimum: 5 }] },
      given: [1, 7, 'a'],
      want: { notices: ['S/oneOf', 'S/oneOf/0/oneOf'], accepted: [1, 7] },
    },
  ])('$what', ({ schema, given, want, more = {} }) => {
    const { notices, accepted } = read(schema, given, more);
    expect({ notices: [...notices].sort(), accepted }).toEqual(want);
  });

  it.each([
    { what: 'alternatives that differ', schema: { oneOf: [A, { ...A, pattern: '^b' }] } },
    {
      what: 'alternatives that their members tell apart',
      schema: { oneOf: [{ required: ['title'] }, { required: ['x'] }] },
    },
    {
      what: 'members with the name of an annotation',
      schema: {
        oneOf: [{ properties: { title: { type: 'string' } } }, { properties: { title: { type: 'integer' } } }],
      },
    },
    {
      what: 'alternatives that accept null and do not state it',
      schema: { oneOf: [{ required: ['a'] }, { minItems: 1 }] },
    },
    { what: 'null in one alternative', schema: { oneOf: [{ type: 'null' }, { type: 'string' }] } },
    { what: 'alternatives that accept all', schema: { oneOf: [true, true] } },
    { what: 'what must not be there', schema: { properties: { a: false, b: { not: {} } }, required: ['c'] } },
    { what: 'a pattern of some values of its format', schema: { format: 'date', pattern: '^2031-0[34]-' } },
    { what: 'a pattern of a format of any text', schema: { format: 'phone', pattern: '^\\d+$' } },
    { what: 'a pattern of another dialect beside a format', schema: { format: 'date', pattern: '\\A[a-z]{36}\\z' } },
    { what: 'a pattern without an end', schema: { pattern: '^a{3}', maxLength: 3, minLength: 3 } },
    { what: 'a pattern of another dialect', schema: { pattern: '\\A[a-z]{36}\\z', maxLength: 36 } },
    { what: 'a pattern of alternatives', schema: { pattern: '^a$|^bbbbb', minLength: 4, maxLength: 4 } },
    { what: 'a pattern with a reference back', schema: { pattern: '^(a{3})\\1$', minLength: 6, maxLength: 6 } },
    { what: 'a pattern with a look ahead', schema: { pattern: '^(?=.*\\d)[a-z0-9]{8,}$', minLength: 8, maxLength: 8 } },
    { what: 'a listed value that a bound excludes', schema: { enum: [1, 2, 3], minimum: 2 } },
    { what: 'a closed part whose members are described again', schema: { allOf: [CLOSED, { required: ['a'] }] } },
    {
      what: 'closed alternatives of which one allows the member',
      schema: { properties: { a: {} }, anyOf: [CLOSED, { ...CLOSED, properties: { b: {} } }] },
    },
    {
      what: 'closed alternatives beside one that is open',
      schema: { required: ['id'], anyOf: [CLOSED, { required: ['b'] }] },
    },
    {
      what: 'a closed part with a pattern of names',
      schema: { allOf: [{ ...CLOSED, patternProperties: { '^b': {} } }, { required: ['b'] }] },
    },
    { what: 'parts of which one is a number', schema: { allOf: [{ type: 'number' }, { type: 'integer' }] } },
    {
      what: 'parts that both allow null',
      schema: { allOf: [{ type: ['string', 'null'] }, { type: ['string', 'null'] }] },
    },
    { what: 'a type that is none', schema: { type: 'any', allOf: [{ type: 'string' }], enum: [1] } },
  ])('what is none: $what', ({ schema }) => {
    expect(read(schema, []).notices).toEqual([]);
  });
});

/** Two copies of schemas, each of which has the next one twice: there are 2^40 paths through them. */
it('alternatives that are equal at every depth are compared in no time', () => {
  const depth = 40;
  const copyOf = (name: string) =>
    Object.fromEntries(
      Array.from({ length: depth }, (_, at) => {
        const next = at + 1 < depth ? { $ref: `#/components/schemas/${name}${at + 1}` } : { type: 'integer' };
        return [`${name}${at}`, { properties: { left: next, right: next } }];
      }),
    );
  const oneOf = ['A', 'B'].map((name) => ({ $ref: `#/components/schemas/${name}0` }));
  const { notices } = read({ oneOf }, [], { schemas: { ...copyOf('A'), ...copyOf('B') } });
  expect(notices).toEqual(['S/oneOf']);
});

describe('what is required without end may be missing, or null, where it ends', () => {
  const S = { $ref: '#/components/schemas/S' };
  const T = { $ref: '#/components/schemas/T' };
  const node = (member: Members, required = ['name', 'parent']) => ({
    type: 'object',
    required,
    properties: { name: { type: 'string' }, parent: member },
  });
  const root = { name: 'a' };
  const values = [root, { ...root, parent: root }, { ...root, parent: null }, { ...root, parent: 1 }, { parent: root }];
  const endless = { notices: ['S/required'], accepted: values.slice(0, 3) };
  const plain = { notices: [], accepted: [{ ...root, parent: null }] };
  it.each([
    { what: 'a reference', schema: node(S), want: endless },
    { what: 'a reference, in OpenAPI 3.0', schema: node(S), openapi: '3.0.3', want: endless },
    { what: 'an `allOf`', schema: node({ allOf: [S] }), want: endless },
    {
      what: 'an `allOf`, in OpenAPI 3.0',
      schema: node({ allOf: [S], description: 'x' }),
      openapi: '3.0.3',
      want: endless,
    },
    {
      what: 'a second schema',
      schema: node(T),
      schemas: { T: { type: 'object', required: ['of'], properties: { of: S } } },
      // The search begins at S, so the step from T back to S is the one that may end.
      want: { notices: ['T/required'], accepted: [values[1]] },
    },
    { what: 'not null', schema: node({ anyOf: [S, { type: 'null' }] }), want: plain },
    {
      what: 'not null, in OpenAPI 3.0',
      schema: { ...node(S), nullable: true },
      openapi: '3.0.3',
      want: plain,
    },
    {
      what: 'not what is no object',
      schema: { ...node(S), type: ['object', 'string'] },
      want: { notices: [], accepted: [] },
    },
    { what: 'not what is optional', schema: node(S, ['name']), want: { notices: [], accepted: values.slice(0, 2) } },
  ])('$what', ({ schema, want, ...more }) => {
    expect(read(schema, values, more)).toEqual(want);
  });
});
