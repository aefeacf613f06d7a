/** A TLS server that is reached only through the tunnels of a proxy, whatever host they name. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Certified } from './certificate.ts';

/** Gives the URL of the proxy, and the hosts and ports of the tunnels that it opens, until the test ends. */
export async function serveBehindProxy(certified: Certified, listener: RequestListener) {
  const server = createTlsServer(certified, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    // Either end may close it at any time.
    for (const end of [socket, through]) end.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    server.close();
    server.closeAllConnections();
  });
  return { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}
