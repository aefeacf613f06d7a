import { assertNever } from '../core/errors.ts';
import type { ApiModel } from '../model/types.ts';
import { authenticateClient } from './client-authentication.ts';
import type { ServerOptions } from './options.ts';
import type { TokenStore } from './tokens.ts';

/** The scopes that each token endpoint can grant, by its path. Schemes with the same token URL share one. */
export type TokenEndpoints = ReadonlyMap<string, ReadonlySet<string>>;

/** Read the token endpoints from the client-credentials schemes. */
export function toTokenEndpoints(model: ApiModel): TokenEndpoints {
  const endpoints = new Map<string, Set<string>>();
  for (const scheme of model.securitySchemes) {
    if (scheme.kind !== 'client-credentials') continue;
    const path = toEndpointPath(scheme.tokenUrl);
    if (path === undefined) continue;
    endpoints.set(path, new Set([...(endpoints.get(path) ?? []), ...scheme.scopes]));
  }
  return endpoints;
}

/** The path at which a token URL is served here. */
export function toEndpointPath(tokenUrl: string): string | undefined {
  return URL.canParse(tokenUrl) ? new URL(tokenUrl).pathname : undefined;
}

export interface TokenDesk {
  readonly path: string;
  readonly scopes: ReadonlySet<string>;
  readonly options: ServerOptions;
  readonly tokens: TokenStore;
}

/** Parameters that a request may not repeat. https://www.rfc-editor.org/rfc/rfc6749#section-3.2 */
const SINGLE = ['grant_type', 'scope', 'client_id', 'client_secret'];

/** Issue a token for client credentials. https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export async function answerTokenRequest(request: Request, desk: TokenDesk): Promise<Response> {
  if (request.method !== 'POST') {
    return refusal(405, 'invalid_request', 'a token is requested with POST', { Allow: 'POST' });
  }
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return refusal(400, 'invalid_request', 'the body must be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(await request.text());
  const repeated = SINGLE.find((name) => form.getAll(name).length > 1);
  if (repeated) return refusal(400, 'invalid_request', `"${repeated}" is repeated`);
  const client = authenticateClient(request.headers.get('authorization'), form, desk.options.credentials);
  switch (client.kind) {
    case 'ambiguous':
      return refusal(400, 'invalid_request', client.message);
    case 'unknown':
      return refusal(401, 'invalid_client', client.message, { 'WWW-Authenticate': 'Basic realm="token endpoint"' });
    case 'known':
      return grant(form, desk);
    default:
      return assertNever(client);
  }
}

function grant(form: URLSearchParams, { path, scopes, options, tokens }: TokenDesk): Response {
  const type = form.get('grant_type');
  if (!type) return refusal(400, 'invalid_request', '"grant_type" is missing');
  if (type !== 'client_credentials') {
    return refusal(400, 'unsupported_grant_type', 'the supported grant type is client_credentials');
  }
  const requested = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (requested.some((scope) => !scopes.has(scope))) {
    return refusal(400, 'invalid_scope', `the described scopes are: ${[...scopes].join(' ') || 'none'}`);
  }
  const granted = requested.length > 0 ? new Set(requested) : scopes;
  return answer(200, {
    token_type: 'Bearer',
    access_token: tokens.issue(path, granted),
    ...(options.expiresIn !== undefined && { expires_in: options.expiresIn }),
    ...(granted.size > 0 && { scope: [...granted].join(' ') }),
  });
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2; a description is ASCII without quotes and backslashes. */
function refusal(status: number, error: string, message: string, headers: Record<string, string> = {}): Response {
  return answer(status, { error, error_description: message.replaceAll('"', "'") }, headers);
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers },
  });
}
