/** What the requests of a contract know of what is left out, and what of them is cut. */
import { describe, expect, it } from 'vitest';
import { leftOut } from '../../src/contract/left-out.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { type Contract, entriesOf } from '../../src/contract/types.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

async function contractOf(paths: Members): Promise<Contract> {
  return toContract(toModel(document({ paths })), [], async () => undefined);
}

/** The methods whose refusal is requested at `/a`. */
async function refusedMethods(more: Members, others: Members): Promise<readonly string[]> {
  const get = operation({ responses: { 200: {}, 405: {} } });
  const contract = await contractOf({ '/a': { get, ...more }, ...others });
  return entriesOf(contract).flatMap(({ request }) => /method ([A-Z]+)$/.exec(request.name)?.[1] ?? []);
}

it.each([
  { what: 'no other', want: ['DELETE', 'POST'] },
  {
    what: 'one at another path that serves it, too',
    others: { '/{id}': { parameters: [{ name: 'id', in: 'path' }], delete: operation() } },
    want: ['PUT', 'POST'],
  },
  { what: 'one at another path that does not', others: { '/b': { delete: operation() } }, want: ['DELETE', 'POST'] },
  { what: 'two that are left out for a fault', more: { delete: { tags: 1 }, post: null }, want: ['PUT'] },
])('a path with $what gets $want, which it does not document', async ({ more = {}, others = {}, want }) => {
  expect(await refusedMethods(more, others)).toEqual(want);
});

it.each([
  {
    security: [{ A: [] }, { B: [] }],
    want: ['note: GET /a and 1 more operation: requests use "A", and the alternative "B" is not tried'],
  },
  {
    security: [{ A: [], B: [] }, { B: [] }, {}],
    want: [
      'note: GET /a and 1 more operation: requests use "A" with "B", and the alternatives "B" and no credentials are not tried',
    ],
  },
  { security: [{ A: [] }], want: [] },
])('alternatives of security that no request tries are told: $security', async ({ security, want }) => {
  const securitySchemes = Object.fromEntries(
    ['A', 'B'].map((name) => [name, { type: 'apiKey', in: 'header', name: `X-${name}` }]),
  );
  const paths = { '/a': { get: operation() }, '/b': { get: operation() } };
  const from = document({ paths, security, components: { securitySchemes } });
  const { notices } = await toContract(toModel(from), [], async () => undefined);
  expect(notices.map(({ kind, message }) => `${kind}: ${message}`)).toEqual(want);
});

it('what the server sends is listed in the description of the collection', async () => {
  const callbacks = { paid: { '{$request.body#/url}': { post: operation() } } };
  const webhooks = { 'an`order': { $ref: '#/components/pathItems/hook' } };
  const components = { pathItems: { hook: { put: operation() } } };
  const paths = { '/a': { post: operation({ callbacks }) } };
  const contract = await toContract(toModel(document({ paths, webhooks, components })), [], async () => undefined);
  expect(toCollection(contract).info.description).toMatch(
    /\n\n\*\*Sent by the server\*\*, and not by this collection:\n\n- `an order` \(webhook\): `PUT`\n- `paid` \(callback of `POST \/a`\): `POST \{\$request\.body#\/url\}`$/,
  );
});

