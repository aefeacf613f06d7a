/** Descriptions at a URL, with real servers. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { toModel } from '../../src/compose/to-model.ts';
import { fetchText, type Limits } from '../../src/load/fetch-text.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { call } from '../cli/support/cli.ts';
import { findingsOf } from '../helpers/findings.ts';

const API = `openapi: 3.1.0
info: { title: A, version: '1' }
paths: { /a: { get: { responses: { 200: { $ref: 'parts/b.yaml#/ok' } } } } }
`;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const files =
  (texts: Readonly<Record<string, string>>): RequestListener =>
  (request, response) => {
    const text = texts[request.url ?? ''];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(text);
  };

describe('a description at a URL', () => {
  it('is read with what it refers to, whatever the content type', async () => {
    const origin = await serve(files({ '/v1/api.yaml': API, '/v1/parts/b.yaml': 'ok: { description: Fine }\n' }));
    const description = await loadDescription(`${origin}/v1/api.yaml`);
    expect(description.name).toBe('api');
    expect(toModel(description).operations).toHaveLength(1);
    expect(description.openapi.locate('/components/responses/ok')).toMatchObject({
      file: `${origin}/v1/parts/b.yaml`,
      line: 1,
    });
  });

  it('is read with a user name whose percent-encoding is broken', async () => {
    const origin = await serve(files({ '/api.yaml': API.replace("$ref: 'parts/b.yaml#/ok'", 'description: Fine') }));
    const { name } = await loadDescription(`${origin.replace('//', '//a%zz:b@')}/api.yaml`);
    expect(name).toBe('api');
  });

  it('refers to no other host, unless that is allowed, and to no file', async () => {
    const other = await serve(files({ '/b.yaml': 'ok: { description: Fine }\n' }));
    const { host } = new URL(other);
    const text = API.replace('parts/b.yaml', `${other}/b.yaml`);
    const origin = await serve(
      files({ '/a.yaml': text, '/file.yaml': API.replace('parts/b.yaml', 'file:///etc/passwd') }),
    );
    const read = async (path: string, allowHost?: string[]) =>
      toModel(await loadDescription(origin + path, { allowHost }));
    const [finding] = await findingsOf(() => read('/a.yaml'));
    expect(finding).toMatchObject({ code: 'reference/remote', hint: expect.stringContaining(`--allow-host ${host}`) });
    expect((await read('/a.yaml', [host])).operations).toHaveLength(1);
    expect(await findingsOf(() => read('/file.yaml'))).toMatchObject([{ code: 'reference/remote' }]);
  });

  it.each<{ what: string; listener: RequestListener; want: object }>([
    {
      what: 'redirects to another origin',
      listener: (_, response) => response.writeHead(302, { location: 'http://other.example/a.yaml' }).end(),
      want: { code: 'file/unreadable', message: 'redirects to another origin, http://other.example' },
    },
    {
      what: 'redirects for ever',
      listener: (_, response) => response.writeHead(302, { location: '/a.yaml' }).end(),
      want: { message: 'redirects more than 5 times' },
    },
    {
      what: 'has none',
      listener: (_, response) => response.writeHead(404).end(),
      want: { code: 'file/not-found', message: 'file not found: status 404' },
    },
    {
      what: 'refuses',
      listener: (_, response) => response.writeHead(403).end(),
      want: { code: 'file/unreadable', message: 'the server refuses it: status 403' },
    },
    {
      what: 'answers with a page',
      listener: (_, response) => response.end('<!doctype html><html></html>'),
      want: { code: 'document/syntax', message: 'this is an HTML page' },
    },
    {
      what: 'closes the connection',
      listener: (request) => request.socket.destroy(),
      want: {
        code: 'file/unreadable',
        message: 'cannot be fetched: the server closed the connection without a response',
      },
    },
    {
      what: 'redirects to a file of this machine',
      listener: (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      want: { code: 'file/unreadable', message: 'redirects to file:, which is not followed' },
    },
    {
      what: 'redirects to what is no URL',
      listener: (_, response) => response.writeHead(302, { location: 'http://[' }).end(),
      want: { code: 'file/unreadable', message: 'redirects to what is no URL' },
    },
    {
      what: 'calls gzip what is none',
      listener: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('openapi: 3.1.0'),
      want: {
        code: 'file/unreadable',
        message:
          'cannot be fetched: the response cannot be unpacked as its Content-Encoding says (incorrect header check)',
      },
    },
  ])('is an error of that URL where its server $what', async ({ listener, want }) => {
    const url = `${await serve(listener)}/a.yaml`;
    expect(await findingsOf(() => loadDescription(url))).toMatchObject([{ ...want, place: { file: url } }]);
  });

  it.each<{ what: string; listener: RequestListener; limits: Limits; want: string }>([
    {
      what: 'drips',
      listener: (_, response) => {
        const dripping = setInterval(() => response.write('#'), 20);
        response.on('close', () => clearInterval(dripping));
      },
      limits: { ms: 200, bytes: 1e6 },
      want: 'is not complete after 0.2 s',
    },
    { what: 'never answers', listener: () => {}, limits: { ms: 200, bytes: 1e6 }, want: 'is not complete after 0.2 s' },
    {
      what: 'never ends',
      listener: (_, response) => {
        const write = () => void response.write('#'.repeat(1e5), (error) => error ?? write());
        write();
      },
      limits: { ms: 60_000, bytes: 1e6 },
      want: 'has more than 1000000 bytes, which is the most that is read',
    },
    {
      what: 'packs much into little',
      listener: (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2e6))),
      limits: { ms: 60_000, bytes: 1e6 },
      want: 'has more than 1000000 bytes, which is the most that is read',
    },
  ])('is bounded where its server $what', async ({ listener, limits, want }) => {
    const url = `${await serve(listener)}/a.yaml`;
    const [finding] = await findingsOf(() => fetchText(url, undefined, limits));
    expect(finding).toEqual({ code: 'file/unreadable', message: want, place: { file: url } });
  });

  it('is read with the credentials in its URL, which nothing prints', async () => {
    const origin = await serve((request, response) => {
      const isRight = request.headers.authorization === `Basic ${Buffer.from('joe:pa ss').toString('base64')}`;
      response
        .writeHead(isRight ? 200 : 401)
        .end(request.url === '/broken.yaml' ? 'a: [' : 'openapi: 3.1.0\npaths: {}\n');
    });
    const url = (path: string) => `${origin.replace('//', '//joe:pa%20ss@')}${path}`;
    expect((await loadDescription(url('/a.yaml'))).name).toBe('a');
    for (const path of ['/broken.yaml', '/a.yaml']) {
      const { code, stderr } = await call(['generate', url(path)]);
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(`${origin}${path}`) });
      expect(stderr).not.toMatch(/joe|pa.+ss@/);
    }
  });

  it('is read by the proxy of the environment, but for what NO_PROXY names', async () => {
    const lines: string[] = [];
    const proxy = createServer((request, response) => {
      lines.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
      response.end('openapi: 3.1.0\npaths: {}\n');
    });
    proxy.on('connect', ({ method, url }, socket) => {
      lines.push(`${method} ${url}`);
      socket.end('HTTP/1.1 407 No\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    onTestFinished(() => void proxy.close());
    await new Promise((resolve) => proxy.once('listening', resolve));
    const { port } = proxy.address() as AddressInfo;
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('HTTP_PROXY', `http://me:hush@127.0.0.1:${port}`);
    vi.stubEnv('HTTPS_PROXY', `127.0.0.1:${port}`);
    vi.stubEnv('NO_PROXY', 'near.invalid');
    expect(await fetchText('http://far.example/a.yaml')).toContain('openapi: 3.1.0');
    const faults = await Promise.all(
      ['https://far.example/a.yaml', 'http://near.invalid/a.yaml'].map((url) => findingsOf(() => fetchText(url))),
    );
    const wanted = [
      /the HTTP proxy made no connection \(.*statusCode=407\)/,
      /no host named near\.invalid|could not be looked up/,
    ];
    for (const [index, want] of wanted.entries()) expect(faults[index]?.[0]?.message).toMatch(want);
    const pair = Buffer.from('me:hush').toString('base64');
    expect(lines).toEqual([`GET http://far.example/a.yaml Basic ${pair}`, 'CONNECT far.example:443']);
    vi.stubEnv('HTTPS_PROXY', 'http://a b');
    const [fault] = await findingsOf(() => fetchText('https://far.example/a.yaml'));
    expect(fault?.message).toContain('HTTPS_PROXY is not the URL of a proxy');
  });

  it('is not complete in time by a proxy, either', async () => {
    const proxy = createServer((_, response) => void response.write('openapi')).listen(0, '127.0.0.1');
    await new Promise((resolve) => proxy.once('listening', resolve));
    onTestFinished(() => {
      vi.unstubAllEnvs();
      proxy.closeAllConnections();
      proxy.close();
    });
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const [fault] = await findingsOf(() => fetchText('http://far.example/a.yaml', undefined, { ms: 200, bytes: 1000 }));
    expect(fault?.message).toBe('is not complete after 0.2 s');
  });
});
