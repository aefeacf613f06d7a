/** The rows of forms: names that no client can write, and forms without a named member. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { document, operation, toModel } from '../helpers/builders.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

it.each([
  { type: PARTS, names: ['a', 'b{{c'], required: ['a'], sent: ['a'], notice: '"b{{c" of the form is not sent' },
  { type: PARTS, names: ['a', 'b\\'], required: ['a'], sent: ['a'], notice: '"b\\" of the form is not sent' },
  { type: FORM, names: ['a', 'b{{c'], required: ['a'], sent: ['a'], notice: '"b{{c" of the form is not sent' },
  { type: FORM, names: ['a', 'b\\'], required: ['a'], sent: ['a', 'b\\'], notice: '' },
  {
    type: FORM,
    names: ['a', '__proto__'],
    required: ['a'],
    sent: ['a'],
    notice: '"__proto__" of the form is not sent',
  },
  { type: PARTS, names: ['a', '__proto__'], required: ['a'], sent: ['a', '__proto__'], notice: '' },
  { type: FORM, names: ['__proto__'], required: ['__proto__'], sent: [], notice: 'can write the name "__proto__"' },
  { type: PARTS, names: ['b{{c'], required: ['b{{c'], sent: [], notice: 'no client can write the name "b{{c"' },
])('of $names in $type, $sent are sent', async ({ type, names, required, sent, notice }) => {
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string', example: 'x' }]));
  const requestBody = { required: true, content: { [type]: { schema: { type: 'object', required, properties } } } };
  const paths = { '/a': { post: operation({ requestBody }) }, '/b': { get: operation() } };
  const contract = await toContract(toModel(document({ paths })), [], async () => undefined);
  const body = requestsIn(toCollection(contract)).find(({ request }) => request.method === 'POST')?.request.body;
  const rows = body && ('formdata' in body ? body.formdata : 'urlencoded' in body ? body.urlencoded : []);
  expect((rows ?? []).map(({ key }) => key)).toEqual(sent);
  expect(contract.notices.map(({ message }) => message).join('\n')).toContain(notice);
});

const FILE = { type: 'string', format: 'binary' };
const filled = (type: string, schema: object | undefined, required = true) => ({ type, schema, required });

it.each([
  { ...filled(PARTS, { type: 'object', additionalProperties: FILE }), want: ['member1 file'] },
  { ...filled(PARTS, { type: 'object', additionalProperties: { type: 'integer' } }), want: ['member1 0'] },
  { ...filled(PARTS, { type: 'object' }), want: ['member1 text'] },
  { ...filled(PARTS, undefined), want: ['member1 text'] },
  { ...filled(PARTS, { type: 'object', patternProperties: { '^x-': FILE } }), want: ['x- file'] },
  {
    // A member that only a server sends is no row, and neither is null.
    ...filled(PARTS, {
      type: 'object',
      required: ['id', 'no'],
      properties: { id: { type: 'string', readOnly: true }, no: { type: 'string', nullable: true, enum: [null] } },
    }),
    want: 'no member of its form can be sent',
  },
  {
    ...filled(PARTS, { type: 'object', required: ['id'], properties: { id: { type: 'string', readOnly: true } } }),
    want: ['member1 text'],
  },
  { ...filled(PARTS, { type: 'object', additionalProperties: false }), want: 'no member of its form can be sent' },
  { ...filled(FORM, { type: 'object', additionalProperties: { type: 'string' } }), want: ['member1 text'] },
  { ...filled(FORM, undefined), want: ['member1 text'] },
  // An empty form has its type, and no bytes.
  { ...filled(FORM, { type: 'object', additionalProperties: false }), want: [] },
  { ...filled(FORM, { type: 'object' }, false), want: [] },
  { ...filled(PARTS, { type: 'object' }, false), want: 'the body is not sent: no member of its form can be sent' },
])('a body of $type, required: $required, of $schema has $want', async ({ type, schema, required, want }) => {
  const requestBody = { required, content: { [type]: schema ? { schema } : {} } };
  const paths = { '/a': { post: operation({ requestBody }) }, '/b': { get: operation() } };
  const from = document({ openapi: '3.0.3', paths });
  const { notices, ...contract } = await toContract(toModel(from), [], async () => undefined);
  const request = requestsIn(toCollection({ ...contract, notices })).find(
    ({ request: { method } }) => method === 'POST',
  );
  const { body } = request?.request ?? {};
  const parts = body && 'formdata' in body ? body.formdata : [];
  const pairs = body && 'urlencoded' in body ? body.urlencoded : [];
  const rows = [
    ...parts.map((part) => `${part.key} ${part.type === 'file' ? 'file' : part.value}`),
    ...pairs.map(({ key, value }) => `${key} ${value}`),
  ];
  if (typeof want !== 'string') expect(rows).toEqual(want);
  else expect(notices.map(({ message }) => message).join()).toContain(want);
});
