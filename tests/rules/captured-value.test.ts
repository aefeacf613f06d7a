import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string', minLength: 1 };

function object(properties: object, required: readonly string[] = []) {
  return { type: 'object', properties, required };
}

/** How the script finds the value that a link to `/b/{id}` hands on. */
async function findOf(schema: unknown, body: string, more: object = {}) {
  const links = { b: { operationId: 'b', parameters: { id: `$response.body#${body}` } } };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: text }];
  const a = operation({ ...more, responses: { 200: { description: '', ...json(schema), links } } });
  const b = operation({ operationId: 'b', parameters });
  const model = toModel(document({ paths: { '/a': { get: a }, '/b/{id}': { get: b } } }));
  const entries = entriesOf(await toContract(model, [], async () => undefined));
  const found = entries.flatMap(({ assertions }) => assertions.filter(({ rule }) => rule === 'captured-value'));
  return found.map(({ script }) => /=> (.*)\(body/.exec(script.text)?.[1]);
}

it.each([
  { what: 'a required member', schema: object({ id: text }, ['id']), body: '/id', want: 'at' },
  { what: 'an optional member', schema: object({ id: text }), body: '/id', want: 'atIfThere' },
  { what: 'a member that is not described', schema: object({}), body: '/id', want: 'ifPlain(atIfThere' },
  {
    what: 'a text that may be empty',
    schema: object({ id: { type: 'string' } }, ['id']),
    body: '/id',
    want: 'ifPlain(at',
  },
  { what: 'a text of a few', schema: object({ id: { enum: ['a', 'b'] } }, ['id']), body: '/id', want: 'at' },
  {
    what: 'what may be an array',
    schema: object({ id: { type: ['array', 'integer'] } }, ['id']),
    body: '/id',
    want: 'ifPlain(at',
  },
  {
    what: 'a member that may be null',
    schema: object({ id: { type: ['integer', 'null'] } }, ['id']),
    body: '/id',
    want: 'atIfThere',
  },
  {
    what: 'a member of an optional object',
    schema: object({ a: object({ id: text }, ['id']) }),
    body: '/a/id',
    want: 'atIfThere',
  },
  {
    what: 'the first of elements of which there may be none',
    schema: { type: 'array', items: object({ id: text }, ['id']) },
    body: '/0/id',
    want: 'atIfThere',
  },
  {
    what: 'the first of at least one element',
    schema: { type: 'array', minItems: 1, items: object({ id: text }, ['id']) },
    body: '/0/id',
    want: 'at',
  },
  {
    what: 'a member of one alternative',
    schema: { oneOf: [object({ id: text }, ['id']), object({ no: text })] },
    body: '/id',
    want: 'ifPlain(atIfThere',
  },
])('a link does not promise that it can be followed: $what is read by $want', async ({ schema, body, want }) => {
  expect(await findOf(schema, body)).toEqual([want]);
});

it('a declared list has the ids that it declares', async () => {
  const schema = { type: 'array', items: object({ id: text }) };
  expect(await findOf(schema, '/0/id', { 'x-list': { items: '', id: '/id' } })).toEqual(['at']);
});
