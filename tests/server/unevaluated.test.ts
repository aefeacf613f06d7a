/** What no keyword has evaluated, where Ajv 8 gives a wrong verdict: by our own judge. */
import { expect, it } from 'vitest';
import { createReferenceServer } from '../../src/server/server.ts';
import { json, operation, toModel, withPath } from '../helpers/builders.ts';

const X = { patternProperties: { '^x-': {} } };
const CLOSED = { type: 'object', properties: { b: { type: 'string' } }, unevaluatedProperties: false };

it.each([
  { schema: { ...CLOSED, dependentSchemas: { a: X } }, body: { b: 'c', 'x-d': 1 }, want: 400 },
  { schema: { ...CLOSED, dependentSchemas: { a: X } }, body: { b: 'c' }, want: 200 },
  { schema: { ...CLOSED, dependentSchemas: { b: X } }, body: { b: 'c', 'x-d': 1 }, want: 200 },
  { schema: { ...CLOSED, anyOf: [{ required: ['a'], ...X }, true] }, body: { b: 'c', 'x-d': 1 }, want: 400 },
  { schema: { unevaluatedItems: false, contains: { const: 1 } }, body: [1, 2], want: 400 },
  { schema: { unevaluatedItems: false, contains: { const: 1 } }, body: [1, 1], want: 200 },
  { schema: { unevaluatedItems: false, anyOf: [{ items: { const: 1 } }, true] }, body: [2], want: 400 },
  { schema: { ...CLOSED, required: ['a'], properties: { a: { readOnly: true } } }, body: {}, want: 200 },
])('$body is answered $want by $schema', async ({ schema, body, want }) => {
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(
    withPath('/a', { post: operation({ requestBody: { required: true, ...json(schema) }, responses }) }),
  );
  const request = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const { status } = await createReferenceServer(model, {}).fetch(new Request('https://orders.example/v1/a', request));
  expect(status).toBe(want);
});
