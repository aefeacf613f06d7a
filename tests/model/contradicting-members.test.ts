/** Members that two parts of a schema describe with different types, and bounds that are written as in another version of OpenAPI. */
import { describe, expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { accepts } from '../../src/schema/accepts.ts';
import { membersOf } from '../../src/schema/members.ts';
import { sampleValue } from '../../src/schema/sample.ts';
import { document, json, operation } from '../helpers/builders.ts';

type Members = Readonly<Record<string, unknown>>;

/** The notices on a schema and those that it refers to, and which values it accepts. */
function read(schemas: Members, values: readonly unknown[], openapi = '3.0.3') {
  const paths = { '/a': { get: operation({ responses: { 200: json({ $ref: '#/components/schemas/S' }) } }) } };
  const from = document({ openapi, paths, components: { schemas } });
  const model = toApiModel({ document: from, locate: () => ({}) });
  const found = model.definitions.get('#/components/schemas/S');
  return {
    model,
    node: { schema: found as Members, pointer: '' },
    notices: model.notices.filter(({ kind }) => kind === 'ambiguous').map(({ message }) => message),
    accepted: values.filter((value) => accepts(value, found, { schemas: model, notNeeded: [] })),
  };
}

const PAGE = { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'array' } } } };
const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const [P, I] = [{ $ref: '#/components/schemas/Page' }, { $ref: '#/components/schemas/Item' }];
const listOf = (items: object) => ({ properties: { data: { type: 'array', items } } });

describe('a member that two parts describe', () => {
  it.each([
    {
      what: 'as arrays of other elements, one of which says no more than a type, as NestJS describes a generic page',
      schema: { allOf: [P, listOf(I)] },
      given: [{ data: [{ id: 1 }] }, { data: [{}] }, { data: [[]] }, { data: [] }, {}],
      accepted: [{ data: [{ id: 1 }] }, { data: [] }],
      notice:
        'no element of "data" has the types that its parts describe: what says no more than a type is not asserted',
    },
    {
      what: 'as arrays of arrays',
      schema: {
        allOf: [listOf({ type: 'array', items: { type: 'string' } }), listOf({ type: 'array', items: I })],
      },
      given: [{ data: [[{ id: 1 }]] }, { data: [['a']] }, { data: [[{}]] }],
      accepted: [{ data: [[{ id: 1 }]] }],
      notice:
        'no element of "data" has the types that its parts describe: what says no more than a type is not asserted',
    },
    {
      what: 'as values of other types',
      schema: { allOf: [{ properties: { data: { type: 'string', minLength: 2 } } }, { properties: { data: I } }] },
      given: [{ data: 'ab' }, { data: 'a' }, { data: { id: 1 } }, { data: 5 }],
      accepted: [{ data: 'ab' }, { data: { id: 1 } }],
      notice: 'no value of "data" has the types that its parts describe: one is enough',
    },
  ])('$what', ({ schema, given, accepted, notice }) => {
    const found = read({ Page: PAGE, Item: ITEM, S: schema }, given);
    expect(found).toMatchObject({ accepted, notices: [notice] });
    expect(membersOf(found.model, found.node).map(({ name }) => name)).toEqual(['data']);
  });

  it('stays as it is elsewhere', () => {
    const { notices, accepted } = read({ Page: PAGE, Item: ITEM, T: { allOf: [P, listOf(I)] }, S: P }, [
      { data: [[]] },
      { data: [{}] },
    ]);
    expect({ notices: notices.length, accepted }).toEqual({ notices: 1, accepted: [{ data: [[]] }] });
  });

  it.each([
    { what: 'with the same type', schema: { allOf: [listOf(I), listOf({ type: 'object', required: ['a'] })] } },
    { what: 'with and without a type', schema: { allOf: [{ properties: { data: {} } }, listOf(I)] } },
    {
      what: 'as a number and an integer',
      schema: { allOf: [listOf({ type: 'number' }), listOf({ type: 'integer' })] },
    },
    { what: 'where nothing may be', schema: { allOf: [{ properties: { data: { not: {} } } }, listOf(I)] } },
  ])('$what, is read as it stands', ({ schema }) => {
    expect(read({ Item: ITEM, S: schema }, []).notices).toEqual([]);
  });
});

describe('an exclusive bound', () => {
  it.each([
    {
      openapi: '3.0.2',
      schema: { type: 'number', exclusiveMinimum: 0 },
      accepted: [1],
      read: 'it is a number, as in OpenAPI 3.1',
    },
    {
      openapi: '3.0.2',
      schema: { type: 'number', exclusiveMaximum: 0 },
      accepted: [-1],
      read: 'it is a number, as in OpenAPI 3.1',
    },
    {
      openapi: '3.1.0',
      schema: { type: 'number', minimum: 0, exclusiveMinimum: true },
      accepted: [1],
      read: 'it is a boolean, as in OpenAPI 3.0',
    },
  ])('of $schema in OpenAPI $openapi is meant', ({ openapi, schema, accepted, read: why }) => {
    const found = read({ S: schema }, [-1, 0, 1], openapi);
    expect(found).toMatchObject({ accepted, notices: [`${why}: it is read so`] });
    expect(accepted.map(Math.sign)).toContain(Math.sign(Number(sampleValue(found.node, found.model))));
  });

  it.each([
    { openapi: '3.0.2', schema: { minimum: 1, exclusiveMinimum: 1 } },
    { openapi: '3.1.0', schema: { exclusiveMinimum: true } },
    { openapi: '3.1.0', schema: { minimum: 1, exclusiveMinimum: false } },
  ])('of $schema in OpenAPI $openapi is not certain', ({ openapi, schema }) => {
    expect(read({ S: schema }, [], openapi).notices).toEqual([]);
  });
});
