/** Requests through a tunnel, with a proxy and a TLS server. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer, request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { tunnel, tunnelled } from '../../src/load/tunnel.ts';
import { certify } from '../helpers/certificate.ts';

it('a request goes through the tunnel, and names no port that is usual', async () => {
  const { key, cert } = certify();
  const server = createTlsServer({ key, cert }, ({ url, headers }, response) => {
    response.end(`${url} of ${headers.host}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    server.close();
  });
  const url = new URL('https://localhost/a.yaml');
  const { signal } = new AbortController();
  const socket = await tunnel(new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`), url, signal);
  const outgoing = request(url, { agent: false, ...tunnelled(socket, { servername: 'localhost', ca: cert }) });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  expect(await text(incoming)).toBe('/a.yaml of localhost');
  expect(asked).toEqual(['localhost:443']);
  socket.destroy();
});
