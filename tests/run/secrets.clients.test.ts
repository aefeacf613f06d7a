/** Secrets of a run that everything conspires to show: no event, no report, no process list and no file left may hold one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toAnnotations } from '../../src/report/ci.ts';
import { FORMATS } from '../../src/report/formats.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { bearer, collection, request } from './support/collection.ts';
import { observe } from './support/observe.ts';
import { serve, type TestServer } from './support/server.ts';

const CLIENT_SECRET = 'hush/Ünder+the "bridge"&1';
const API_KEY = 'key-7Q2m9ZpX4vTn8LrW';
const TOKEN = 'Granted-5d41402abc4b2a76b9719d911017c592';
const REFRESH = 'Renewing-098f6bcd4621d373cade4e832627b4f6';

/** What must be found nowhere: the secrets as they are, and as they turn up. */
const FORBIDDEN = [
  ...[CLIENT_SECRET, API_KEY, TOKEN, REFRESH].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ]),
  Buffer.from(`client-1:${CLIENT_SECRET}`).toString('base64'),
  // Messages cut long values short.
  ...[CLIENT_SECRET, API_KEY, TOKEN, REFRESH].map((secret) => secret.slice(0, 6)),
];

const fetchToken = `
const id = pm.environment.get('client_id'), secret = pm.environment.get('client_secret');
pm.sendRequest({
  url: pm.environment.get('base_url') + '/token?secret=' + encodeURIComponent(secret),
  method: 'POST',
  header: { Authorization: 'Basic ' + require('btoa')(unescape(encodeURIComponent(id + ':' + secret))) },
  body: { mode: 'urlencoded', urlencoded: [{ key: 'client_secret', value: secret }] },
}, (error, response) => {
  pm.variables.set('access_token', response.json().access_token);
  pm.test('The token answer is ' + response.text(), () => {});
});`;

const tellAll = `
pm.test("The body is right", () => pm.expect(pm.response.text()).to.equal('nothing'));
pm.test("The headers are right", () => pm.expect(JSON.stringify(pm.response.headers)).to.equal('nothing'));
pm.test("The request is right", () => pm.expect(JSON.stringify(pm.request)).to.equal(pm.request.url.toString()));
pm.test("The environment is right", () => pm.expect(JSON.stringify(pm.environment.values)).to.equal(''));
pm.test('Its name is ' + pm.environment.get('client_secret'), () => pm.expect.fail(pm.environment.get('API-KEY')));
pm.test.skip("It is judged (not judged: " + pm.variables.get('access_token') + ")");
console.log(pm.environment.get('client_secret'), pm.variables.get('access_token'));
pm.sendRequest('http://127.0.0.1:1/?key=' + pm.environment.get('API-KEY'), () => {});
setTimeout(() => { throw new Error(btoa(pm.environment.get('API-KEY'))); }, 10);
throw new Error('not with ' + encodeURIComponent(pm.environment.get('client_secret')) + pm.variables.get('access_token'));`;

const telling = collection({
  auth: bearer('{{access_token}}'),
  prerequest: fetchToken,
  items: [
    request('Echo', {
      path: '/echo/{{API-KEY}}?key={{client_secret}}',
      headers: { 'x-api-key': '{{API-KEY}}' },
      test: tellAll,
    }),
    request('Send', { method: 'POST', path: '/echo', body: '{"secret":"{{client_secret}}"}', test: tellAll }),
    request('Elsewhere', { path: '/redirect', headers: { 'x-api-key': '{{API-KEY}}' }, test: tellAll }),
    request('Nowhere', { path: ':0/{{API-KEY}}', test: tellAll }),
  ],
});

let server: TestServer;
const temporary = mkdtempSync(join(tmpdir(), 'secrets-test-'));
const usual = process.env['TMPDIR'];

// A folder of its own, since other tests run at the same time.
beforeAll(() => {
  process.env['TMPDIR'] = temporary;
});
afterAll(() => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(temporary, { recursive: true });
});
afterEach(() => server.close());

describe.each(CLIENTS)('in %s', (client) => {
  it('no secret leaves a run', async () => {
    const whileRunning: string[] = [];
    server = await serve((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        whileRunning.push(...processesNow(), ...readableByOthers());
        const token = incoming.url?.startsWith('/token');
        const grant = { access_token: TOKEN, refresh_token: REFRESH, token_type: 'Bearer' };
        const echo = { url: incoming.url, headers: incoming.headers, body: Buffer.concat(chunks).toString() };
        response.statusCode = incoming.url?.startsWith('/redirect') ? 302 : 200;
        response.setHeader('Location', `http://localhost:1/?key=${encodeURIComponent(API_KEY)}&token=${TOKEN}`);
        response.setHeader('X-Echo', encodeURIComponent(CLIENT_SECRET));
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(token ? grant : echo));
      });
    });
    const { events, verdict } = await observe({
      collection: telling,
      client,
      variables: { base_url: server.url, client_id: 'client-1', client_secret: CLIENT_SECRET, 'API-KEY': API_KEY },
      secrets: ['client_secret', 'API-KEY'],
    });

    const style = { color: false, columns: 200 };
    const formats = Object.entries(FORMATS).map(async ([name, write]) => [name, await write(verdict)] as const);
    const output = {
      ...Object.fromEntries(await Promise.all(formats)),
      events: JSON.stringify(events),
      terminal: toTerminalReport(verdict, style),
      verbose: toTerminalReport(verdict, { ...style, verbose: true }),
      annotations: toAnnotations(verdict),
      'arguments, environments and files while it ran': whileRunning.join('\n'),
    };
    const found = Object.entries(output).flatMap(([where, text]) =>
      FORBIDDEN.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}`),
    );
    expect(found).toEqual([]);
    expect(output.terminal).toContain('-H "x-api-key: $API_KEY" -H "Authorization: Bearer $ACCESS_TOKEN"');
    expect(output.terminal).toContain('<client_secret>');
    expect(verdict.requests.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
    expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
  });

  it('a token that nobody declared is known by the header that sends it', async () => {
    server = await serve((_, response) => void response.end());
    const items = [request('A', { test: "pm.test('It is ' + pm.variables.get('granted'), () => {});" })];
    const variables = { base_url: server.url, granted: TOKEN };
    const { events } = await observe({
      collection: collection({ auth: bearer('{{granted}}'), items }),
      client,
      variables,
    });
    expect(events.filter((event) => event.kind === 'assertion')).toMatchObject([{ name: 'It is <access_token>' }]);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });
});

it.runIf(IS_FAST)('in newman, a token that nobody sends is known by the answer that grants it', async () => {
  server = await serve((_, response) => void response.end(JSON.stringify({ refresh_token: REFRESH })));
  const items = [request('A', { test: "pm.test('It is ' + pm.response.json().refresh_token, () => {});" })];
  const { events } = await observe({ collection: collection({ items }), variables: { base_url: server.url } });
  expect(events.filter((event) => event.kind === 'assertion')).toMatchObject([{ name: 'It is <refresh_token>' }]);
  expect(JSON.stringify(events)).not.toContain(REFRESH);
});

/** Arguments and environment of every process: what `ps` shows. On other systems than Linux, nothing. */
function processesNow(): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  const ids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return ids.flatMap((id) => [read(`/proc/${id}/cmdline`), read(`/proc/${id}/environ`)]);
}

/** The text of the files in our temporary folders that others may read, of which there should be none. */
function readableByOthers(): string[] {
  return readdirSync(temporary)
    .map((name) => join(temporary, name))
    .filter((folder) => (statSync(folder).mode & 0o077) !== 0)
    .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));
}
