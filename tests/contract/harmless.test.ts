/** What may write and must be refused goes to nothing that is somebody's, since a server that does not refuse it executes it. */
import { describe, expect, it } from 'vitest';
import { isLikelyRefusedWrite } from '../../src/contract/harmless.ts';
import { entriesOf } from '../../src/contract/types.ts';
import type { ContractRequest } from '../../src/rules/request.ts';
import { localCredentials } from '../../src/server/options.ts';
import { document, json } from '../helpers/builders.ts';
import { type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const room = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string' }, name: { type: 'string', minLength: 2 } },
};
const refused = Object.fromEntries(
  [400, 401, 404, 422].map((status) => [status, { description: '', ...json({ type: 'object' }) }]),
);
const ok = { 200: { description: '', ...json(room) }, ...refused };
const body = { required: true, ...json(room) };
const inPath = (name: string, schema: object = { type: 'string' }, more: object = {}) => ({
  name,
  in: 'path',
  required: true,
  schema,
  ...more,
});
const makes = { requestBody: body, responses: { 201: { description: '', ...json(room) }, ...refused } };
const list = { responses: { 200: { description: '', ...json({ type: 'array', items: room }) }, ...refused } };
const changes = {
  put: { requestBody: body, responses: ok },
  patch: { requestBody: body, responses: ok },
  delete: { responses: { 204: { description: '' }, ...refused } },
};

const closed = (paths: object) =>
  suiteOf(
    document({
      security: [{ door: [] }],
      components: { securitySchemes: { door: { type: 'http', scheme: 'bearer' } } },
      paths,
    }),
  );
const requestsOf = async (paths: object) => entriesOf((await closed(paths)).contract).map(({ request }) => request);

const suite = await closed({
  '/rooms': { get: list, post: makes },
  '/rooms/{roomId}': { parameters: [inPath('roomId')], get: { responses: ok }, ...changes },
  '/rooms/{roomId}/bookings': { parameters: [inPath('roomId')], get: list, post: makes },
  '/pets': { get: list },
  '/pets/{petId}': { parameters: [inPath('petId', {}, { example: 'pet-001' })], ...changes },
  '/pets/{petId}/walks': { parameters: [inPath('petId')], post: { requestBody: body, responses: ok } },
  '/shops/{shop}/items/{item}': {
    parameters: [inPath('shop', { type: 'string' }, { example: 'acme' }), inPath('item', { enum: ['a', 'b'] })],
    ...changes,
  },
  '/flags/{flag}': { parameters: [inPath('flag', { enum: ['a', 'b'] })], ...changes },
  '/settings': { get: { responses: ok }, ...changes },
  '/rooms/close': { post: { requestBody: body, responses: ok } },
});
const all = entriesOf(suite.contract).map(({ request }) => request);
const writes = all.filter((request) => isLikelyRefusedWrite(request) && !request.id.includes('/methods/'));
const of = (method: string, path: string) =>
  writes.filter(({ operation }) => operation.method === method && operation.path === path);
const idsOf = ({ arguments: given }: ContractRequest) =>
  given.flatMap(({ in: place, value }) =>
    place === 'path' ? [value.kind === 'text' ? value.text : `{${value.name}}`] : [],
  );

