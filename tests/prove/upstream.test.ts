import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyRequest } from '../../src/core/any-request.ts';
import { toUpstream } from '../../src/prove/upstream.ts';

/** Answers with what arrived, as the path asks for it. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, rawHeaders, url = '' } = request;
    const text = JSON.stringify({ method, headers: rawHeaders, body: Buffer.concat(chunks).toString() });
    if (url === '/gzip') response.setHeader('Content-Encoding', 'GZIP').end(gzipSync(text));
    else if (url === '/empty') response.setHeader('Content-Encoding', 'gzip').end();
    else if (url === '/none') response.writeHead(304, { 'Content-Length': '9' }).end();
    else if (url === '/broken')
      response.writeHead(200, { 'Content-Length': '9' }).write('{', () => request.socket.destroy());
    else if (url === '/gone') request.socket.destroy();
    else response.setHeader('Set-Cookie', ['a=1', 'b=2']).end(text);
  });
});

let send: (request: Request) => Promise<Response>;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  send = toUpstream({ baseUrl, tokenUrl: undefined, discoveryUrl: undefined });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const to = (path: string, init: RequestInit = {}) => send(anyRequest(`http://proxy${path}`, init));

describe('what the proxy forwards', () => {
  it.each(['GET', 'POST', 'OPTIONS', 'TRACE'])('has the method %s, and no headers of its own', async (method) => {
    const body = method === 'POST' ? '{"a":"é"}' : undefined;
    const response = await to('/', { method, headers: { 'x-own': '1' }, ...(body && { body }) });
    const { headers, ...rest } = (await response.json()) as { headers: string[] };
    expect(rest).toEqual({ method, body: body ?? '' });
    const names = headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const always = ['connection', 'host', 'x-own'];
    expect(names.sort()).toEqual(body ? ['connection', 'content-length', 'content-type', 'host', 'x-own'] : always);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('comes back decompressed', async () => {
    const response = await to('/gzip');
    expect(await response.json()).toMatchObject({ method: 'GET' });
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it.each(['/empty', '/none'])('can come back without a body: %s', async (path) => {
    expect(await (await to(path)).text()).toBe('');
  });

  it('fails with the connection', async () => {
    await expect(to('/gone')).rejects.toThrow('socket hang up');
    await expect(to('/broken').then((response) => response.text())).rejects.toThrow();
  });
});
