import { isRecord } from '../core/json.ts';

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
  return { baseUrl, tokenUrl, discoveryUrl };
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

/** The paths of these URLs, which the proxy serves. */
export function toPaths({ baseUrl, tokenUrl, discoveryUrl }: Upstream) {
  const pathOf = (url: string | undefined) => (url === undefined ? [] : [new URL(url).pathname]);
  return {
    basePath: new URL(baseUrl).pathname.replace(/\/+$/, ''),
    tokenPaths: pathOf(tokenUrl),
    discoveryPaths: pathOf(discoveryUrl),
  };
}

/**
 * Forward requests to the correct server: those with the path of the token endpoint, or of the OpenID configuration, there, and all
 * others to the API. Redirects are passed on, not followed.
 */
export function toUpstream({ baseUrl, tokenUrl, discoveryUrl }: Upstream): (request: Request) => Promise<Response> {
  const elsewhere = new Map(
    [tokenUrl, discoveryUrl].flatMap((url) => (url === undefined ? [] : [[new URL(url).pathname, url] as const])),
  );
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const url = elsewhere.get(pathname) ?? `${new URL(baseUrl).origin}${pathname}${search}`;
    const body = request.body ? await request.arrayBuffer() : undefined;
    const response = await fetch(url, {
      method: request.method,
      headers: ownHeaders(request.headers),
      redirect: 'manual',
      ...(body && { body }),
    });
    return new Response(response.body, { status: response.status, headers: ownHeaders(response.headers) });
  };
}

function ownHeaders(headers: Headers): Headers {
  const own = new Headers(headers);
  for (const name of OF_THE_CONNECTION) own.delete(name);
  return own;
}
