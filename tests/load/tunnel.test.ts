/** Requests through a tunnel, with a proxy and a TLS server. */
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { fetchBy, tunnel, tunnelled } from '../../src/load/tunnel.ts';
import { serveBehindProxy } from '../helpers/behind-proxy.ts';
import { certify } from '../helpers/certificate.ts';

/** The server has a certificate for `localhost` and 127.0.0.1, and whatever the proxy is asked for leads to it. */
async function open() {
  const { key, cert } = certify();
  const { proxy, asked } = await serveBehindProxy({ key, cert }, ({ url, headers }, response) => {
    response.end(`${url} of ${headers.host}`);
  });
  const get = async (url: URL) => {
    const socket = await tunnel(new URL(proxy), url, new AbortController().signal);
    onTestFinished(() => void socket.destroy());
    const outgoing = request(url, { agent: false, ...tunnelled(socket, url, { ca: cert }) });
    outgoing.end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    return text(incoming);
  };
  return { asked, get };
}

it('a request goes through the tunnel, and names no port that is usual', async () => {
  const { asked, get } = await open();
  expect(await get(new URL('https://localhost/a.yaml'))).toBe('/a.yaml of localhost');
  expect(asked).toEqual(['localhost:443']);
});

it.each([
  { coding: 'gzip', packed: gzipSync('a: 1') },
  { coding: 'deflate', packed: deflateSync('a: 1') },
  { coding: 'br', packed: brotliCompressSync('a: 1') },
  { coding: 'deflate, GZIP', packed: gzipSync(deflateSync('a: 1')) },
  { coding: 'identity', packed: Buffer.from('a: 1') },
])('a body that is packed by $coding, although it was not asked for, is unpacked', async ({ coding, packed }) => {
  const { proxy, signal } = await packing(coding, packed);
  const response = await fetchBy(proxy, new URL('http://shop.invalid/a.yaml'), { headers: {}, signal });
  expect(await response.text()).toBe('a: 1');
});

it.each(['gzip', 'deflate', 'br'])('no body is a body in %s', async (coding) => {
  const { proxy, signal } = await packing(coding, Buffer.alloc(0));
  const response = await fetchBy(proxy, new URL('http://shop.invalid/a.yaml'), { headers: {}, signal });
  expect(await response.text()).toBe('');
});

it.each([
  { coding: 'zstd', packed: Buffer.from('a: 1'), want: /packed as zstd/ },
  { coding: 'gzip', packed: Buffer.from('a: 1'), want: /incorrect header/ },
])('a body in $coding that cannot be unpacked is an error', async ({ coding, packed, want }) => {
  const { proxy, signal } = await packing(coding, packed);
  const response = fetchBy(proxy, new URL('http://shop.invalid/a.yaml'), { headers: {}, signal });
  const failure = await response.then((one) => one.text()).catch((error: unknown) => error);
  // Since Node 24, what a stream throws is the cause of what `text()` throws.
  expect(String((failure as Error).cause ?? failure)).toMatch(want);
});

/** A proxy that answers itself. */
async function packing(coding: string, body: Buffer) {
  const server = createHttp((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': coding, 'Content-Length': body.length }).end(body);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { proxy: new URL(`http://127.0.0.1:${port}`), signal: AbortSignal.timeout(60_000) };
}

it('the certificate is to be for the server, also where that is an address, and not for the proxy', async () => {
  const { get } = await open();
  expect(await get(new URL('https://127.0.0.1/a.yaml'))).toBe('/a.yaml of 127.0.0.1');
  await expect(get(new URL('https://127.0.0.2/a.yaml'))).rejects.toThrow(/127\.0\.0\.2 is not in the cert's list/);
});

it('a proxy is asked for the certificate of its own name', async () => {
  const names: string[] = [];
  const proxy = createServer({
    ...certify(),
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
  });
  proxy.listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const through = new URL(`https://localhost:${port}`);
  // Nobody trusts that certificate here.
  const asked = tunnel(through, new URL('https://shop.invalid/'), new AbortController().signal);
  await expect(asked).rejects.toThrow(/self-signed/);
  expect(names).toEqual(['localhost']);
});
