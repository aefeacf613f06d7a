import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel } from './helpers.ts';
import { shop, shopData } from './shop.ts';

const model = toModel(shop);
const server = createReferenceServer(model, shopData);
const keys = localCredentials(model);
const open = { Authorization: `Bearer ${keys['Door']}`, 'X-Shop': 'north' };
const basic = `Basic ${Buffer.from(`${keys['username']}:${keys['password']}`).toString('base64')}`;

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return server.fetch(new Request(`http://local/live${path}`, { headers: open, ...init }));
}

const ORDERS = '/customers/1/orders';

describe('a list in an envelope, of other names', () => {
  it.each([
    { query: '', want: [10, 9], total: '3' },
    { query: '?take=3', want: [10, 9, 100], total: '3' },
    { query: '?by=number&take=3', want: [9, 10, 100], total: '3' },
    { query: '?by=-number&take=3', want: [100, 10, 9], total: '3' },
    { query: '?by=placed&take=3', want: [10, 9, 100], total: '3' },
    { query: '?by=note', want: [100, 9], total: '3' },
    { query: '?by=buyer.city,number&take=3', want: [10, 100, 9], total: '3' },
    { query: '?by=parent.parent.buyer.city&take=3', want: [10, 9, 100], total: '3' },
    { query: '?skip=1&take=1', want: [9], total: '3' },
    { query: '?from=Lyon', want: [10, 100], total: '2' },
    { query: '?tags=new', want: [10, 9], total: '2' },
    { query: '?tags=new&tags=gift', want: [10], total: '1' },
    { query: '?number=9', want: [10, 9], total: '3' },
    { query: '?only=1&only=2&only=3&ratio=0.5&open=true', want: [10, 9], total: '3' },
    { query: '?only=1&only=2', want: [10, 9], total: '3' },
  ])('answers "$query" with $want of $total', async ({ query, want, total }) => {
    const response = await ask(`${ORDERS}${query}`);
    const body = (await response.json()) as { data: { number: number }[]; unit: string };
    expect(body.data.map(({ number }) => number)).toEqual(want);
    expect(body.unit).toBe('orders');
    expect(response.headers.get('Total')).toBe(total);
  });

  it('sends each header that is required, and no other', async () => {
    const { headers } = await ask(ORDERS);
    expect(headers.get('X-Trace-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect([headers.get('X-Rate'), headers.get('X-Zone'), headers.get('X-Maybe')]).toEqual(['7', 'z%C3%BCrich', null]);
  });

  it.each([
    { path: `${ORDERS}?take=4` },
    { path: `${ORDERS}?skip=-1` },
    { path: `${ORDERS}?by=constructor` },
    { path: `${ORDERS}?ratio=0` },
    { path: `${ORDERS}?ratio=` },
    { path: `${ORDERS}?only=1,x` },
    { path: `${ORDERS}?only=1,2,3,4` },
    { path: `${ORDERS}?open=yes` },
    { path: '/customers/0/orders' },
    { path: '/customers/%FF/orders' },
  ])('refuses $path in the words of its default response', async ({ path }) => {
    const response = await ask(path);
    expect([response.status, await response.json()]).toEqual([400, { fault: 'no' }]);
  });

  it.each([
    { name: 'no token', headers: { 'X-Shop': 'north' }, want: 401 },
    { name: 'a wrong token', headers: { ...open, Authorization: 'Bearer x' }, want: 401 },
    { name: 'a missing header', headers: { Authorization: open.Authorization }, want: 400 },
    { name: 'a header with a wrong value', headers: { ...open, 'X-Shop': 'west' }, want: 400 },
  ])('refuses $name with $want', async ({ headers, want }) => {
    expect((await ask(ORDERS, { headers })).status).toBe(want);
  });

  it('finds an item by the link from the list', async () => {
    expect(await (await ask('/order-by-number/9')).json()).toMatchObject({ number: 9, note: 'b' });
    expect((await ask('/order-by-number/8')).status).toBe(404);
  });
});

describe('operations that are neither list nor item', () => {
  const post = (body: string | undefined, type = 'application/json') =>
    ask('/orders', { method: 'POST', headers: { ...open, 'Content-Type': type }, ...(body !== undefined && { body }) });

  it.each([
    { body: '{"number":1}', want: 201 },
    { body: '{"number":"one"}', want: 400 },
    { body: '{}', want: 400 },
    { body: '{', want: 400 },
    { body: '', want: 400 },
  ])('answers the body "$body" with $want', async ({ body, want }) => {
    expect((await post(body)).status).toBe(want);
  });

  it('answers with a sample of the schema, where there is no example', async () => {
    expect(await (await post('{"number":1}')).json()).toEqual({ city: 'Lyon' });
  });

  it('answers with a text as it stands, where the media type is no JSON, and without credentials where none are needed', async () => {
    const response = await ask('/orders/2024-12.csv', { headers: {} });
    expect([response.headers.get('Content-Type'), await response.text()]).toEqual(['text/csv', 'number\n1\n']);
    expect((await ask('/orders/2024-13.csv', { headers: {} })).status).toBe(400);
  });

  it.each([
    { name: 'a key in the query', path: `/orders/1?key=${keys['QueryKey']}`, headers: {}, want: 204 },
    { name: 'a key in a cookie', path: '/orders/1', headers: { Cookie: `a=b; sid=${keys['CookieKey']}` }, want: 204 },
    { name: 'user and password', path: '/orders/1', headers: { Authorization: basic }, want: 204 },
    {
      name: 'a wrong key, yet user and password',
      path: '/orders/1?key=x',
      headers: { Authorization: basic },
      want: 204,
    },
    { name: 'nothing', path: '/orders/1', headers: {}, want: 401 },
    { name: 'a wrong password', path: '/orders/1', headers: { Authorization: 'Basic YTpi' }, want: 401 },
  ])('answers $name with $want, for one alternative is enough', async ({ path, headers, want }) => {
    const response = await ask(path, { method: 'DELETE', headers });
    expect(response.status).toBe(want);
    if (want === 204) expect(await response.text()).toBe('');
  });
});

describe('a small list, of which little is said', () => {
  const content = { 'application/json': { schema: { type: 'array', items: true }, example: [{ id: 1 }, { id: 2 }] } };
  const parameters = [{ name: 'any', in: 'query', schema: { type: 'object' } }];
  const get = { parameters, 'x-list': { filters: ['any'] }, responses: { 200: { description: '', content } } };
  const small = toModel({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    security: [{ Key: [] }],
    paths: { '/things': { get } },
    components: { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'key' } } },
  });
  const url = `http://local/things?key=${localCredentials(small)['Key']}`;

  it('has the items of its example, where there are no data, and takes the API key for no filter', async () => {
    const response = await createReferenceServer(small, {}).fetch(new Request(url));
    expect(await response.json()).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('is filtered by any other parameter', async () => {
    const response = await createReferenceServer(small, {}).fetch(new Request(`${url}&id=2`));
    expect(await response.json()).toEqual([{ id: 2 }]);
  });
});

it('refuses data for a path that is no list', () => {
  expect(() => createReferenceServer(model, { '/nothing': [] })).toThrow(UserError);
});
