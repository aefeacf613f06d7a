import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['rawHeaders'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/** A real server on this machine, until the tests of the file are over. It keeps what it receives. */
export async function serverThat(replies: (request: Received) => Reply) {
  const received: Received[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', rawHeaders: headers } = incoming;
    const request = { method, url, headers, body: await text(incoming) };
    received.push(request);
    const { status = 200, headers: more = {}, body } = replies(request);
    outgoing.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(body));
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
