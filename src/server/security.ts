import { assertNever } from '../core/errors.ts';
import type { Operation, PasswordScheme, SecurityRequirement, SecurityScheme } from '../model/types.ts';
import { DIGEST_CHALLENGE, isDigest } from './digest.ts';
import type { ServerOptions } from './options.ts';
import { type Refused, refuse } from './reply.ts';
import { fromBasic, isSecret } from './secrets.ts';
import { toEndpointPath } from './token-endpoints.ts';
import type { TokenStore } from './tokens.ts';

/** The parts of a request that are checked. */
export interface Incoming {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
}

export interface Guard {
  readonly options: ServerOptions;
  readonly tokens: TokenStore;
}

const UNKNOWN_TOKEN = 'the token is not known';

type Need = SecurityRequirement['needs'][number];

/**
 * Why a request is not authorized; `undefined` where it is. One alternative is enough, of which every scheme must be satisfied.
 * If none is, the refusal says what the first alternative lacks. https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object
 */
export function checkSecurity(operation: Operation, incoming: Incoming, guard: Guard): Refused | undefined {
  const failures: Refused[] = [];
  // An alternative that this server cannot check counts only where there is no other.
  const checkable = operation.security.filter(({ needs }) =>
    needs.every(({ scheme }) => scheme.kind !== 'unsupported'),
  );
  for (const { needs } of checkable.length > 0 ? checkable : operation.security) {
    // Credentials of the caller are checked before the API key of the application.
    const ordered = [...needs].sort((a, b) => Number(isKey(a.scheme)) - Number(isKey(b.scheme)));
    const failure = firstOf(ordered, (need) => checkNeed(need, incoming, guard));
    if (!failure) return undefined;
    failures.push(failure);
  }
  return failures[0];
}

function isKey(scheme: SecurityScheme): boolean {
  return scheme.kind === 'api-key';
}

function firstOf<From, To>(items: readonly From[], find: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkNeed({ scheme, scopes }: Need, incoming: Incoming, guard: Guard): Refused | undefined {
  const known = guard.options.credentials;
  switch (scheme.kind) {
    case 'client-credentials': {
      const token = readBearer(incoming);
      return typeof token === 'string' ? checkToken(token, { endpoint: toEndpointPath(scheme), scopes }, guard) : token;
    }
    case 'bearer': {
      const token = readBearer(incoming);
      if (typeof token !== 'string') return token;
      if (isSecret(token, known[scheme.variable])) return undefined;
      return isExpired(token, guard) ? EXPIRED : invalidToken('invalid-credentials', UNKNOWN_TOKEN);
    }
    case 'basic':
    case 'digest':
      return checkPassword(scheme, incoming, { username: known[scheme.username], password: known[scheme.password] });
    case 'http':
      return checkHttp(scheme, incoming, known[scheme.variable]);
    case 'api-key': {
      const key = readKey(scheme, incoming);
      if (!key) return refuse('missing-api-key', `the ${scheme.in} parameter "${scheme.parameter}" is missing`);
      return isSecret(key, known[scheme.variable]) ? undefined : refuse('invalid-api-key', 'the API key is not known');
    }
    // Schemes that this server cannot check are accepted.
    case 'mutual-tls':
    case 'unsupported':
      return undefined;
    default:
      return assertNever(scheme);
  }
}

/** The token after `Bearer`, in any case. https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
function readBearer({ headers }: Incoming): string | Refused {
  const authorization = headers.get('authorization')?.trim() ?? '';
  const [scheme = '', token] = authorization.split(/ +/, 2);
  if (token === undefined)
    return missing('Bearer realm="api"', 'the Authorization header has no "Bearer" with a token');
  if (scheme.toLowerCase() !== 'bearer') return invalidToken('invalid-credentials', 'the scheme is not "Bearer"');
  return authorization.slice(scheme.length).trim();
}

function checkToken(
  text: string,
  needed: { readonly endpoint: string | undefined; readonly scopes: readonly string[] },
  { options, tokens }: Guard,
): Refused | undefined {
  const token = tokens.find(text);
  if (!token && isExpired(text, { options })) return EXPIRED;
  if (!token || token.endpoint !== needed.endpoint) return invalidToken('invalid-credentials', UNKNOWN_TOKEN);
  if (options.clock() >= token.expiresAt) return EXPIRED;
  const lacking = needed.scopes.filter((scope) => !token.scopes.has(scope));
  if (lacking.length === 0) return undefined;
  return refuse('insufficient-scope', `the token lacks the scope ${lacking.join(', ')}`, {
    'WWW-Authenticate': 'Bearer realm="api", error="insufficient_scope"',
  });
}

/** Whether a token is the one that is configured as expired. */
function isExpired(token: string, { options }: Pick<Guard, 'options'>): boolean {
  return isSecret(token, options.credentials['expired_token']);
}

interface Login {
  readonly username: string | undefined;
  readonly password: string | undefined;
}

function checkPassword({ kind }: PasswordScheme, incoming: Incoming, known: Login): Refused | undefined {
  const authorization = incoming.headers.get('authorization');
  const challenge = kind === 'basic' ? 'Basic realm="api"' : DIGEST_CHALLENGE;
  if (!authorization) return missing(challenge, 'there is no Authorization header');
  if (kind === 'basic' ? isBasic(authorization, known) : isKnownDigest(authorization, incoming, known))
    return undefined;
  return refuse('invalid-credentials', 'user or password is wrong', { 'WWW-Authenticate': challenge });
}

function isBasic(authorization: string, { username, password }: Login): boolean {
  const basic = fromBasic(authorization);
  const isUser = isSecret(basic?.user ?? '', username);
  return isSecret(basic?.password ?? '', password) && isUser;
}

function isKnownDigest(authorization: string, incoming: Incoming, { username = '', password = '' }: Login): boolean {
  return isDigest(authorization, incoming, { username, password });
}

/** Another scheme: its name, in any case, and what follows it. https://www.rfc-editor.org/rfc/rfc9110#section-11.4 */
function checkHttp({ scheme }: { readonly scheme: string }, { headers }: Incoming, known: string | undefined) {
  const authorization = headers.get('authorization')?.trim() ?? '';
  const [name = '', ...rest] = authorization.split(' ');
  const challenge = `${scheme} realm="api"`;
  if (name.toLowerCase() !== scheme.toLowerCase())
    return missing(challenge, `the Authorization header has no "${scheme}"`);
  if (isSecret(rest.join(' ').trim(), known)) return undefined;
  return refuse('invalid-credentials', 'the credentials are not known', { 'WWW-Authenticate': challenge });
}

function readKey(scheme: SecurityScheme & { kind: 'api-key' }, { headers, query }: Incoming): string | undefined {
  switch (scheme.in) {
    case 'header':
      return headers.get(scheme.parameter) ?? undefined;
    case 'query':
      return query.get(scheme.parameter) ?? undefined;
    case 'cookie': {
      const pairs = (headers.get('cookie') ?? '').split(/; */).map((pair) => pair.split(/=(.*)/s));
      return pairs.find(([name]) => name === scheme.parameter)?.[1];
    }
    default:
      return assertNever(scheme.in);
  }
}

function missing(challenge: string, message: string): Refused {
  return refuse('missing-credentials', message, { 'WWW-Authenticate': challenge });
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
function invalidToken(cause: 'invalid-credentials' | 'expired-credentials', message: string): Refused {
  return refuse(cause, message, { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' });
}

const EXPIRED = invalidToken('expired-credentials', 'the token has expired');
