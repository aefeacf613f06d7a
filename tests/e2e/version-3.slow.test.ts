/** What version 3 of the format does in another way than v2.1: tokens are renewed, files are sent, and `prove` kills with it. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sampleFile } from '../../src/core/sample-files.ts';
import { serveApi } from '../cli/support/api.ts';
import { call, described } from '../cli/support/cli.ts';
import { document, operation } from '../helpers/builders.ts';
import { type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const CLIENT = ['--client', 'postman-v3', '--json'];

const json = { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } };
const get = (operationId: string) => ({
  get: { operationId, responses: { 200: { description: '', content: json }, 401: { description: '' } } },
});

it('gets another token where one ends in the middle of a run', async () => {
  const tokenUrl = 'https://api.example/token';
  const oauth = { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: {} } } };
  const suite = await suiteOf(
    document({
      servers: [{ url: 'https://api.example' }],
      security: [{ oauth: [] }],
      paths: { '/a': get('a'), '/b': get('b'), '/c': get('c') },
      components: { securitySchemes: { oauth } },
    }),
  );
  const used = new Set<string>();
  const short: Fetch = async (request) => {
    const response = await suite.fetch(request);
    const isGrant = new URL(request.url).pathname === suite.tokenPath && response.ok;
    if (request.method === 'GET') await pause(1200);
    if (request.method === 'GET' && response.ok) used.add(request.headers.get('Authorization') ?? '');
    if (!isGrant) return response;
    const body = { ...((await response.json()) as object), expires_in: 2 };
    const headers = new Headers(response.headers);
    headers.delete('Content-Length');
    return new Response(JSON.stringify(body), { status: response.status, headers });
  };
  const verdict = await tried(suite, { client: 'postman-v3', fetch: short });
  expect(verdict).toMatchObject({ ok: true, exitCode: 0, problems: [] });
  expect(used.size).toBeGreaterThan(1);
});

it('sends sample files: a part of a form, and a body that is one', async () => {
  const binary = { type: 'string', format: 'binary' };
  const put = (content: object) => ({
    put: operation({ requestBody: { required: true, content }, responses: { 204: { description: '' } } }),
  });
  const properties = { image: binary, note: { type: 'string', example: 'hello' } };
  const parts = {
    schema: { type: 'object', required: ['image'], properties },
    encoding: { image: { contentType: 'image/png' } },
  };
  const suite = await suiteOf(
    document({
      openapi: '3.0.3',
      servers: [{ url: 'https://api.example' }],
      paths: {
        '/parts': put({ 'multipart/form-data': parts }),
        '/blob': put({ 'application/octet-stream': { schema: binary } }),
      },
    }),
  );
  const sent = new Map<string, Buffer>();
  const fetch: Fetch = async (request) => {
    const copy = request.clone();
    sent.set(new URL(request.url).pathname, Buffer.from(await copy.arrayBuffer()));
    return suite.fetch(request);
  };
  const verdict = await tried(suite, { client: 'postman-v3', fetch, only: ({ name }) => name.startsWith('PUT') });
  expect(verdict.requests.map(({ ok }) => ok)).toEqual([true, true]);
  expect(sent.get('/parts')?.includes(Buffer.from(sampleFile('image/png').bytes))).toBe(true);
  expect(sent.get('/parts')?.includes('hello')).toBe(true);
  expect(sent.get('/blob')).toEqual(Buffer.from(sampleFile('application/octet-stream').bytes));
});

it('kills the mutants of a rule, and finds refused credentials', async () => {
  const file = described('weather.openapi.yaml');
  const { code, stdout } = await call(['prove', file, '--rule', 'status', ...CLIENT]);
  const { mutants } = JSON.parse(stdout) as { mutants: readonly { outcome: string }[] };
  expect(code).toBe(0);
  expect(new Set(mutants.map(({ outcome }) => outcome))).toEqual(new Set(['killed']));

  const parcels = described('parcels.openapi.yaml');
  const { target, env } = await serveApi(parcels);
  const wrong = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, /URL/.test(name) ? value : `${value}x`]),
  );
  expect(await call(['run', parcels, ...target, ...CLIENT], { env: wrong })).toMatchObject({ code: 4 });
});
