import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { basePathOf } from '../core/url-text.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { checkBody } from './body.ts';
import { toContent } from './content.ts';
import { createdItems } from './created-items.ts';
import { toHeaders } from './headers.ts';
import { type DataSet, type ServerOptions, toServerOptions } from './options.ts';
import { checkParameters, fitOf } from './parameters.ts';
import { plainValues } from './path-values.ts';
import { nearest, toRefusal } from './refusal.ts';
import { type Refused, type Reply, refuse } from './reply.ts';
import { toRoles } from './roles.ts';
import { allowedMethods, findOperation, toRoutes } from './routes.ts';
import { createSamples } from './samples.ts';
import { checkSecurity, type Incoming } from './security.ts';
import { serveCreated } from './serve-operation.ts';
import { answerTokenRequest, type TokenDesk } from './token-endpoint.ts';
import { type TokenEndpoint, toOpenIdConfiguration, toTokenEndpoints } from './token-endpoints.ts';
import { createTokenStore } from './tokens.ts';
import { createValidators } from './validators.ts';

/** A server without a port: a function from a request to a response. */
export interface ReferenceServer {
  readonly fetch: (request: Request) => Promise<Response>;
  /** The path under which the API stands, such as `/v1`; empty where it is the root. */
  readonly basePath: string;
  /** The paths of the servers of single operations, by the variables of their URLs. */
  readonly serverPaths: Readonly<Record<string, string>>;
  /** The paths at which tokens are issued. */
  readonly tokenPaths: readonly string[];
  /** The paths of OpenID configurations, each of which names where tokens are issued. */
  readonly discoveryPaths: readonly string[];
  readonly stats: Readonly<Stats>;
}

/** How many requests were served. */
interface Stats {
  tokenRequests: number;
  apiRequests: number;
}

/** The largest body that is read, in bytes. */
const MAX_BODY = 10_000_000;

/**
 * A server that behaves as described, with the data: it checks credentials and parameters, filters, sorts and pages.
 *
 * It shares no code with the assertions that judge its responses, so that a mistake cannot hide in both.
 *
 * `fetch` handles one request; `listen` serves on a port.
 *
 * @param data The items of each list, by the path template of the list: `{ '/orders': [{ id: 1 }] }`.
 * @throws UserError `data/unknown-list` for data that the description has no list for.
 * @example
 * ```ts
 * import { createReferenceServer, loadDescription, toApiModel } from 'postman-contract';
 *
 * const model = toApiModel(await loadDescription('shop.openapi.yaml'));
 * const server = createReferenceServer(model, { '/products': [{ id: 1, name: 'A pen' }] });
 * const response = await server.fetch(new Request(`${model.baseUrl}/products`));
 * console.log(response.status, await response.json());
 * ```
 */
export function createReferenceServer(
  model: ApiModel,
  data: DataSet,
  given: Partial<ServerOptions> = {},
): ReferenceServer {
  const options = toServerOptions(model, given);
  const tokens = createTokenStore(options);
  const endpoints = toTokenEndpoints(model);
  const accepts = createValidators(model);
  const sampleOf = createSamples(model, accepts);
  const roles = toRoles(model, data);
  const basePath = basePathOf(model.baseUrl);
  const pathBefore = ({ server }: Operation) => (server ? basePathOf(server.url) : basePath);
  const routes = toRoutes(model.operations, pathBefore);
  const created = createdItems();
  const stats: Stats = { tokenRequests: 0, apiRequests: 0 };

  const serveToken = toTokenService(endpoints, { model, options, tokens, stats });
  const respond = (outcome: Reply | Refused, operations: readonly Operation[]) =>
    toResponse(outcome.kind === 'refused' ? toRefusal(operations, outcome, model) : outcome, model);

  async function serve(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const ofToken = await serveToken(request, url);
    if (ofToken) return ofToken;
    stats.apiRequests += 1;
    const incoming = toIncoming(request, url);
    const found = findOperation(routes, request.method, url.pathname, (operation, raw) =>
      fitOf({ operation, raw, incoming, model, accepts }),
    );
    if (found.kind === 'unknown') {
      const below = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '';
      return respond(refuse('unknown-resource', 'there is nothing at this path'), nearest(model.operations, below));
    }
    if (found.kind === 'wrong-method') {
      const allow = { Allow: found.allow.join(', ') };
      return respond(refuse('method-not-allowed', `allowed methods: ${allow.Allow}`, allow), found.operations);
    }
    const { operation, raw } = found;
    const values = plainValues(operation, found.values, raw, model);
    const path = url.pathname.slice(pathBefore(operation).length);
    const refused =
      checkSecurity(operation, incoming, { options, tokens }) ??
      checkParameters({ operation, raw, incoming, model, accepts }) ??
      (await checkBody(operation, request, { model, accepts, sampleOf }));
    const call = { operation, role: roles.get(operation.id) ?? OTHER, values, url, model, accepts, sampleOf };
    const served = refused ?? serveCreated(call, path, created);
    const isOptions = operation.method === 'options' && served.kind === 'reply';
    const response = respond(isOptions ? withAllow(served, operation, model) : served, [operation]);
    return created.remember(operation, path, served, response);
  }

  const app = toApp(serve, (outcome) => respond(outcome, model.operations), options.onError);
  return {
    fetch: async (request) => app.fetch(request),
    basePath,
    ...toPaths(model, endpoints),
    stats,
  };
}

