/** Every way in which no response, or too much of one, comes from the network: in both clients, the same sentence. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { certify } from '../helpers/certificate.ts';

import { type Listening, listenOn, listenRaw, tooMuch } from './support/bad-server.ts';
import { collection, request, statusIs200 } from './support/collection.ts';
import { observe } from './support/observe.ts';

const CLIENTS = ['newman', 'postman'] as const;

const LIMITS = { bodyBytes: 1_000_000, tokenBytes: 50_000, responseMs: 6_000, requestMs: 3_000 };
const SIZE = 30_000_000;

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const reply = (text: string) => (socket: Socket) => void socket.end(text);
const cut = (text: string) => (socket: Socket) => {
  socket.write(text, () => setTimeout(() => socket.destroy(), 50));
};

interface Broken {
  readonly name: string;
  readonly scheme?: 'https';
  readonly act: (socket: Socket) => void;
  readonly want: string | RegExp;
}

/** What a server does to a connection. */
const CONNECTIONS: readonly Broken[] = [
  {
    name: 'closes it',
    act: (socket) => void socket.end(),
    want: 'The request got no response: The server closed the connection without a response.',
  },
  {
    name: 'resets it',
    act: (socket) => void socket.resetAndDestroy(),
    want: 'The request got no response: The server closed the connection without a response.',
  },
  {
    name: 'closes it in the body',
    act: cut(`${HEAD}Content-Length: 100\r\n\r\n{"ok":`),
    want: 'The request got no response: The server closed the connection before the response was complete.',
  },
  {
    name: 'closes it between chunks',
    act: cut(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n`),
    want: 'The request got no response: The server closed the connection before the response was complete.',
  },
  {
    name: 'never answers',
    act: () => {},
    want: /^The request got no response: The server was silent for too long( \([\d.]+ s\))?\.$/,
  },
  {
    name: 'stops in the body',
    act: (socket) => void socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"ok":`),
    want: /^The request got no response: The server was silent for too long( \([\d.]+ s\))?\.$/,
  },
  {
    name: 'does not speak HTTP',
    act: reply('220 mail.example ESMTP\r\n'),
    want: 'The request got no response: The response is not HTTP (Parse Error: Expected HTTP/, RTSP/ or ICE/).',
  },
  {
    name: 'sends too large headers',
    act: reply(`${HEAD}X-Long: ${'a'.repeat(300_000)}\r\n\r\n`),
    want: 'The request got no response: The headers of the response are too large.',
  },
  {
    name: 'sends what is no gzip',
    act: reply(`${HEAD}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`),
    want: 'The request got no response: The response cannot be unpacked as its Content-Encoding says',
  },
  {
    name: 'does not speak TLS',
    scheme: 'https',
    act: reply('HTTP/1.1 400 Bad Request\r\n\r\n'),
    want: 'The request got no response: The server does not speak TLS there. Is it an http URL?',
  },
  {
    name: 'closes it in the handshake',
    scheme: 'https',
    act: (socket) => void socket.end(),
    want: 'The request got no response: The server closed the connection during the TLS handshake.',
  },
];

const UNTRUSTED = 'The request got no response: The certificate of the server is not trusted. NODE_EXTRA_CA_CERTS';

/** Sends an event each 0.3 s, in two pieces, and never ends. */
function endlessEvents(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n');
  const timer = setInterval(() => socket.write('data: 1\n\ndat', () => socket.write('a: 2\n')), 300);
  socket.once('close', () => clearInterval(timer));
}

/** Servers that cannot be reached. */
const ADDRESSES = [
  {
    name: 'refuses',
    url: 'http://127.0.0.1:1',
    want: 'The request got no response: The connection to 127.0.0.1:1 was refused.',
  },
  {
    name: 'has no name',
    url: 'http://no.such.host.invalid',
    want: /There is no host named no\.such\.host\.invalid\.|could not be looked up/,
  },
  {
    name: 'has another name',
    url: '{{other_host}}',
    want: 'The request got no response: The certificate of the server is for another host.',
  },
  {
    name: 'has an old certificate',
    url: '{{expired}}',
    want: 'The request got no response: The certificate of the server has expired.',
  },
  { name: 'has its own certificate', url: '{{untrusted}}', want: UNTRUSTED },
] as const;

const WHOLE_LINES = "pm.test('lines', () => pm.expect(pm.response.text()).to.match(/^(data: [12]\\n+)+$/));";

const TOO_LARGE = 'The response is larger than 1 MB (--max-body)';
const TOO_LATE = 'The response is not complete after 6 s.';

/** What is bounded: over http and over https. */
const BOUNDED = [
  { path: '/endless', want: `${TOO_LARGE}.` },
  { path: '/gzip', want: `${TOO_LARGE}.` },
  { path: '/deflate', want: `${TOO_LARGE}.` },
  { path: '/br', want: `${TOO_LARGE}.` },
  { path: '/announced', want: `${TOO_LARGE}: 30 MB.` },
  { path: '/large', want: TOO_LARGE },
  { path: '/drip', want: TOO_LATE },
  { path: '/drip-headers', want: TOO_LATE },
] as const;
const SCHEMES = ['http', 'https'] as const;

