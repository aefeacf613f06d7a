import { assertNever } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { causesNamedBy } from '../model/named-causes.ts';
import type { ApiModel, Cause, Response as DescribedResponse } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import { sampleValue } from '../schema/sample.ts';
import { authenticateClient } from './client-authentication.ts';
import type { ServerOptions } from './options.ts';
import { toRefusal } from './refusal.ts';
import { preferredMedia, type Reply } from './reply.ts';
import type { TokenEndpoint } from './token-endpoints.ts';
import type { TokenStore } from './tokens.ts';

export interface TokenDesk {
  readonly endpoint: TokenEndpoint;
  readonly model: ApiModel;
  readonly options: ServerOptions;
  readonly tokens: TokenStore;
}

/** Parameters that a request may not repeat. https://www.rfc-editor.org/rfc/rfc6749#section-3.2 */
const SINGLE = ['grant_type', 'scope', 'client_id', 'client_secret'];

/** Why no token is issued: what RFC 6749 has for it, and its cause for a description that has another response. */
interface Denied {
  readonly kind: 'denied';
  readonly status: 400 | 401 | 405;
  readonly error: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: Cause;
}

/** A token response. https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
interface Granted {
  readonly kind: 'granted';
  readonly body: {
    readonly token_type: 'Bearer';
    readonly access_token: string;
    readonly expires_in?: number;
    readonly scope?: string;
  };
}

/** Issue a token for client credentials, or refuse it: as described, else by RFC 6749, sections 5.1 and 5.2. */
export async function answerTokenRequest(request: Request, desk: TokenDesk): Promise<Reply> {
  const decision = await decide(request, desk);
  const { responses } = desk.endpoint;
  switch (decision.kind) {
    case 'denied':
      return responses && decision.status !== 405
        ? toDescribedRefusal(decision, responses, desk.model)
        : toPlainRefusal(decision);
    case 'granted':
      return toGrant(decision, responses ?? [], desk.model);
    default:
      return assertNever(decision);
  }
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
async function decide(request: Request, desk: TokenDesk): Promise<Denied | Granted> {
  if (request.method !== 'POST') {
    return denied(405, 'invalid_request', 'a token is requested with POST', { headers: { Allow: 'POST' } });
  }
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return denied(400, 'invalid_request', 'the body must be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(await request.text());
  const repeated = SINGLE.find((name) => form.getAll(name).length > 1);
  if (repeated) return denied(400, 'invalid_request', `"${repeated}" is repeated`);
  const client = authenticateClient(request.headers.get('authorization'), form, desk.options.credentials);
  switch (client.kind) {
    case 'ambiguous':
      return denied(400, 'invalid_request', client.message);
    case 'missing':
    case 'unknown':
      return denied(401, 'invalid_client', client.message, {
        headers: { 'WWW-Authenticate': 'Basic realm="token endpoint"' },
        cause: client.kind === 'missing' ? 'missing-credentials' : 'invalid-credentials',
      });
    case 'known':
      return grant(form, desk);
    default:
      return assertNever(client);
  }
}

function grant(form: URLSearchParams, { endpoint: { path, scopes }, options, tokens }: TokenDesk): Denied | Granted {
  const type = form.get('grant_type');
  if (!type) return denied(400, 'invalid_request', '"grant_type" is missing');
  if (type !== 'client_credentials') {
    return denied(400, 'unsupported_grant_type', 'the supported grant type is client_credentials');
  }
  const requested = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (requested.some((scope) => !scopes.has(scope))) {
    return denied(400, 'invalid_scope', `the described scopes are: ${[...scopes].join(' ') || 'none'}`);
  }
  const granted = requested.length > 0 ? new Set(requested) : scopes;
  return {
    kind: 'granted',
    body: {
      token_type: 'Bearer',
      access_token: tokens.issue(path, granted),
      ...(options.expiresIn !== undefined && { expires_in: options.expiresIn }),
      ...(granted.size > 0 && { scope: [...granted].join(' ') }),
    },
  };
}

function denied(
  status: Denied['status'],
  error: string,
  message: string,
  more: Pick<Denied, 'headers' | 'cause'> = {},
): Denied {
  return { kind: 'denied', status, error, message, ...more };
}

/** A response with a token, or about one, is not cached. */
const NOT_CACHED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2; a description is ASCII without quotes and backslashes. */
function toPlainRefusal({ status, error, message, headers }: Denied): Reply {
  const value = { error, error_description: message.replaceAll('"', "'") };
  return {
    kind: 'reply',
    status,
    headers: { ...NOT_CACHED, ...headers },
    body: { type: 'application/json', value },
  };
}

/** The described refusal for the cause; else one of the described statuses. */
function toDescribedRefusal(refused: Denied, responses: readonly DescribedResponse[], model: ApiModel): Reply {
  const { status: usual, cause, message, headers = {} } = refused;
  const statuses = responses.flatMap(({ status }) => (/^4\d\d$/.test(status) ? [Number(status)] : []));
  const status = statuses.includes(usual) ? usual : (statuses[0] ?? usual);
  const named = cause !== undefined && responses.some((response) => causesNamedBy(response).includes(cause));
  const why = named ? { cause } : { status };
  return toRefusal(
    [{ responses }],
    { kind: 'refused', ...why, message, headers: { ...NOT_CACHED, ...headers } },
    model,
  );
}

/** The token response, in the form of the described one, if there is one. */
function toGrant({ body }: Granted, responses: readonly DescribedResponse[], model: ApiModel): Reply {
  const described = responses.find(({ status }) => status.startsWith('2'));
  const media = described && preferredMedia(described.media);
  const status = Number(described?.status) || 200;
  const type = media?.type ?? 'application/json';
  const shape = media?.examples[0]?.value ?? (media?.node ? sampleValue(media.node, model) : undefined);
  const value = isRecord(shape) ? inShape(body, shape, media?.node ? membersOf(model, media.node) : []) : body;
  return { kind: 'reply', status, headers: NOT_CACHED, ...(described && { described }), body: { type, value } };
}

/** The described example with our token. Lifetime and type have the form of the example; undescribed members are left out. */
function inShape(
  { access_token, expires_in, scope }: Granted['body'],
  shape: Readonly<Record<string, unknown>>,
  members: readonly { readonly name: string }[],
): Readonly<Record<string, unknown>> {
  const has = (name: string) => name in shape || members.some((member) => member.name === name);
  const isText = typeof shape['expires_in'] === 'string';
  return {
    ...shape,
    access_token,
    ...(has('expires_in') && expires_in !== undefined && { expires_in: isText ? String(expires_in) : expires_in }),
    ...(has('scope') && scope !== undefined && { scope }),
  };
}
