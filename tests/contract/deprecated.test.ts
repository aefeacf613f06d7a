/** What is deprecated says so where a person reads it. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { toRequestBody } from '../../src/postman/to-body.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const text = { type: 'string' };

it('a parameter, by itself or by its schema, and a member of a form', async () => {
  const parameters = [
    { name: 'a', in: 'query', deprecated: true, required: true, description: 'Use b.', schema: text },
    { name: 'b', in: 'query', deprecated: false, required: true, description: 'New.', schema: text },
    { name: 'c', in: 'query', required: true, schema: { ...text, deprecated: true } },
  ];
  const schema = { type: 'object', properties: { x: { ...text, deprecated: true, description: 'Old.' }, y: text } };
  const requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } };
  const model = toModel(withPath('/a', { post: { parameters, requestBody, responses: { 200: { description: '' } } } }));
  const [entry] = entriesOf(await toContract(model, [], async () => undefined));
  expect(entry?.request.arguments.map(({ name, description }) => [name, description])).toEqual([
    ['a', '**Deprecated.** Use b.'],
    ['b', 'New.'],
    ['c', '**Deprecated.**'],
  ]);
  expect(entry && toRequestBody(entry.request, model).body).toMatchObject({
    urlencoded: [{ key: 'x', description: '**Deprecated.** Old.' }, { key: 'y' }],
  });
});
