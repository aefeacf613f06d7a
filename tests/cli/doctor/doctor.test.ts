/** `doctor` against a right server and against wrong ones: which line fails, what to do next, and that no secret is printed. */
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveBehindProxy } from '../../helpers/behind-proxy.ts';
import { certify } from '../../helpers/certificate.ts';
import { folderWith } from '../../helpers/folder.ts';
import { serveApi } from '../support/api.ts';
import { call, execute } from '../support/cli.ts';
import { serveAnswers } from '../support/http.ts';

/** A token for a scope, and a key, for one list. */
const SHOP = `openapi: 3.1.0
info: { title: Shop, version: 2.1.0 }
servers: [{ url: https://shop.example/v2 }]
paths:
  /products:
    get:
      parameters: [{ name: region, in: query, required: true, example: 'north & south', schema: { type: string } }]
      responses: { '200': { description: ok } }
      security: [{ oauth: [read], key: [] }]
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://shop.example/token, scopes: { read: '' } } } }
    key: { type: apiKey, in: header, name: X-Api-Key }
`;

const SECRETS = { CLIENT_ID: 'the-client-1', CLIENT_SECRET: 'hush hush: 100 %', KEY: 'key-12345' };

async function shop(): Promise<string> {
  return `${await folderWith({ 'shop.yaml': SHOP })}/shop.yaml`;
}

/** What `doctor` finds, by the names of the checks. */
async function doctor(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await call(['doctor', ...argv, '--json', '--step-timeout', '5'], { env });
  for (const secret of [...Object.values(SECRETS), 'granted-token']) expect(stdout + stderr).not.toContain(secret);
  const report = JSON.parse(stdout) as { checks: { name: string; state: string; found: string; next?: string }[] };
  return { code, checks: Object.fromEntries(report.checks.map(({ name, ...check }) => [name, check])), stderr };
}

type Change = (response: Response, url: URL) => Response;

/** The reference server of the shop, with credentials of its own, whose responses may be changed. */
async function changed(change: Change = (response) => response) {
  const file = await shop();
  const api = await serveApi(file, {
    credentials: SECRETS,
    proxy: async (request, server) => change(await server.fetch(request), new URL(request.url)),
  });
  return { argv: [file, ...api.target], env: api.env as Record<string, string> };
}

function withHeader(name: string, value: string): Change {
  return (response) =>
    new Response(response.body, {
      status: response.status,
      headers: { ...Object.fromEntries(response.headers), [name]: value },
    });
}

describe('a right server', () => {
  it('has nothing that failed, and 0', async () => {
    const { argv, env } = await changed(withHeader('API-Version', 'v2.1'));
    const { code, checks } = await doctor(argv, { ...env, TOKEN_SCOPE: 'read' });
    expect({
      code,
      states: Object.fromEntries(Object.entries(checks).map(([name, { state }]) => [name, state])),
    }).toEqual({
      code: 0,
      states: {
        host: 'ok',
        connection: 'ok',
        TLS: 'none',
        proxy: 'none',
        credentials: 'ok',
        token: 'ok',
        lifetime: 'ok',
        'API key': 'ok',
        GET: 'ok',
        clock: 'ok',
        version: 'ok',
      },
    });
  });

  it('is a line for each check, for people', async () => {
    const { argv, env } = await changed();
    const { code, stdout, stderr } = await call(['doctor', ...argv], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Shop at http:\/\/127.+\n {2}✓ host {9}127\.0\.0\.1, an address\n[\s\S]*\nA run can take place\.\n$/,
    );
    expect(stdout).not.toContain(SECRETS.CLIENT_SECRET);
  });
});

