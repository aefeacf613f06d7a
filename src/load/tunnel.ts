/** Connections by an HTTP proxy. Node 20 has no option for it, neither for `fetch` nor for its clients. */
import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { unpacked } from '../core/content-codings.ts';
import { basicIn } from '../core/url-text.ts';

/** A connection through a proxy. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
export async function tunnel(proxy: URL, { hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${hostname}:${port || '443'}`;
  const outgoing = toProxy(proxy, { method: 'CONNECT', path: authority, headers: { Host: authority }, signal });
  outgoing.end();
  const [incoming, socket] = (await once(outgoing, 'connect')) as [IncomingMessage, Socket];
  if (incoming.statusCode === 200) return socket;
  socket.destroy();
  throw new Error(`tunneling socket could not be established, statusCode=${incoming.statusCode}`);
}

/** A request to an http URL by a proxy. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
export function requestBy(proxy: URL, url: URL, options: ProxyRequest): ClientRequest {
  return toProxy(proxy, { ...options, path: url.href, headers: { Host: url.host, ...options.headers } });
}

interface ProxyRequest extends RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
}

/** A request to a proxy, with its credentials. Its certificate is not for the host in `Host`, which Node would take for its name. */
function toProxy(proxy: URL, options: ProxyRequest): ClientRequest {
  const isSecure = proxy.protocol === 'https:';
  const credentials = basicIn(proxy);
  return (isSecure ? httpsRequest : httpRequest)({
    ...options,
    host: hostOf(proxy),
    port: proxy.port || (isSecure ? 443 : 80),
    headers: { ...options.headers, ...(credentials !== undefined && { 'Proxy-Authorization': credentials }) },
    agent: false,
    ...(isSecure && { servername: serverName(proxy) }),
  });
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

/** As `fetch` with GET, by a proxy; redirects are not followed. Bodies are asked for as they are; one that is packed is unpacked. */
export async function fetchBy(proxy: URL, url: URL, { headers, signal }: Asked): Promise<Response> {
  const all = { 'user-agent': 'postman-contract', ...headers, 'accept-encoding': 'identity' };
  const options = { headers: all, signal };
  const outgoing =
    url.protocol === 'https:'
      ? httpsRequest(url, { ...options, ...tunnelled(await tunnel(proxy, url, signal), url) })
      : requestBy(proxy, url, options);
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { statusCode: status = 500 } = incoming;
  const fields = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  if (!WITHOUT_BODY.has(status))
    return new Response(Readable.toWeb(bodyOf(incoming)) as ReadableStream, { status, headers: fields });
  incoming.resume();
  return new Response(null, { status, headers: fields });
}

/** The body of a response as it was before it was packed. */
export function bodyOf(incoming: IncomingMessage): Readable {
  return unpacked(incoming, incoming.headers['content-encoding'] ?? '', (name) => {
    incoming.destroy();
    throw new Error(`the response is packed as ${name}, which was not asked for`);
  });
}

/**
 * The options of a request through a tunnel. With an agent, also with one of its own (`false`), `createConnection` would have no effect;
 * without one, Node takes 80 for the usual port, and would name 443 in `Host`.
 */
export function tunnelled(socket: Socket, url: URL, tls: ConnectionOptions = {}): RequestOptions {
  return { agent: undefined, defaultPort: 443, createConnection: () => secure(socket, url, tls) };
}

/** TLS by a connection that is there. Without `host`, Node compares the certificate of an address with the name of the proxy, or `localhost`. */
export function secure(socket: Socket, url: URL, tls: ConnectionOptions = {}): TLSSocket {
  return connectTls({ ...tls, socket, host: hostOf(url), servername: serverName(url) });
}