/** The server with a limit to bodies, and a response to its own errors. */
function toApp(
  serve: (request: Request) => Promise<Response>,
  respond: (outcome: Refused) => Response,
  onError: ServerOptions['onError'],
): Hono {
  const app = new Hono();
  app.onError((error) => {
    onError(error);
    return respond(refuse('internal-error', 'internal error of the server'));
  });
  const tooLarge = { kind: 'refused', status: 413, message: `a body may have at most ${MAX_BODY} bytes` } as const;
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: () => respond(tooLarge) }));
  app.all('*', (context) => serve(context.req.raw));
  return app;
}

/** The paths beside those of the API. */
function toPaths(
  { operations }: ApiModel,
  endpoints: readonly TokenEndpoint[],
): Pick<ReferenceServer, 'serverPaths' | 'tokenPaths' | 'discoveryPaths'> {
  const servers = operations.flatMap(({ server }) => server ?? []);
  return {
    serverPaths: Object.fromEntries(servers.map(({ variable, url }) => [variable, basePathOf(url)])),
    tokenPaths: endpoints.flatMap(({ path, discoveryPath }) => (discoveryPath === undefined ? [path] : [])),
    discoveryPaths: endpoints.flatMap(({ discoveryPath }) => discoveryPath ?? []),
  };
}

const OTHER = { kind: 'other' } as const;

interface TokenService extends Omit<TokenDesk, 'endpoint'> {
  readonly stats: Stats;
}

/** The responses of token endpoints and of OpenID configurations; `undefined` for another URL. */
function toTokenService(endpoints: readonly TokenEndpoint[], { stats, ...desk }: TokenService) {
  return async (request: Request, { pathname, origin }: URL): Promise<Response | undefined> => {
    const endpoint = endpoints.find(({ path }) => path === pathname);
    if (endpoint) {
      stats.tokenRequests += 1;
      return toResponse(await answerTokenRequest(request, { ...desk, endpoint }), desk.model);
    }
    const discovered = endpoints.find(({ discoveryPath }) => discoveryPath === pathname);
    return discovered && toOpenIdConfiguration(discovered, origin);
  };
}

function toIncoming({ method, headers }: Request, { pathname, search, searchParams }: URL): Incoming {
  return { method, headers, target: pathname + search, query: searchParams };
}

/** An answer to OPTIONS, with the methods of its path. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7 */
function withAllow(reply: Reply, { path }: Operation, { operations }: ApiModel): Reply {
  const allow = allowedMethods(operations.filter((operation) => operation.path === path));
  return { ...reply, headers: { ...reply.headers, Allow: allow.join(', ') } };
}

function toResponse(reply: Reply, model: ApiModel): Response {
  const headers = toHeaders(reply.described, reply.headers, model);
  // A status that has no body takes none. https://fetch.spec.whatwg.org/#null-body-status
  const { status, body } = reply;
  if (!body || [204, 205, 304].includes(status)) return new Response(null, { status, headers });
  return new Response(toContent(body, model), { status, headers: { ...headers, 'Content-Type': body.type } });
}