describe('the ids of what may write and must be refused', () => {
  it('are none that a response shows, but of what the collection created', () => {
    expect(writes.length).toBeGreaterThan(60);
    const values = writes.flatMap((request) => request.arguments.map(({ value }) => value));
    expect(values.filter((value) => value.kind === 'variable' && value.from === undefined)).toEqual([]);
    const sources = values.flatMap((value) => (value.kind === 'variable' ? [value.from] : []));
    expect([...new Set(sources)]).toEqual(['created_roomId']);
  });

  it.each([
    { method: 'put', path: '/rooms/{roomId}', want: '{created_roomId_or_made_up}' },
    { method: 'delete', path: '/rooms/{roomId}', want: '{created_roomId_or_made_up}' },
    { method: 'post', path: '/rooms/{roomId}/bookings', want: '{created_roomId_or_made_up}' },
    { method: 'patch', path: '/pets/{petId}', want: 'none-there' },
    { method: 'post', path: '/pets/{petId}/walks', want: 'none-there' },
    { method: 'delete', path: '/shops/{shop}/items/{item}', want: 'qxzk, a' },
  ])('$method $path: $want', ({ method, path, want }) => {
    const found = of(method, path).filter(({ name }) => /no token|a wrong token|missing/.test(name));
    expect(found.length).toBeGreaterThan(0);
    expect([...new Set(found.map((request) => idsOf(request).join(', ')))]).toEqual([want]);
  });

  it.each([
    { method: 'delete', path: '/rooms/{roomId}', want: ['none-there'] },
    { method: 'patch', path: '/pets/{petId}', want: ['none-there'] },
  ])('an unknown one of $method $path, which another request may have made, is $want', ({ method, path, want }) => {
    const found = of(method, path).filter(({ name }) => name.includes('an unknown'));
    expect(found.flatMap((request) => idsOf(request))).toEqual(want);
  });

  it.each([
    { method: 'put', path: '/settings', mayHarm: true },
    { method: 'delete', path: '/flags/{flag}', mayHarm: true },
    { method: 'delete', path: '/rooms/{roomId}', mayHarm: false },
    { method: 'post', path: '/rooms', mayHarm: false },
    { method: 'post', path: '/rooms/close', mayHarm: true },
    { method: 'post', path: '/rooms/{roomId}/bookings', mayHarm: false },
    { method: 'delete', path: '/shops/{shop}/items/{item}', mayHarm: false },
  ])('where none can be made up, all writing must be allowed: $method $path $mayHarm', ({ method, path, mayHarm }) => {
    const found = of(method, path).filter(({ name }) => name.includes('no token'));
    expect(found.map((request) => request.mayHarm === true)).toEqual([mayHarm]);
  });

  it('needs no id: an undocumented method of the whole of something', async () => {
    const get = { responses: { ...list.responses, 405: { description: '', ...json({ type: 'object' }) } } };
    const found = await requestsOf({ '/rooms': { get }, '/rooms/{roomId}': { parameters: [inPath('roomId')], get } });
    const methods = found.filter(({ id }) => id.startsWith('contract/methods/'));
    expect(methods.map(({ name, mayHarm }) => `${name} ${mayHarm === true}`)).toEqual([
      '/rooms: the undocumented method DELETE true',
      '/rooms: the undocumented method POST false',
      '/rooms/{roomId}: the undocumented method DELETE false',
    ]);
  });

  it('are not enough where a refusal is a success with an error in it, since no status tells that it was let in', async () => {
    const [done, failed] = [true, false].map((ok) => ({
      type: 'object',
      required: ['ok'],
      properties: { ok: { const: ok } },
    }));
    const made = (schema: unknown) => ({
      '/rooms': { post: { requestBody: body, responses: { 200: { description: '', ...json(schema) } } } },
    });
    const harmful = async (schema: unknown) =>
      (await requestsOf(made(schema))).map(({ id, mayHarm }) => [id.split('/')[1], mayHarm === true]);
    expect(await harmful({ oneOf: [done, failed] })).toEqual([
      ['post-rooms', false],
      ...Array(3).fill(['access', true]),
    ]);
  });

  it.each([
    { path: '/rooms/{roomId}', want: [{ reason: 'malformed-id', statuses: [400], notGiven: ['created_roomId'] }] },
    { path: '/pets/{petId}', want: [] },
  ])('may be malformed where the API has others, unless it has created one: $path', ({ path, want }) => {
    const [request] = of('delete', path).filter(({ name }) => name.endsWith('no token'));
    expect(request?.excuses?.filter(({ statuses }) => statuses.includes(400))).toEqual(want);
  });
});

describe('a server that refuses nothing', () => {
  /** It keeps two rooms, asks for no credentials, and judges no body. */
  function careless() {
    const done: string[] = [];
    const tokens = new Set(Object.values(localCredentials(suite.model)).map((value) => `Bearer ${value}`));
    const rooms = new Map(['r-1', 'r-2'].map((id) => [id, { id, name: `Room ${id}` }]));
    const answer = (method: string, path: string): Response => {
      const [, , id] = path.split('/');
      if (path === '/v1/rooms' || path === '/rooms') {
        if (method === 'GET') return Response.json([...rooms.values()]);
        const made = { id: `r-${rooms.size + 1}`, name: 'Made' };
        rooms.set(made.id, made);
        return Response.json(made, { status: 201 });
      }
      const found = rooms.get(path.split('/').at(-1) ?? id ?? '');
      if (!found) return Response.json({}, { status: 404 });
      if (method === 'DELETE') rooms.delete(found.id);
      return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(found);
    };
    const fetch: Fetch = async (request) => {
      const { pathname } = new URL(request.url);
      const response = answer(request.method, pathname);
      if (request.method !== 'GET' && response.ok && !tokens.has(request.headers.get('authorization') ?? ''))
        done.push(`${request.method} ${pathname}`);
      return response;
    };
    return { done, fetch, ids: () => [...rooms.keys()] };
  }

  it('executes one of them at most, and none of an item that was there', async () => {
    const { done, fetch, ids } = careless();
    const only = ({ name }: { name: string }) => /oom/.test(name) && !/missing|type|shorter/.test(name);
    const verdict = await tried(suite, { fetch, only, writes: 'refused' });
    expect(verdict.ok).toBe(false);
    expect(done).toEqual(['POST /v1/rooms']);
    expect(ids()).toEqual(expect.arrayContaining(['r-1', 'r-2']));
    expect(verdict.notJudged.map(({ reason }) => reason)).toContain('let-in');
  });
});