const folder = mkdtempSync(join(tmpdir(), 'no-response-test-'));
const usual = process.env['NODE_EXTRA_CA_CERTS'];
const open: Listening[] = [];
const variables: Record<string, string> = {};

beforeAll(async () => {
  const trusted = certify();
  const otherHost = certify({ name: 'other.example' });
  const expired = certify({ until: '20210101000000Z' });
  writeFileSync(join(folder, 'trusted.pem'), [trusted, otherHost, expired].map(({ cert }) => cert).join('\n'));
  process.env['NODE_EXTRA_CA_CERTS'] = join(folder, 'trusted.pem');
  const served = async (name: string, scheme: string, listening: Promise<Listening>) => {
    const { port, close } = await listening;
    open.push({ port, close });
    variables[name] = `${scheme}://localhost:${port}`;
  };
  await served('http', 'http', listenOn(tooMuch(SIZE)));
  await served('https', 'https', listenOn(tooMuch(SIZE), trusted));
  await served('other_host', 'https', listenOn(tooMuch(SIZE), otherHost));
  await served('expired', 'https', listenOn(tooMuch(SIZE), expired));
  await served('untrusted', 'https', listenOn(tooMuch(SIZE), certify()));
  await served('events', 'http', listenRaw(endlessEvents));
  for (const [index, { scheme = 'http', act }] of CONNECTIONS.entries()) {
    await served(`raw_${index}`, scheme, listenRaw(act));
  }
});

afterAll(async () => {
  if (usual === undefined) delete process.env['NODE_EXTRA_CA_CERTS'];
  else process.env['NODE_EXTRA_CA_CERTS'] = usual;
  rmSync(folder, { recursive: true });
  await Promise.all(open.map(({ close }) => close()));
});

/** A request to the URL of a variable, instead of `{{base_url}}`. */
function to(url: string, name: string, more: Parameters<typeof request>[1] = {}): object {
  const parts = JSON.stringify(request(name, { path: '', test: statusIs200, ...more }));
  return JSON.parse(parts.replaceAll('{{base_url}}', url)) as object;
}

/** Both at once, since most of the time is spent waiting for a server. */
const verdicts = new Map<string, Verdict>();

beforeAll(async () => {
  const items = [
    to('{{http}}', 'first', { path: '/ok' }),
    ...CONNECTIONS.map(({ name }, index) => to(`{{raw_${index}}}`, name)),
    ...ADDRESSES.map(({ name, url }) => to(url, name)),
    ...SCHEMES.flatMap((scheme) => BOUNDED.map(({ path }) => to(`{{${scheme}}}`, `${scheme} ${path}`, { path }))),
    to('{{https}}', 'token', { path: '/endless', method: 'POST', body: 'grant_type=client_credentials' }),
    to('{{events}}', 'events', { test: WHOLE_LINES }),
    to('{{https}}', 'last', { path: '/ok' }),
  ];
  const options = { collection: collection({ items }), variables, limits: LIMITS };
  const runs = CLIENTS.map(async (client) => [client, (await observe({ ...options, client })).verdict] as const);
  for (const [client, verdict] of await Promise.all(runs)) verdicts.set(client, verdict);
});

describe.each(CLIENTS)('in %s', (client) => {
  const verdictOf = (): Verdict => {
    const verdict = verdicts.get(client);
    if (!verdict) throw new Error(`${client} was not run`);
    return verdict;
  };
  const problemsOf = (name: string) => verdictOf().requests.find((request) => request.name === name)?.problems;

  it.each(CONNECTIONS)('a server that $name: $want', ({ name, want }) => {
    const expected = typeof want === 'string' ? expect.stringContaining(want) : expect.stringMatching(want);
    expect(problemsOf(name)).toEqual([expected]);
  });

  it.each(ADDRESSES)('a server that $name: $want', ({ name, want }) => {
    expect(problemsOf(name)).toEqual([
      typeof want === 'string' ? expect.stringContaining(want) : expect.stringMatching(want),
    ]);
  });

  describe.each(SCHEMES)('over %s', (scheme) => {
    it.each(BOUNDED)('$path ends with "$want"', ({ path, want }) => {
      expect(problemsOf(`${scheme} ${path}`)).toEqual([expect.stringContaining(want)]);
    });
  });

  it('a response to a request for a token is bounded more strictly', () => {
    expect(problemsOf('token')).toEqual(['The response is larger than 50 kB.']);
  });

  it('a stream without an end is judged by the lines that have come', () => {
    const { requests, notices } = verdictOf();
    const events = requests.find(({ name }) => name === 'events');
    expect(events).toMatchObject({ problems: [], assertions: [{ outcome: { kind: 'passed' } }] });
    expect(notices.join()).toMatch(/1 stream did not end within seconds: .+ \(GET \/\S*\)/);
  });

  it('the other requests are judged, and the run is one that could not judge', () => {
    for (const name of ['first', 'last']) expect(problemsOf(name)).toEqual([]);
    expect(verdictOf().exitCode).toBe(EXIT.unable);
  });
});
