/** An API and its token endpoint on two hosts of this machine, which record all that they receive. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

interface Received {
  readonly host: 'api' | 'login';
  /** The request line, the headers and the body. */
  readonly text: string;
}

interface Options {
  readonly token: string;
  /** Whether a list is redirected to the host of the token endpoint. */
  readonly redirectsLists: boolean;
}

export async function loopbackHosts({ token, redirectsLists }: Options) {
  const received: Received[] = [];
  const serve = async (
    host: Received['host'],
    address: string,
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ) => {
    const server = createServer(async (request, response) => {
      const body = await text(request);
      received.push({ host, text: `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n${body}` });
      answer(request, response);
    }).listen(0, address);
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return `http://${address}:${(server.address() as AddressInfo).port}`;
  };
  const login = await serve('login', '127.0.0.2', ({ headers, url = '' }, response) => {
    if (url !== '/token') return void response.end('[]');
    const isKnown = headers.authorization?.startsWith('Basic ');
    response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(isKnown ? { access_token: token, token_type: 'Bearer', expires_in: 600 } : {}));
  });
  const orders = ['1', '2', '3'].map((id) => ({ id }));
  const api = await serve('api', '127.0.0.1', ({ headers, url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://api');
    if (headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    const isList = pathname === '/orders';
    if (!isList || (redirectsLists && searchParams.has('skip'))) {
      return void response.writeHead(307, { Location: `${login}${url}` }).end();
    }
    const skip = Number(searchParams.get('skip') ?? 0);
    const page = orders.slice(skip, skip + Number(searchParams.get('take') ?? 50));
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-Total': String(orders.length) });
    response.end(JSON.stringify(page));
  });
  return { api, login, received };
}
