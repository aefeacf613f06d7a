/** Where path parameters get their values from: another response, the description, or a variable that people fill once. */
import { expect, it } from 'vitest';
import { requiredArguments } from '../../src/contract/arguments.ts';
import { contractRequests } from '../../src/contract/cases/all-cases.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const inPath = (name: string, schema: object, more: object = {}) => ({
  parameters: [{ name, in: 'path', required: true, schema, ...more }],
});
const text = { type: 'string' };
const number = { type: 'integer' };
const created = { description: 'Made.', ...json({ type: 'object', properties: { id: number } }) };
const links = { stamp: { operationId: 'stamp', parameters: { id: '$response.body#/id' } } };

const model = toModel(
  document({
    paths: {
      '/letters/{id}': { get: operation({ operationId: 'letter', ...inPath('id', text) }) },
      '/parcels/{id}': { get: operation({ operationId: 'parcel', ...inPath('id', number) }) },
      '/notes/{id}': { get: operation({ operationId: 'note', ...inPath('id', text) }) },
      '/rates/{part}': { get: operation({ operationId: 'rate', ...inPath('part', { enum: ['50%'] }) }) },
      '/days/{day}': { get: operation({ operationId: 'day', ...inPath('day', text, { example: 'monday' }) }) },
      '/stamps': { post: operation({ operationId: 'makeStamp', responses: { 201: { ...created, links } } }) },
      '/stamps/{id}': { get: operation({ operationId: 'stamp', ...inPath('id', number) }) },
      '/stamps/{id}/print': { get: operation({ operationId: 'print', ...inPath('id', number) }) },
    },
  }),
);

it.each([
  { id: 'letter', want: { kind: 'variable', name: 'id', initial: 'text' } },
  { id: 'note', want: { kind: 'variable', name: 'id', initial: 'text' } },
  { id: 'parcel', want: { kind: 'text', text: '0' } },
  { id: 'rate', want: { kind: 'text', text: '50%' } },
  { id: 'day', want: { kind: 'text', text: 'monday' } },
  { id: 'stamp', want: { kind: 'variable', name: 'stamps_id', initial: '0' } },
  { id: 'print', want: { kind: 'variable', name: 'stamps_id', initial: '0' } },
])('the value of the operation $id is $want', ({ id, want }) => {
  const found = model.operations.find((candidate) => candidate.id === id);
  expect(found && requiredArguments(found, model).map(({ value }) => value)).toEqual([want]);
});

it.each([
  { style: 'simple', want: ['xx', 'none-there'] },
  { style: 'label', want: ['.xx', '.none-there'] },
  { style: 'matrix', want: [';id=xx', ';id=none-there'] },
])('an id that is invalid or unknown has the style $style', ({ style, want }) => {
  const schema = { type: 'string', minLength: 3 };
  const errors = { 400: { description: 'Wrong.' }, 404: { description: 'Unknown.' } };
  const responses = { 204: { description: 'Gone.' }, ...errors };
  const remove = operation({
    operationId: 'remove',
    ...inPath('id', schema, { style, example: 'stamp-1' }),
    responses,
  });
  const made = toModel(document({ paths: { '/stamps/{id}': { delete: remove } } }));
  const sent = contractRequests(made, [])
    .subjects.flatMap(({ requests }) => requests)
    .flatMap((request) => request.arguments.map(({ value }) => (value.kind === 'text' ? value.text : '')));
  expect(sent).toEqual(want);
});
