/** Requests through a tunnel, with a proxy and a TLS server. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer, request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { tunnel, tunnelled } from '../../src/load/tunnel.ts';
import { certify } from '../helpers/certificate.ts';

/** The server has a certificate for `localhost` and 127.0.0.1, and whatever the proxy is asked for leads to it. */
async function open() {
  const { key, cert } = certify();
  const server = createTlsServer({ key, cert }, ({ url, headers }, response) => {
    response.end(`${url} of ${headers.host}`);
  });
  const port = await listening(server);
  const asked: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
  });
  const through = new URL(`http://127.0.0.1:${await listening(proxy)}`);
  const get = async (url: URL) => {
    const socket = await tunnel(through, url, new AbortController().signal);
    onTestFinished(() => void socket.destroy());
    const outgoing = request(url, { agent: false, ...tunnelled(socket, url, { ca: cert }) });
    outgoing.end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    return text(incoming);
  };
  return { asked, get };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

it('a request goes through the tunnel, and names no port that is usual', async () => {
  const { asked, get } = await open();
  expect(await get(new URL('https://localhost/a.yaml'))).toBe('/a.yaml of localhost');
  expect(asked).toEqual(['localhost:443']);
});

it('the certificate is to be for the server, also where that is an address, and not for the proxy', async () => {
  const { get } = await open();
  expect(await get(new URL('https://127.0.0.1/a.yaml'))).toBe('/a.yaml of 127.0.0.1');
  await expect(get(new URL('https://127.0.0.2/a.yaml'))).rejects.toThrow(/127\.0\.0\.2 is not in the cert's list/);
});

it('a proxy is asked for the certificate of its own name', async () => {
  const names: string[] = [];
  const proxy = createTlsServer({
    ...certify(),
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
  });
  const through = new URL(`https://localhost:${await listening(proxy)}`);
  // Nobody trusts that certificate here.
  const asked = tunnel(through, new URL('https://shop.invalid/'), new AbortController().signal);
  await expect(asked).rejects.toThrow(/self-signed/);
  expect(names).toEqual(['localhost']);
});
