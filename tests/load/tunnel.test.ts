/** Requests through a tunnel, with a proxy and a TLS server. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { tunnel, tunnelled } from '../../src/load/tunnel.ts';
import { serveBehindProxy } from '../helpers/behind-proxy.ts';
import { certify } from '../helpers/certificate.ts';

it('a request goes through the tunnel, and names no port that is usual', async () => {
  const { key, cert } = certify();
  const { proxy, asked } = await serveBehindProxy({ key, cert }, ({ url, headers }, response) => {
    response.end(`${url} of ${headers.host}`);
  });
  const url = new URL('https://localhost/a.yaml');
  const { signal } = new AbortController();
  const socket = await tunnel(new URL(proxy), url, signal);
  const outgoing = request(url, { agent: false, ...tunnelled(socket, { servername: 'localhost', ca: cert }) });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  expect(await text(incoming)).toBe('/a.yaml of localhost');
  expect(asked).toEqual(['localhost:443']);
  socket.destroy();
});
