/** What is said where `{{` cannot be sent as it is. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const text = { type: 'string', example: 'Hi {{name}}' };

it.each([
  {
    what: 'a header',
    place: { parameters: [{ name: 'X-T', in: 'header', schema: text, required: true }] },
    noted: true,
  },
  { what: 'a query', place: { parameters: [{ name: 't', in: 'query', schema: text, required: true }] }, noted: false },
  { what: 'a text', place: { requestBody: { content: { 'text/plain': { schema: text } } } }, noted: true },
  { what: 'JSON', place: { requestBody: { content: { 'application/json': { schema: text } } } }, noted: false },
  ...['application/x-www-form-urlencoded', 'multipart/form-data'].map((type) => ({
    what: type,
    place: { requestBody: { content: { [type]: { schema: { type: 'object', properties: { t: text } } } } } },
    noted: true,
  })),
])('Braces in $what are noted: $noted', async ({ place, noted }) => {
  const model = toModel(withPath('/a', { post: operation(place) }));
  const { notices } = await toContract(model, [], async () => undefined);
  expect(notices.filter(({ message }) => message.includes('sent as "{ {"'))).toHaveLength(noted ? 1 : 0);
});
