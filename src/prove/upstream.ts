import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { unpacked } from '../core/content-codings.ts';
import { isRecord } from '../core/json.ts';
import { basePathOf } from '../core/url-text.ts';

/** Headers that belong to one connection, or that are wrong once a body was decompressed. */
const OF_THE_CONNECTION = [
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
];

/** The URLs of the correct server. */
export interface Upstream {
  readonly baseUrl: string;
  readonly tokenUrl: string | undefined;
  /** The OpenID configuration that names the token endpoint. */
  readonly discoveryUrl: string | undefined;
  /** The URLs of the servers of single operations, by their variables. */
  readonly servers?: ReadonlyMap<string, string>;
}

interface Target {
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The URLs of a target. A token endpoint that has to be discovered is discovered here, since the one that the collection finds would be
 * reached past the proxy.
 */
export async function toEndpoints({ fetch: send = fetch, variables }: Target): Promise<Upstream> {
  const { base_url: baseUrl = '', token_url: given, openid_configuration_url: discoveryUrl } = variables;
  const tokenUrl = given ?? (discoveryUrl === undefined ? undefined : await discovered(send, discoveryUrl));
  const isServer = ([name, url]: readonly [string, string]) => name.startsWith('base_url_') && URL.canParse(url);
  return { baseUrl, tokenUrl, discoveryUrl, servers: new Map(Object.entries(variables).filter(isServer)) };
}

/** `undefined` if there is none to be found: then the baseline says so. */
async function discovered(send: NonNullable<Target['fetch']>, url: string): Promise<string | undefined> {
  try {
    const response = await send(new Request(url, { redirect: 'manual' }));
    const configuration: unknown = await response.json();
    const found = isRecord(configuration) ? configuration['token_endpoint'] : undefined;
    return typeof found === 'string' && URL.canParse(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Before the name of a server of single operations, in a path of the proxy: two servers may have the same paths. */
const OWN = '/-/';

/** The paths of these URLs, which the proxy serves. `isHere`: one server has them all, so that they stay as they are. */
export function toPaths({ baseUrl, tokenUrl, discoveryUrl, servers }: Upstream, isHere = false) {
  const paths = [...(servers ?? [])].map(([name, url]) => [name, isHere ? basePathOf(url) : `${OWN}${name}`] as const);
  const pathOf = (url: string | undefined) => (url === undefined ? [] : [new URL(url).pathname]);
  return {
    basePath: basePathOf(baseUrl),
    serverPaths: Object.fromEntries(paths),
    tokenPaths: pathOf(tokenUrl),
    discoveryPaths: pathOf(discoveryUrl),
  };
}

/**
 * Forward requests to the correct server: those with the path of the token endpoint, or of the OpenID configuration, there, and all
 * others to the API. Redirects are passed on, not followed.
 */
export function toUpstream({
  baseUrl,
  tokenUrl,
  discoveryUrl,
  servers,
}: Upstream): (request: Request) => Promise<Response> {
  const elsewhere = new Map(
    [tokenUrl, discoveryUrl].flatMap((url) => (url === undefined ? [] : [[new URL(url).pathname, url] as const])),
  );
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const [, name = '', path = ''] = /^\/-\/([^/]+)(.*)$/.exec(pathname) ?? [];
    const server = servers?.get(name);
    const ours =
      server === undefined ? `${new URL(baseUrl).origin}${pathname}` : `${server.replace(/\/+$/, '')}${path}`;
    const url = new URL(elsewhere.get(pathname) ?? `${ours}${search}`);
    const response = await exchange(url, request);
    const status = response.statusCode ?? 0;
    const headers = headersOf(response);
    const isEmpty = request.method === 'HEAD' || WITHOUT_BODY.includes(status);
    // The body as a client sees it.
    const body = isEmpty ? null : Readable.toWeb(unpacked(response, headers.get('content-encoding') ?? '', () => {}));
    if (isEmpty) response.resume();
    return new Response(body, { status, headers: ownHeaders(headers) });
  };
}

/** Statuses whose responses have no body. https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = [204, 205, 304];

/** Send the request with its own headers only. `fetch` would add `Accept-Language` and others, and does not send TRACE. */
async function exchange(url: URL, { method, headers, body }: Request): Promise<IncomingMessage> {
  const sent = body === null ? undefined : Buffer.from(await new Response(body).arrayBuffer());
  const { request: start } = url.protocol === 'https:' ? https : http;
  const outgoing = start(url, { method, headers: Object.fromEntries(ownHeaders(headers)) });
  if (sent) outgoing.setHeader('content-length', sent.byteLength);
  outgoing.end(sent);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  // A connection that breaks now is an error of the response, too. An error without a listener would end the process.
  outgoing.on('error', () => {});
  return response;
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

function ownHeaders(headers: Headers): Headers {
  const own = new Headers(headers);
  for (const name of OF_THE_CONNECTION) own.delete(name);
  return own;
}
