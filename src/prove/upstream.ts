/** Headers that belong to one connection, or that are wrong once a body was decompressed. */
const OF_THE_CONNECTION = [
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
];

export interface Upstream {
  readonly baseUrl: string;
  readonly tokenUrl: string | undefined;
}

/**
 * Forward requests to the correct server: those with the path of the token endpoint there, all others to the API.
 * Redirects are passed on, not followed.
 */
export function toUpstream({ baseUrl, tokenUrl }: Upstream): (request: Request) => Promise<Response> {
  const tokenPath = tokenUrl === undefined ? undefined : new URL(tokenUrl).pathname;
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const url =
      tokenUrl !== undefined && pathname === tokenPath ? tokenUrl : `${new URL(baseUrl).origin}${pathname}${search}`;
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
