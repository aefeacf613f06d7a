/** Real servers on loopback, for what a reference server would never do. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Serve on a free port until the test ends; gives the origin. */
async function serveHttp(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that remembers what it was asked. `answer` may tell the status, headers and text of its answers. */
export async function serveAnswers(
  answer: (received: ReceivedRequest, number: number) => Answer | 'hang up' | 'silence',
) {
  const received: ReceivedRequest[] = [];
  const origin = await serveHttp(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(request);
    const given = answer(request, received.length);
    if (given === 'silence') return;
    if (given === 'hang up') return void incoming.socket.destroy();
    const { status = 200, headers: more = {}, body = '' } = given;
    response.writeHead(status, { 'Content-Type': 'application/json', ...more });
    response.end(body);
  });
  return { origin, received };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Fetch = (request: Request) => Promise<Response>;

/** In front of a server: it may answer itself, or change what comes back. Counts how many requests overlap. */
export async function serveFetch(fetch: Fetch): Promise<{ origin: string; mostAtOnce: () => number }> {
  let open = 0;
  let most = 0;
  const origin = await serveHttp(async (incoming, response) => {
    most = Math.max(most, ++open);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = 'GET', headers, url } = incoming;
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const given = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = await fetch(new Request(`http://${headers.host}${url}`, { method, headers: given, ...body }));
    open--;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return { origin, mostAtOnce: () => most };
}
