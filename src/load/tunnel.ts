/** Connections by an HTTP proxy. Node 20 has no option for it, neither for `fetch` nor for its clients. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { decoded } from '../core/url-text.ts';

/** A connection through a proxy. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
export async function tunnel(proxy: URL, { hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${hostname}:${port || '443'}`;
  const outgoing = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    method: 'CONNECT',
    host: hostOf(proxy),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: { Host: authority, ...proxyAuthorization(proxy) },
    agent: false,
    signal,
  });
  outgoing.end();
  const [incoming, socket] = (await once(outgoing, 'connect')) as [IncomingMessage, Socket];
  if (incoming.statusCode === 200) return socket;
  socket.destroy();
  throw new Error(`tunneling socket could not be established, statusCode=${incoming.statusCode}`);
}

export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** An address is no name for TLS. https://www.rfc-editor.org/rfc/rfc6066#section-3 */
export function serverName(url: URL): string {
  return /^[\d.]+$|:/.test(hostOf(url)) ? '' : hostOf(url);
}

/** Statuses whose responses have no body, which `Response` refuses to be given. https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** As `fetch` with GET, by a proxy; redirects are not followed. Bodies are asked for as they are, not packed. */
export async function fetchBy(proxy: URL, url: URL, { headers, signal }: Asked): Promise<Response> {
  const all = { 'user-agent': 'postman-contract', ...headers, 'accept-encoding': 'identity' };
  const outgoing =
    url.protocol === 'https:'
      ? await inTunnel(proxy, url, { headers: all, signal })
      : plain(proxy, url, { headers: all, signal });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { statusCode: status = 500 } = incoming;
  const fields = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  if (!WITHOUT_BODY.has(status))
    return new Response(Readable.toWeb(incoming) as ReadableStream, { status, headers: fields });
  incoming.resume();
  return new Response(null, { status, headers: fields });
}

async function inTunnel(proxy: URL, url: URL, { headers, signal }: Asked) {
  const socket = await tunnel(proxy, url, signal);
  return httpsRequest(url, { headers, signal, ...tunnelled(socket, { servername: serverName(url) }) });
}

/**
 * The options of a request through a tunnel. With an agent, also with one of its own (`false`), `createConnection` would have no effect;
 * without one, Node takes 80 for the usual port, and would name 443 in `Host`.
 */
export function tunnelled(socket: Socket, tls: ConnectionOptions): RequestOptions {
  return { agent: undefined, defaultPort: 443, createConnection: () => connectTls({ ...tls, socket }) };
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function plain(proxy: URL, url: URL, { headers, signal }: Asked) {
  return (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    host: hostOf(proxy),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: url.href,
    headers: { host: url.host, ...headers, ...proxyAuthorization(proxy) },
    agent: false,
    signal,
  });
}
