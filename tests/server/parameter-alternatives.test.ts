/** Parameters whose schema has alternatives, or elements by their place. */
import { expect, it } from 'vitest';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const EITHER = {
  oneOf: [
    { type: 'string', maxLength: 1 },
    { type: 'object', required: ['q'], properties: { q: { type: 'integer' } } },
  ],
};
const TUPLE = { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], minItems: 2 };

it.each([
  { schema: TUPLE, style: 'simple', sent: '1,z', want: 204 },
  { schema: TUPLE, style: 'simple', sent: 'z,1', want: 400 },
  { schema: TUPLE, style: 'label', explode: true, sent: '.1.z', want: 204 },
  { schema: TUPLE, style: 'matrix', sent: ';p=1,z', want: 204 },
  { schema: TUPLE, style: 'matrix', explode: true, sent: ';p=1;p=z', want: 204 },
  { schema: EITHER, style: 'label', sent: '.t', want: 204 },
  { schema: EITHER, style: 'label', sent: '.text', want: 400 },
  { schema: EITHER, style: 'label', sent: '.q,1', want: 204 },
  { schema: EITHER, style: 'label', explode: true, sent: '.q=1', want: 204 },
  { schema: EITHER, style: 'matrix', sent: ';p=t', want: 204 },
  { schema: EITHER, style: 'matrix', explode: true, sent: ';p=t', want: 204 },
  { schema: EITHER, style: 'matrix', explode: true, sent: ';q=1', want: 204 },
  { schema: EITHER, style: 'matrix', explode: true, sent: ';q=x', want: 400 },
])('$sent by $style, explode $explode, gets $want', async ({ sent, want, ...more }) => {
  const parameters = [{ name: 'p', in: 'path', required: true, ...more }];
  const get = { parameters, responses: { 204: { description: '' }, 400: { description: '' } } };
  const model = toModel(withPath('/a/{p}', { get }));
  const { status } = await createReferenceServer(model, {}).fetch(new Request(`${model.baseUrl}/a/${sent}`));
  expect(status).toBe(want);
});

it.each([
  { sent: 'p=1,z', explode: false, want: 204 },
  { sent: 'p=z,1', explode: false, want: 400 },
  { sent: 'p=1&p=z', explode: true, want: 204 },
])('?$sent gets $want', async ({ sent, explode, want }) => {
  const parameters = [{ name: 'p', in: 'query', required: true, explode, schema: TUPLE }];
  const get = { parameters, responses: { 204: { description: '' }, 400: { description: '' } } };
  const model = toModel(withPath('/a', { get }));
  const { status } = await createReferenceServer(model, {}).fetch(new Request(`${model.baseUrl}/a?${sent}`));
  expect(status).toBe(want);
});