describe('a wrong server is 4, with the next step', () => {
  it('its name is unknown', async () => {
    const { code, checks } = await doctor([await shop(), '--target', 'https://nowhere.invalid'], {
      ...SECRETS,
      TOKEN_URL: 'https://nowhere.invalid/token',
    });
    expect({ code, checks }).toMatchObject({
      code: 4,
      checks: {
        host: { state: 'failed', next: expect.stringContaining('--target, BASE_URL') },
        connection: { state: 'skipped' },
        token: { state: 'failed', next: expect.stringContaining('TOKEN_URL') },
        GET: { state: 'skipped' },
      },
    });
  });

  it('its credential begins with the word that is written before it', async () => {
    const target = `http://127.0.0.1:${await freePort()}`;
    const scheme = '{ type: http, scheme: bearer }';
    const text = SHOP.replace('oauth: [read], key: []', 'key: []').replace(
      / {4}oauth: .*\n {4}key: .*/,
      `    key: ${scheme}`,
    );
    const file = `${await folderWith({ 'shop.yaml': text })}/shop.yaml`;
    const { code, checks } = await doctor([file, '--target', target], { KEY: `bearer ${SECRETS.KEY}` });
    expect({ code, credentials: checks['credentials'] }).toEqual({
      code: 4,
      credentials: {
        state: 'failed',
        found: 'KEY begins with "Bearer "',
        next: 'Leave "Bearer " out of KEY: it is written before the value.',
      },
    });
  });

  it('its port is closed', async () => {
    const target = `http://127.0.0.1:${await freePort()}`;
    const { code, checks } = await doctor([await shop(), '--target', target], {
      ...SECRETS,
      TOKEN_URL: `${target}/token`,
    });
    expect({ code, connection: checks['connection'] }).toEqual({
      code: 4,
      connection: {
        state: 'failed',
        found: expect.stringMatching(/^The connection to 127\.0\.0\.1:\d+ was refused\.$/),
        next: expect.stringContaining('Is the server up'),
      },
    });
  });

  it.each([
    { certificate: certify(), want: { found: /self-signed/, next: /NODE_EXTRA_CA_CERTS/ } },
    { certificate: certify({ until: '20210101000000Z' }), want: { found: /has expired: .*2021/, next: /renew/ } },
  ])('its certificate is wrong: $want.found', async ({ certificate, want }) => {
    const got: string[] = [];
    const server = createServer(certificate, ({ url = '' }, response) => {
      got.push(url);
      response.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const target = `https://localhost:${(server.address() as AddressInfo).port}`;
    const { code, checks } = await doctor([await shop(), '--target', target], {
      ...SECRETS,
      TOKEN_URL: `${target}/token`,
    });
    expect({ code, TLS: checks['TLS'], got }).toEqual({
      code: 4,
      TLS: { state: 'failed', found: expect.stringMatching(want.found), next: expect.stringMatching(want.next) },
      got: [],
    });
  });

  it('the secret is not that of the client', async () => {
    const { argv, env } = await changed();
    const { code, checks } = await doctor(argv, { ...env, CLIENT_SECRET: 'another-secret' });
    expect({ code, checks }).toMatchObject({
      code: 4,
      checks: {
        token: {
          state: 'failed',
          found: expect.stringMatching(/answers 401, invalid_client$/),
          next: expect.stringMatching(/CLIENT_ID and CLIENT_SECRET/),
        },
        lifetime: { state: 'skipped' },
        GET: { state: 'skipped' },
        clock: { state: 'ok' },
      },
    });
  });

  it('the key is not that of the API', async () => {
    const { argv, env } = await changed();
    const { code, checks } = await doctor(argv, { ...env, KEY: 'another-key' });
    expect({ code, checks }).toMatchObject({
      code: 4,
      checks: { token: { state: 'ok' }, 'API key': { state: 'failed' }, GET: { state: 'failed' } },
    });
  });

  it('its clock is an hour off', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { argv, env } = await changed(withHeader('Date', date));
    const { code, checks } = await doctor(argv, env);
    expect({ code, clock: checks['clock'] }).toEqual({
      code: 4,
      clock: {
        state: 'failed',
        found: 'this machine is 1 h ahead of the server',
        next: expect.stringContaining('NTP'),
      },
    });
  });

  it('it has another version', async () => {
    const { argv, env } = await changed(withHeader('X-API-Version', '3.0'));
    const { code, checks } = await doctor(argv, env);
    expect({ code, version: checks['version'] }).toEqual({
      code: 4,
      version: {
        state: 'failed',
        found: 'x-api-version is 3.0; the description is 2.1.0',
        next: expect.stringContaining('the description of that version'),
      },
    });
  });
});

it('a line of it fits 80 columns, and an address is no name that was found', async () => {
  const { origin } = await serveAnswers(() => ({ status: 404 }));
  const { stdout } = await call(['doctor', await shop(), '--target', origin], { env: { CLIENT_ID: 'the-client-1' } });
  expect(stdout).toContain(`✓ host         127.0.0.1, an address\n`);
  expect(stdout).toContain('CLIENT_SECRET is the secret of your OAuth client');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

describe('what it does not do', () => {
  it('send anything where credentials are missing, but it looks at the connection', async () => {
    const { origin, received } = await serveAnswers(() => ({}));
    const { code, checks } = await doctor([await shop(), '--target', origin], { CLIENT_ID: 'the-client-1' });
    expect({ code, checks, received }).toMatchObject({
      code: 4,
      checks: {
        connection: { state: 'ok' },
        credentials: { state: 'failed', found: 'CLIENT_SECRET and KEY are not set' },
        GET: { state: 'skipped' },
      },
      received: [],
    });
  });

  it('follow a redirect, or print what a server repeats', async () => {
    const { origin, received } = await serveAnswers(({ url, headers }) =>
      url === '/token'
        ? { body: JSON.stringify({ access_token: 'granted-token', token_type: 'bearer', scope: 'hush hush: 100 %' }) }
        : { status: 302, headers: { Location: `${origin}/?${headers['x-api-key']}`, 'API-Version': 'key-12345' } },
    );
    const { code, checks } = await doctor([await shop(), '--target', origin], {
      ...SECRETS,
      TOKEN_URL: `${origin}/token`,
    });
    expect({ code, GET: checks['GET'] }).toEqual({
      code: 4,
      GET: { state: 'failed', found: expect.stringMatching(/302 .*a redirect to http/), next: expect.any(String) },
    });
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /token',
      'GET /products?region=north%20%26%20south',
    ]);
  });
});

it.each([
  { key: 'a+b&c 1%', want: 'a%2Bb%26c%201%25' },
  { key: 'a%2Bb%26c', want: 'a%2Bb%26c' },
])('a key in a query is sent as a run sends it: $key', async ({ key, want }) => {
  const asked: string[] = [];
  const { origin } = await serveAnswers(({ url }) => {
    asked.push(url);
    return { status: 200 };
  });
  const text = SHOP.replace('in: header, name: X-Api-Key', 'in: query, name: k').replace('oauth: [read], ', '');
  const file = `${await folderWith({ 'shop.yaml': text })}/shop.yaml`;
  const { stdout } = await call(['doctor', file, '--target', origin], { env: { KEY: key } });
  expect(asked, stdout).toEqual([`/products?region=north%20%26%20south&k=${want}`]);
});

it('goes by the proxy of the environment, for http and for a tunnel, and says so without its password', async () => {
  const asked: string[] = [];
  const proxy = createHttp(({ url = '' }, response) => {
    asked.push(`GET ${new URL(url).host}`);
    response.writeHead(503).end();
  }).listen(0, '127.0.0.1');
  proxy.on('connect', ({ url = '', headers }, socket) => {
    asked.push(`CONNECT ${url} ${headers['proxy-authorization'] === undefined ? '' : 'with credentials'}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  const url = `http://me:proxy-secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const { checks } = await doctor([await shop(), '--target', 'https://nowhere.invalid/v2'], {
    ...SECRETS,
    TOKEN_URL: 'https://nowhere.invalid/token',
    HTTPS_PROXY: url,
  });
  expect(asked).toEqual([
    'CONNECT nowhere.invalid:443 with credentials',
    'CONNECT nowhere.invalid:443 with credentials',
  ]);
  expect(checks).toMatchObject({
    host: { state: 'ok' },
    connection: { state: 'failed', next: expect.stringContaining('NO_PROXY') },
    proxy: { state: 'ok', found: expect.stringMatching(/^127\.0\.0\.1:\d+, by HTTPS_PROXY/) },
  });
  expect(JSON.stringify(checks)).not.toContain('proxy-secret');
});

it('says that a proxy which does not answer is to be corrected, and ticks it nowhere', async () => {
  const { checks } = await doctor([await shop(), '--target', 'https://nowhere.invalid/v2'], {
    ...SECRETS,
    TOKEN_URL: 'https://nowhere.invalid/token',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  });
  expect(checks).toMatchObject({
    connection: {
      state: 'failed',
      found: expect.stringMatching(/^The proxy of HTTPS_PROXY does not answer: /),
      next: expect.stringContaining('Correct HTTPS_PROXY'),
    },
    proxy: { state: 'failed', next: 'Correct HTTPS_PROXY.' },
  });
});

it('sends the token request and the GET through tunnels: nothing else leads to the server', async () => {
  const host = 'shop.invalid';
  const { key, cert } = certify({ name: host });
  const received: string[] = [];
  const { proxy, asked } = await serveBehindProxy({ key, cert }, ({ method, url }, response) => {
    received.push(`${method} ${url}`);
    response.setHeader('Content-Type', 'application/json');
    response.end(url === '/token' ? '{"access_token":"granted-token","token_type":"Bearer","expires_in":60}' : '{}');
  });
  const folder = await folderWith({ 'shop.yaml': SHOP.replaceAll('shop.example', host), 'ca.pem': cert });
  const env = { ...SECRETS, HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: `${folder}/ca.pem` };
  const { code, stdout } = await execute(['doctor', `${folder}/shop.yaml`], { env });
  expect({ code, received }, stdout).toEqual({
    code: 0,
    received: ['POST /token', 'GET /v2/products?region=north%20%26%20south'],
  });
  expect(new Set(asked)).toEqual(new Set([`${host}:443`]));
});

it('says in how many days a trusted certificate ends: one is no plural', async () => {
  const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
  const { cert, key } = certify({ until: `${tomorrow}Z` });
  const server = createServer({ cert, key }, (_, response) => void response.end()).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const secure = `https://localhost:${(server.address() as AddressInfo).port}`;
  const folder = await folderWith({ 'shop.yaml': SHOP, 'ca.pem': cert });
  const env = { ...SECRETS, NODE_EXTRA_CA_CERTS: `${folder}/ca.pem`, TOKEN_URL: `${secure}/token` };
  const { stdout } = await execute(['doctor', `${folder}/shop.yaml`, '--target', secure, '--json'], { env });
  expect(stdout).toMatch(/a trusted certificate, valid until .*: 1 day"/);
});

async function freePort(): Promise<number> {
  const server = createHttp().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('an OpenID configuration', () => {
  const described = async (configuration: string) => {
    const scheme = `{ type: openIdConnect, openIdConnectUrl: '${configuration}' }`;
    const text = SHOP.replace(', key: []', '').replace(/ {4}oauth: .*\n {4}key: .*/, `    oauth: ${scheme}`);
    return `${await folderWith({ 'shop.yaml': text })}/shop.yaml`;
  };

  it('says where the credentials are sent', async () => {
    const { origin, received } = await serveAnswers(({ url, body }) => {
      if (url === '/configuration') {
        const ways = ['client_secret_post'];
        const found = { token_endpoint: `${origin}/token`, token_endpoint_auth_methods_supported: ways };
        return { body: JSON.stringify(found) };
      }
      if (url !== '/token') return { body: '{}' };
      const isRight = body.includes('client_secret=hush');
      return isRight ? { body: '{"access_token":"granted-token","expires_in":600}' } : { status: 401, body: '{}' };
    });
    const file = await described(`${origin}/configuration`);
    const { code, checks } = await doctor([file, '--target', origin], SECRETS);
    expect({ code, token: checks['token']?.state }).toEqual({ code: 0, token: 'ok' });
    expect(received.filter(({ url }) => url === '/token')).toHaveLength(1);
  });

  it('of https sends no secret over http', async () => {
    const { key, cert } = certify();
    const { origin, received } = await serveAnswers(() => ({ body: '{"access_token":"granted-token"}' }));
    const { port } = new URL(origin);
    const server = createServer({ key, cert }, (_, response) => {
      response.end(JSON.stringify({ token_endpoint: `http://localhost:${port}/token` }));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const secure = `https://localhost:${(server.address() as AddressInfo).port}`;
    const folder = await folderWith({ 'ca.pem': cert });
    const env = { ...SECRETS, NODE_EXTRA_CA_CERTS: `${folder}/ca.pem` };
    const argv = ['doctor', await described(`${secure}/configuration`), '--target', secure];
    const { code, stdout } = await execute(argv, { env });
    expect({ code, received }, stdout).toEqual({ code: 4, received: [] });
    expect(stdout).toMatch(/names no token endpoint that may\s+get the secret/);
  });
});
