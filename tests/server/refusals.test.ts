import { describe, expect, it } from 'vitest';
import { credentials, incidentServer, keysOf, LIST_URL, tokenOf } from './helpers.ts';

const key = { 'x-api-key': String(credentials['API-KEY']) };

describe('what the Incident API refuses, by status and code', () => {
  it.each([
    { name: 'no header at all', headers: {}, want: [401, 40] },
    { name: 'a token without "Bearer"', headers: { Authorization: 'abc', ...key }, want: [401, 40] },
    { name: '"Bearer" without a token', headers: { Authorization: 'Bearer ', ...key }, want: [401, 40] },
    { name: 'another scheme', headers: { Authorization: 'Basic YTpi', ...key }, want: [401, 41] },
    { name: 'a token that was never issued', headers: { Authorization: 'Bearer abc', ...key }, want: [401, 41] },
    { name: 'the name of a member of every object', headers: { Authorization: 'Bearer __proto__' }, want: [401, 41] },
  ])('refuses $name as $want', async ({ headers, want }) => {
    const response = await incidentServer().fetch(new Request(LIST_URL, { headers }));
    expect([response.status, ((await response.json()) as { code: number }).code]).toEqual(want);
    expect(response.headers.get('X-OAPI-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="api"/);
  });

  it.each([
    { name: 'a missing API key', key: undefined, want: [400, 25] },
    { name: 'an empty API key', key: '', want: [400, 25] },
    { name: 'a wrong API key', key: 'wrong', want: [403, 50] },
    { name: 'an API key with something after it', key: `${credentials['API-KEY']}x`, want: [403, 50] },
  ])('refuses $name as $want', async ({ key, want }) => {
    const server = incidentServer();
    const headers = {
      Authorization: `bearer ${await tokenOf(server)}`,
      ...(key !== undefined && { 'x-api-key': key }),
    };
    const response = await server.fetch(new Request(LIST_URL, { headers }));
    expect([response.status, ((await response.json()) as { code: number }).code]).toEqual(want);
  });

  it.each([
    { method: 'GET', url: `${LIST_URL}/none`, want: [404, 60] },
    { method: 'GET', url: `${LIST_URL}/undefined`, want: [404, 60] },
    { method: 'GET', url: `${LIST_URL}/`, want: [404, 60] },
    { method: 'GET', url: `${LIST_URL}/2103M44704/notes`, want: [404, 60] },
    { method: 'GET', url: 'http://local/incident/b2b/v1', want: [404, 60] },
    { method: 'GET', url: 'http://local/elsewhere', want: [404, 60] },
    { method: 'POST', url: LIST_URL, want: [405, 61] },
    { method: 'DELETE', url: `${LIST_URL}/2103M44704`, want: [405, 61] },
    { method: 'GET', url: `${LIST_URL}/%E0%A4%A`, want: [400, 20] },
    { method: 'GET', url: `${LIST_URL}?limit=0`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=many`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=1e3`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=%205`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=0x1`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?limit=1&limit=2`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?offset=-1`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?offset=1.5`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=nothing`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=createdAt,`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=--createdAt`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=__proto__`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=constructor.name`, want: [400, 28] },
    { method: 'GET', url: `${LIST_URL}?sort=location.address.city`, want: [400, 28] },
  ])('refuses $method $url as $want', async ({ method, url, want }) => {
    const server = incidentServer();
    const response = await server.fetch(new Request(url, { method, headers: await keysOf(server) }));
    expect([response.status, ((await response.json()) as { code: number }).code]).toEqual(want);
    expect(response.headers.get('Allow')).toBe(want[0] === 405 ? 'GET, HEAD' : null);
    expect(response.headers.get('X-OAPI-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks who calls before it asks for the key, and for both before it looks at parameters', async () => {
    const response = await incidentServer().fetch(new Request(`${LIST_URL}?limit=many`));
    expect(await response.json()).toMatchObject({ code: 40 });
  });

  it('calls each request by another id', async () => {
    const server = incidentServer();
    const ask = async () => (await server.fetch(new Request(LIST_URL))).headers.get('X-OAPI-Request-Id');
    expect(await ask()).not.toBe(await ask());
  });

  it('answers an error of its own with 500, tells whoever listens, and shows no stack', async () => {
    const broken = {
      get id(): string {
        throw new Error('secret detail');
      },
    };
    const heard: unknown[] = [];
    const server = incidentServer({ onError: (error) => heard.push(error) }, { '/incidents': [broken] });
    const response = await server.fetch(new Request(`${LIST_URL}/x`, { headers: await keysOf(server) }));
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([500, { code: 1 }]);
    expect(text).not.toMatch(/secret detail|at .*\.ts/);
    expect(heard).toHaveLength(1);
  });
});
