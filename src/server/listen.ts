import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { messageOf, UserError } from '../core/errors.ts';
import { codeOf } from '../core/file-faults.ts';
import type { ReferenceServer } from './server.ts';

/** A server that listens: its URLs, and how to stop it. */
export interface Listening {
  /** Base URL of the API: the origin and the base path. */
  readonly url: string;
  /** The URL of the token endpoint. Missing where the API has no client credentials. */
  readonly tokenUrl?: string;
  /** The variables of a collection for these URLs: `base_url`, and that of the token endpoint or of its OpenID configuration. */
  readonly variables: Readonly<Record<string, string>>;
  /** `http://127.0.0.1:8080` */
  readonly origin: string;
  /** Stops the server at once, and closes all connections. */
  readonly close: () => Promise<void>;
}

/**
 * Timeouts in milliseconds: for the headers, for the whole request, and for an idle connection. The last is long, since on a busy
 * machine a client could write to a connection just as it is closed.
 */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 120_000 };

/**
 * Serve on a port of this machine. Port 0, the default, is any free one. The default host can be reached from this machine only.
 *
 * @throws UserError `serve/port-in-use`, or `serve/cannot-listen` with what the system says.
 * @example
 * ```ts
 * import { createReferenceServer, listen, loadDescription, toApiModel, toDataSet } from 'postman-contract';
 *
 * const description = await loadDescription('shop.openapi.yaml');
 * const model = toApiModel(description);
 * const { url, close } = await listen(createReferenceServer(model, toDataSet(description, model)));
 * console.log(await (await fetch(`${url}/products`)).json());
 * await close();
 * ```
 */
export async function listen(
  {
    discoveryPaths: [discoveryPath] = [],
    serverPaths = {},
    ...server
  }: Pick<ReferenceServer, 'fetch' | 'basePath' | 'tokenPaths'> &
    Partial<Pick<ReferenceServer, 'discoveryPaths' | 'serverPaths'>>,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<Listening> {
  const http = createAdaptorServer({
    fetch: (request) => server.fetch(toOwnRequest(request)),
    hostname: host,
    // Without this, the adaptor replaces the global `Request` of the process by its own.
    overrideGlobalObjects: false,
    createServer,
    serverOptions: TIMEOUTS,
  }) as Server;
  await start(http, host, port);
  const address = http.address();
  const origin = `http://${toUrlHost(host)}:${typeof address === 'object' && address ? address.port : port}`;
  const [tokenPath] = server.tokenPaths;
  const url = `${origin}${server.basePath}`;
  return {
    url,
    variables: {
      base_url: url,
      ...Object.fromEntries(Object.entries(serverPaths).map(([name, path]) => [name, `${origin}${path}`])),
      ...(tokenPath !== undefined && { token_url: `${origin}${tokenPath}` }),
      ...(discoveryPath !== undefined && { openid_configuration_url: `${origin}${discoveryPath}` }),
    },
    ...(tokenPath !== undefined && { tokenUrl: `${origin}${tokenPath}` }),
    origin,
    close: async () => {
      if (!http.listening) return;
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

const OWN_ADDRESS = 'By `--host`, name an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.';

const LISTEN_FAULTS: Readonly<Record<string, { readonly why: string; readonly hint?: string }>> = {
  ENOTFOUND: { why: 'there is no host of that name', hint: OWN_ADDRESS },
  EADDRNOTAVAIL: { why: 'this is no address of this machine', hint: OWN_ADDRESS },
  EACCES: { why: 'this user has no permission', hint: 'Ports below 1024 need one. Choose another by `--port`.' },
};

async function start(http: Server, host: string, port: number): Promise<void> {
  try {
    // A port out of range throws at once. One in use is an `error` event, which `once` throws.
    http.listen(port, host);
    await once(http, 'listening');
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      throw new UserError({
        code: 'serve/port-in-use',
        message: `port ${port} of ${host} is in use`,
        hint: 'Choose another port by `--port`, or 0 for any that is free.',
      });
    }
    const { why, hint } = LISTEN_FAULTS[codeOf(error) ?? ''] ?? { why: messageOf(error) };
    const message = `cannot listen on port ${port} of ${host}: ${why}`;
    throw new UserError({ code: 'serve/cannot-listen', message, ...(hint !== undefined && { hint }) });
  }
}

/** The host for a URL: a wildcard address becomes that of this machine, and IPv6 gets brackets. */
function toUrlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** A standard `Request`. The body limit copies the request, which does not work with the one of the adaptor. */
function toOwnRequest(request: Request): Request {
  if (!request.body) return request;
  const { method, headers, body } = request;
  return new Request(request.url, { method, headers, body, duplex: 'half' });
}
