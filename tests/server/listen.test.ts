import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../src/server/listen.ts';
import { basic, credentials, FORM, incidentServer } from './helpers.ts';

const open: Listening[] = [];

async function start(port?: number): Promise<Listening> {
  const listening = await listen(incidentServer(), port === undefined ? {} : { port });
  open.push(listening);
  return listening;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function headersFor({ tokenUrl = '' }: Listening): Promise<Record<string, string>> {
  const headers = { Authorization: basic(), 'Content-Type': FORM };
  const response = await fetch(tokenUrl, { method: 'POST', headers, body: 'grant_type=client_credentials' });
  const { access_token } = (await response.json()) as { access_token: string };
  return { Authorization: `Bearer ${access_token}`, 'x-api-key': String(credentials['API-KEY']) };
}

/** Bytes over a socket, and all that comes back until the server ends or nothing comes any more. */
async function send(listening: Listening, text: string): Promise<string> {
  const socket = connect(Number(new URL(listening.origin).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.end(text);
  await once(socket, 'close');
  return answer;
}

describe('over HTTP', () => {
  it('answers the use cases of the guide', async () => {
    const listening = await start();
    expect(listening.url).toBe(`${listening.origin}/incident/b2b/v1`);
    const headers = await headersFor(listening);
    const page = await fetch(`${listening.url}/incidents?offset=10&limit=20&sort=-createdAt`, { headers });
    expect([page.status, page.headers.get('X-Result-Count')]).toEqual([200, '20']);
    const [first] = (await page.json()) as { id: string }[];
    const details = await fetch(`${listening.url}/incidents/${first?.id}`, { headers });
    expect(await details.json()).toEqual(first);
  });

  it('answers HEAD with the headers of GET', async () => {
    const listening = await start();
    const response = await fetch(`${listening.url}/incidents`, {
      method: 'HEAD',
      headers: await headersFor(listening),
    });
    expect([response.status, response.headers.get('X-Total-Count'), await response.text()]).toEqual([200, '60', '']);
  });

  it.each([
    { name: 'with its length told', body: () => 'x'.repeat(10_000_001) },
    { name: 'in chunks', body: () => new Blob(['x'.repeat(10_000_001)]).stream() },
  ])('refuses a body that is too large, $name', async ({ body }) => {
    const listening = await start();
    const init = { method: 'POST', headers: { 'Content-Type': FORM }, body: body(), duplex: 'half' } as RequestInit;
    expect((await fetch(String(listening.tokenUrl), init)).status).toBe(413);
  });

  it('takes a small body in chunks', async () => {
    const listening = await start();
    const body = new Blob(['grant_type=client_credentials']).stream();
    const headers = { Authorization: basic(), 'Content-Type': FORM };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await fetch(String(listening.tokenUrl), init)).status).toBe(200);
  });

  it.each([
    {
      name: 'a path that climbs',
      text: 'GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      want: 404,
    },
    {
      name: 'broken percent-encoding',
      text: 'GET /%zz?%zz=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      want: 404,
    },
    { name: 'two slashes', text: 'GET //incident HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', want: 404 },
    { name: 'a hostile host', text: 'GET / HTTP/1.1\r\nHost: a/b?c#d\r\nConnection: close\r\n\r\n', want: 400 },
    { name: 'a method of its own', text: 'BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', want: 400 },
    {
      name: 'TRACE',
      text: 'TRACE /incident/b2b/v1/incidents HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      want: 405,
    },
    {
      name: 'TRACE with a body',
      text: 'TRACE /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx',
      want: 404,
    },
    { name: 'no HTTP', text: 'hello\r\n\r\n', want: 400 },
    { name: 'a URL beyond all measure', text: `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, want: 431 },
  ])('answers $name with $want, and lives on', async ({ text, want }) => {
    const listening = await start();
    const answer = await send(listening, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${want} `));
    expect(answer).not.toMatch(/node_modules|\.ts:/);
    expect((await fetch(`${listening.url}/incidents`)).status).toBe(401);
  });

  it('leaves the global Request of the process alone', async () => {
    const before = globalThis.Request;
    await start();
    expect(globalThis.Request).toBe(before);
  });
});

describe('a server that listens', () => {
  it('closes at once, though a connection is kept alive and another hangs in the middle of a request', async () => {
    const listening = await start();
    const port = Number(new URL(listening.origin).port);
    const idle = connect(port, '127.0.0.1');
    idle.write('GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const hanging = connect(port, '127.0.0.1');
    hanging.write('POST /oauth/v3/token HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc');
    await once(hanging, 'connect');
    for (const socket of [idle, hanging]) socket.on('error', () => {});
    let answer = '';
    hanging.on('data', (chunk) => {
      answer += chunk;
    });
    const gone = Promise.all([idle, hanging].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    await listening.close();
    await gone;
    // A server that waited would end it with 408.
    expect(answer).toBe('');
    await expect(fetch(listening.url)).rejects.toThrow();
  });

  it('may be closed twice', async () => {
    const listening = await start();
    await listening.close();
    await listening.close();
  });

  it('says that a port is in use, and what to do', async () => {
    const port = Number(new URL((await start()).origin).port);
    await expect(start(port)).rejects.toMatchObject({
      findings: [{ code: 'serve/port-in-use', hint: expect.stringContaining('another port') }],
    });
  });

  it.each([
    { host: '127.0.0.1', port: 70_000 },
    { host: '192.0.2.1', port: 0 },
  ])('says that it cannot listen on $host:$port', async ({ host, port }) => {
    const started = listen(incidentServer(), { host, port });
    await expect(started).rejects.toMatchObject({ findings: [{ code: 'serve/cannot-listen' }] });
  });

  it.each([
    { host: '0.0.0.0', want: /^http:\/\/127\.0\.0\.1:\d+$/ },
    { host: 'localhost', want: /^http:\/\/localhost:\d+$/ },
  ])('on $host is called at $want', async ({ host, want }) => {
    const listening = await listen(incidentServer(), { host });
    open.push(listening);
    expect(listening.origin).toMatch(want);
  });
});
