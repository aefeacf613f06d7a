import { expect, it } from 'vitest';
import { headers } from '../../src/rules/headers.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { request } from '../helpers/orders.ts';

const schemas = { Count: { type: 'integer' }, Deep: { allOf: [{ $ref: '#/components/schemas/Count' }] } };

/** The script that judges a header with a schema. */
function scriptOf(schema: unknown): string {
  const response = { ...json({}), headers: { 'X-Count': { required: true, schema } } };
  const paths = { '/a': { get: operation({ responses: { 200: response } }) } };
  const model = toModel(document({ paths, components: { schemas } }));
  const expected = { status: 200, response: model.operations[0]?.responses[0] };
  if (!expected.response) throw new Error('no response');
  const [assertion] = headers.assertions({
    request: request({ expected: { status: 200, response: expected.response } }),
    model,
  });
  return assertion?.script.text ?? '';
}

it.each([
  { schema: { type: 'integer' } },
  { schema: { $ref: '#/components/schemas/Count' } },
  { schema: { $ref: '#/components/schemas/Count', minimum: 1 } },
  { schema: { allOf: [{ type: 'integer' }] } },
  { schema: { $ref: '#/components/schemas/Deep' } },
])('a header is read as the number that $schema says, for its type is put on top', ({ schema }) => {
  expect(scriptOf(schema)).toMatch(/'X-Count', \{\s*type: 'integer'/);
});
