import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: string;
  /** `GET /path`, in the order in which they came. */
  readonly received: string[];
  readonly close: () => Promise<void>;
}

/** A real server on loopback. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    listener(request, response);
  }).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers each kind of path in its own way, good or bad; anything else with `{"ok":true}`. */
export function answerByPath(redirectTo: () => string): RequestListener {
  return (request, response) => {
    request.resume();
    const path = request.url ?? '';
    if (path.startsWith('/silent')) return;
    if (path.startsWith('/drip')) {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 200);
      response.on('close', () => clearInterval(drip));
      return;
    }
    const status = path.startsWith('/401') ? 401 : path.startsWith('/redirect') ? 302 : 200;
    const location = status === 302 ? { Location: `${redirectTo()}/stolen` } : {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...location });
    response.end('{"ok":true}');
  };
}
