/** Names of forms that no client can write. */
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
