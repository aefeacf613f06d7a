import { expect, it } from 'vitest';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const message = { type: 'object', properties: { id: { type: 'string' } } };
const stream = (more: Members = {}) => ({ type: 'object', properties: { result: message, error: message, ...more } });
const SAYS = 'A successful response.(streaming responses)';

function left(description: string, schema: object, status = '200'): readonly string[] {
  const watch = operation({ responses: { [status]: { description, ...json(schema) } } });
  const model = toModel(document({ paths: { '/watch': { post: watch }, '/orders': { get: operation() } } }));
  return model.leftOut.map(({ path }) => path);
}

it.each([
  { what: 'a stream', description: SAYS, schema: stream(), want: ['/watch'] },
  {
    what: 'a stream without a description of its errors',
    description: SAYS,
    schema: { type: 'object', properties: { result: message } },
    want: ['/watch'],
  },
  { what: 'one response', description: 'A successful response.', schema: stream(), want: [] },
  { what: 'a response with more', description: SAYS, schema: stream({ jsonrpc: { type: 'string' } }), want: [] },
  { what: 'an error', description: SAYS, schema: stream(), status: '400', want: [] },
])('$what of grpc-gateway: $want', ({ description, schema, status, want }) => {
  expect(left(description, schema, status)).toEqual(want);
});

it('says why it is not requested', () => {
  const watch = operation({ responses: { 200: { description: SAYS, ...json(stream()) } } });
  const { notices } = toModel(document({ paths: { '/watch': { post: watch }, '/orders': { get: operation() } } }));
  expect(notices.map(({ message: text }) => text).join()).toContain('"POST /watch" is a stream of several JSON texts');
});