describe('a list of requests that is cut is told, with what it lacks', () => {
  it.each([
    { members: 12, want: '16 of 24 invalid bodies are sent; not m5 missing, .* and 4 more' },
    // Each change is judged with the whole body, so not all of a wide one are tried.
    { members: 150, want: '16 of more than 199 invalid bodies are sent; not m1 missing, .* and 179 more' },
  ])('invalid bodies of $members members', async ({ members, want }) => {
    const names = Array.from({ length: members }, (_, index) => `m${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'integer' }]));
    const schema = { type: 'object', required: names, properties };
    const post = operation({ requestBody: json(schema), responses: { 201: {}, 400: {} } });
    const { notices } = await contractOf({ '/a': { post } });
    const message = expect.stringMatching(new RegExp(`^POST /a: ${want}$`)) as unknown;
    expect(notices).toEqual([{ kind: 'shortened', message, pointer: '/paths/~1a/post' }]);
  });

  it('values of an enum', async () => {
    const item = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, state: { type: 'string' } },
    };
    const parameters = [{ name: 'state', in: 'query', schema: { enum: ['a', 'b', 'c', 'd', 'e', 'f'] } }];
    const responses = { 200: json({ type: 'array', items: item }) };
    const get = operation({ parameters, responses, 'x-list': { filters: ['state'] } });
    const { notices } = await contractOf({ '/a': { get } });
    expect(notices).toEqual([
      {
        kind: 'shortened',
        message: 'GET /a: 2 of 6 values of "state" are requested; not b, c, d and e',
        pointer: '/paths/~1a/get',
      },
    ]);
  });
});

it.each([
  { type: 'application/xml', schema: { type: 'object' }, isTold: true },
  { type: 'application/x-ndjson', schema: { type: 'object', required: ['a'] }, isTold: false },
  { type: 'application/x-ndjson', schema: { required: ['a'], properties: { a: {} } }, isTold: true },
  { type: 'text/csv', schema: { type: 'string' }, isTold: false },
])('the schema of $type that is not asserted is told: $isTold ($schema)', async ({ type, schema, isTold }) => {
  const responses = { 200: { description: 'Fine', content: { [type]: { schema } } } };
  const { notices } = await contractOf({ '/a': { get: operation({ responses }) } });
  expect(notices.some(({ message }) => message.startsWith(`the schema of ${type} is not asserted`))).toBe(isTold);
});

it('a schema of a response of which no value was found is told', async () => {
  const endless = { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Endless' } };
  const get = operation({ responses: { 200: json({ $ref: '#/components/schemas/Endless' }) } });
  const from = document({ paths: { '/a': { get } }, components: { schemas: { Endless: endless } } });
  const { notices } = await toContract(toModel(from), [], async () => undefined);
  expect(notices.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    'ambiguous /paths/~1a/get/responses/200/content/application~1json/schema',
  ]);
});

it.each([
  { type: 'text/plain', schema: { type: 'string', enum: ['pong'] }, isTold: true },
  { type: 'text/plain', schema: { type: 'integer' }, isTold: true },
  { type: 'text/csv', schema: { type: 'string', pattern: '^a,' }, isTold: true },
  { type: 'text/plain', schema: { type: 'string' }, isTold: false },
  { type: 'application/pdf', schema: { type: 'string', format: 'binary' }, isTold: false },
  { type: 'text/html', schema: {}, isTold: false },
])('a schema of $type that no script judges is told where it asserts something: $schema', async (given) => {
  const responses = { 200: { description: '', content: { [given.type]: { schema: given.schema } } } };
  const { notices } = await contractOf({ '/a': { get: operation({ responses }) } });
  expect(notices.some(({ message }) => message.startsWith(`the schema of ${given.type} is not asserted`))).toBe(
    given.isTold,
  );
});

const inPath = { name: 'id', in: 'path', required: true, schema: {} };
const DELETES_ALL = (what: string) =>
  `${what}: nothing in the request names an item, so \`--writes all\` may delete all of them`;

it.each([
  {
    method: 'delete',
    path: '/todos',
    want: ['DELETE /todos: nothing in the request names an item, so `--writes all` may delete all of them'],
  },
  {
    method: 'patch',
    path: '/todos',
    want: ['PATCH /todos: nothing in the request names an item, so `--writes all` may change all of them'],
  },
  { method: 'delete', path: '/todos', parameter: { name: 'id', in: 'query', required: true, schema: {} }, want: [] },
  { method: 'delete', path: '/cart', want: [] },
  {
    method: 'delete',
    path: '/todos/{id}',
    parameter: { name: 'id', in: 'path', required: true, schema: {} },
    want: [],
  },
  {
    method: 'delete',
    path: '/todos/{id}',
    parameter: { name: 'id', in: 'path', required: true, schema: {} },
    below: '/todos/{id}/{part}',
    want: [],
  },
  {
    method: 'delete',
    path: '/todos',
    body: { required: true, content: { 'application/json': { schema: { type: 'array', items: {} } } } },
    want: [],
  },
  {
    method: 'delete',
    path: '/projects/{id}/accounts',
    parameter: inPath,
    want: [DELETES_ALL('DELETE /projects/{id}/accounts')],
  },
  { method: 'delete', path: '/projects/{id}/address', parameter: inPath, want: [] },
  { method: 'post', path: '/todos/clear', want: [DELETES_ALL('POST /todos/clear')] },
  { method: 'post', path: '/todos/{id}/clear', parameter: inPath, want: [] },
  {
    method: 'post',
    path: '/todos/clear',
    body: { content: { 'application/json': { schema: { type: 'array', items: {} } } } },
    want: [],
  },
  {
    method: 'post',
    path: '/api/reset',
    want: [
      'POST /api/reset: nothing in the request names an item, so `--writes all` may change the service as a whole',
    ],
  },
  {
    method: 'post',
    path: '/admin/shutdown',
    want: ['POST /admin/shutdown: nothing in the request names an item, so `--writes all` may stop the service'],
  },
  {
    method: 'post',
    path: '/auth/disable',
    want: [
      'POST /auth/disable: nothing in the request names an item, so `--writes all` may switch access to the service on or off',
    ],
  },
])('a $method of $path that may change all has a notice: $want', ({ method, path, parameter, below, body, want }) => {
  const parameters = parameter ? [parameter] : [];
  const responses = { 204: { description: '' } };
  const done = { [method]: operation({ parameters, responses, ...(body && { requestBody: body }) }) };
  const list = { get: operation({ responses: { 200: json({ type: 'array', items: {} }) } }) };
  const part = { name: 'part', in: 'path', required: true, schema: {} };
  const parts = below ? { [below]: { get: operation({ parameters: [...parameters, part] }) } } : {};
  const paths = path === '/todos' ? { '/todos': { ...list, ...done } } : { '/todos': list, [path]: done, ...parts };
  const told = leftOut(toModel(document({ paths }))).map(({ message }) => message);
  expect(told.filter((message) => message.includes('--writes all'))).toEqual(want);
});
