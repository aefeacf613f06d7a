/** Path templates with the operators of RFC 6570, which OpenAPI does not have and some tools write. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { document, operation, toModel, withPath } from '../helpers/builders.ts';

const modelOf = (path: string, parameters: readonly object[]) =>
  toModel(withPath(path, { get: operation({ parameters }) }));
const inPath = (name: string, more = {}) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'integer' },
  example: 5,
  ...more,
});
const inQuery = { name: 'q', in: 'query', required: true, schema: { type: 'string' }, example: 'x' };

describe('a template', () => {
  it.each([
    { path: '/m{q}', given: [inPath('q', { style: 'matrix' })], want: '/m;q=5' },
    { path: '/m{;q}', given: [inPath('q')], want: '/m;q=5' },
    { path: '/m{;q}', given: [inPath('q', { style: 'matrix' })], want: '/m;q=5' },
    { path: '/m{.q}', given: [inPath('q')], want: '/m.5' },
    {
      path: '/m{;q*}',
      given: [inPath('q', { schema: { type: 'array', items: { type: 'integer' } }, example: [5, 6] })],
      want: '/m;q=5;q=6',
    },
    { path: '/m/{+q}', given: [inPath('q')], want: '/m/5' },
    { path: '/m{?q}', given: [inQuery], want: '/m?q=x' },
    { path: '/m{#s}', given: [], want: '/m' },
    { path: '/m{?q}{&r}', given: [inQuery], want: '/m?q=x' },
  ])('$path is sent as $want', async ({ path, given, want }) => {
    const model = modelOf(path, given);
    const [first] = requestsIn(toCollection(await toContract(model, [], async () => undefined)));
    const url = first?.request.url;
    const value = url?.variable?.[0];
    const sent = (url?.raw ?? '').replace('{{base_url}}', '').replace(`:${value?.key}`, value?.value ?? '');
    expect(sent).toBe(want);
    const notices = model.notices.map(({ message }) => message).join();
    expect(notices).toContain(/\{\W/.test(path) ? path : '');
    const { fetch } = createReferenceServer(model, {});
    expect((await fetch(new Request(`http://localhost/v1${sent}`))).status).toBe(200);
  });
});

it.each(['/m{/q}', '/{a/b}'])('%s is left out: a name has no segments', (path) => {
  const paths = { [path]: { get: operation() }, '/b': { get: operation() } };
  const { operations, notices } = toModel(document({ paths }));
  expect(operations.map((one) => one.path)).toEqual(['/b']);
  expect(notices.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    `left-out: "${path}" has a "/" between braces`,
  ]);
});

it('what is reserved in a path is encoded, and a notice says so', () => {
  const reserved = { ...inPath('q'), allowReserved: true };
  expect(modelOf('/{q}', [reserved]).notices.map(({ message }) => message)).toEqual([
    expect.stringContaining('`allowReserved` is not used for a parameter of a path'),
  ]);
});
