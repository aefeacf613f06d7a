/** An Idempotency-Key names one request: each request has another. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const body = json({ type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 1 } } });

async function keysSent(name: string, schema: object): Promise<readonly string[]> {
  const parameters = [{ name, in: 'header', required: true, schema, example: 'key-1' }];
  const post = operation({
    parameters,
    requestBody: { required: true, ...body },
    responses: { 201: json({}), 400: {} },
  });
  const contract = await toContract(toModel(document({ paths: { '/a': { post } } })), [], async () => undefined);
  return requestsIn(toCollection(contract)).flatMap(({ request: { header } }) =>
    header.flatMap(({ key, value }) => (key === name ? [value] : [])),
  );
}

it.each([
  { name: 'Idempotency-Key', schema: { type: 'string' }, want: '{{$guid}}' },
  { name: 'x-idempotency-key', schema: { type: 'string', format: 'uuid' }, want: '{{$guid}}' },
  { name: 'Idempotency-Key', schema: { type: 'string', pattern: '^key-[0-9]$' }, want: 'key-1' },
  { name: 'Request-Key', schema: { type: 'string' }, want: 'key-1' },
])('$name of $schema is sent as $want', async ({ name, schema, want }) => {
  const sent = await keysSent(name, schema);
  expect(sent.filter((value) => value === want).length).toBeGreaterThan(3);
});
