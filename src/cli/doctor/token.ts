/** The checks of the token endpoint: whether it grants a token, and what that token is good for. */
import { messageOf } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { toNetworkFault } from '../../core/network-faults.ts';
import { count, toList } from '../../core/words.ts';
import type { ClientCredentialsScheme } from '../../model/types.ts';
import { type Check, failed, ok, skipped, warning } from './check.ts';
import { type Received, send, type Wire } from './send.ts';

/** The only words of an error that are printed. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const KNOWN = /^(invalid_(request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/;

type Variables = Readonly<Record<string, string | undefined>>;

export interface TokenFound {
  readonly checks: readonly Check[];
  readonly token?: string;
  /** Of the response, if there was one. */
  readonly headers?: Received['headers'];
}

/** Fewer seconds than this may not last for a run. */
const SHORT_SECONDS = 60;

/** Where `doctor` gets a token, what it is for, and for which scopes. */
export interface TokenQuestion {
  readonly scheme: ClientCredentialsScheme;
  readonly variables: Variables;
  /** What the operations need. */
  readonly scopes: readonly string[];
}

export async function checkToken(question: TokenQuestion, wire: Wire): Promise<TokenFound> {
  try {
    const given = question.scheme.discovery?.variable;
    const token = given !== undefined && !question.variables['client_id'] ? question.variables[given] : undefined;
    if (token) return { checks: [ok('token', 'given, so none is requested')], token };
    const endpoint = await findEndpoint(question, wire);
    if ('state' in endpoint) return refused(endpoint);
    const url = new URL(endpoint.url);
    const received = await send(toRequest(question, endpoint), wire);
    return { ...judge(received, url, question), headers: received.headers };
  } catch (error) {
    const { sentence } = toNetworkFault(messageOf(error));
    const next = 'Correct TOKEN_URL, or let this machine reach it and trust it.';
    return refused(failed('token', `No response from the token endpoint: ${sentence}`, next));
  }
}

function refused(check: Check): TokenFound {
  return { checks: [check, skipped('lifetime', 'there is no token')] };
}

interface Endpoint {
  readonly url: string;
  /** Where the credentials are sent. */
  readonly sentIn: ClientCredentialsScheme['clientAuthentication'];
}

/** The endpoint, by the OpenID configuration where there is one. https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
async function findEndpoint({ scheme, variables }: TokenQuestion, wire: Wire): Promise<Endpoint | Check> {
  const { token_url: tokenUrl = scheme.tokenUrl, openid_configuration_url: configuration } = variables;
  const sentIn = scheme.clientAuthentication;
  if (!scheme.discovery || configuration === undefined) return { url: tokenUrl, sentIn };
  const { status, text } = await send({ method: 'GET', url: new URL(configuration), headers: {} }, wire);
  const { token_endpoint: found, token_endpoint_auth_methods_supported: ways } = toJson(text) ?? {};
  const takes = (way: string) => Array.isArray(ways) && ways.includes(`client_secret_${way}`);
  const isSafe = typeof found === 'string' && URL.canParse(found) && mayGetSecrets(new URL(found), configuration);
  if (status === 200 && isSafe) return { url: found, sentIn: takes('post') && !takes('basic') ? 'body' : sentIn };
  const what = `The OpenID configuration (${status}) names no token endpoint that may get the secret.`;
  return failed('token', what, 'Correct OPENID_CONFIGURATION_URL.');
}

/** By https, or where the configuration itself is read by http, which is on this machine. */
function mayGetSecrets({ protocol, hostname }: URL, configuration: string): boolean {
  const from = new URL(configuration);
  return protocol === 'https:' || (protocol === 'http:' && from.protocol === 'http:' && hostname === from.hostname);
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2 */
function toRequest({ variables }: TokenQuestion, { url, sentIn }: Endpoint) {
  const { client_id: id = '', client_secret: secret = '', token_scope: scope = '' } = variables;
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
  const headers: Record<string, string> = { 'Content-Type': 'application/x-www-form-urlencoded' };
  if (sentIn === 'header') {
    const pair = [id, secret].map((text) => new URLSearchParams([['', text]]).toString().slice(1)).join(':');
    headers['Authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_id', id);
    form.set('client_secret', secret);
  }
  return { method: 'POST', url: new URL(url), headers, body: form.toString() };
}

function judge({ status, headers, text, ms }: Received, url: URL, question: TokenQuestion): TokenFound {
  const grant = toJson(text);
  const token = grant?.['access_token'];
  if (status >= 200 && status < 300 && grant && typeof token === 'string' && token !== '') {
    const about = `granted by ${url.host} in ${Math.round(ms)} ms`;
    return {
      checks: [typed(grant, about), lifetime(grant, question)],
      token,
    };
  }
  const code = grant?.['error'];
  const known = typeof code === 'string' && KNOWN.test(code) ? code : '';
  const type = String(headers['content-type'] ?? '').split(';')[0];
  const said = known ? `, ${known}` : grant ? '' : `, and no JSON${type ? ` (${type})` : ''}`;
  const next = nextFor(status, known);
  return refused(failed('token', `not granted: ${url.host}${url.pathname} answers ${status}${said}`, next));
}

function nextFor(status: number, code: string): string {
  if (code === 'invalid_scope') return 'Correct TOKEN_SCOPE, or ask for these scopes for your client.';
  if (code === 'unauthorized_client' || code === 'unsupported_grant_type')
    return 'Ask who runs the API to allow client credentials for your client.';
  if (code === 'invalid_client' || status === 401)
    return 'The credentials are not accepted: correct CLIENT_ID and CLIENT_SECRET.';
  if (status >= 300 && status < 400) return 'Set TOKEN_URL to where it leads: credentials do not follow a redirect.';
  if (status === 404 || status === 405 || status === 200) return 'Correct TOKEN_URL: this is no token endpoint.';
  if (status === 429) return 'Wait: there were too many requests for tokens.';
  if (status >= 500) return 'Try later, or ask who runs the token endpoint.';
  return 'Compare CLIENT_ID, CLIENT_SECRET and TOKEN_SCOPE with what you were given.';
}

/** A run does not look at the type: some endpoints write `BearerToken`, and a token of another kind is refused by the API. */
function typed({ token_type: type }: Readonly<Record<string, unknown>>, about: string): Check {
  return typeof type === 'string' && type.toLowerCase() !== 'bearer'
    ? warning('token', `${about}, but its type is not Bearer`, 'Ask who runs the token endpoint.')
    : ok('token', about);
}

function lifetime(grant: Readonly<Record<string, unknown>>, { scopes, variables }: TokenQuestion): Check {
  const seconds = Number(grant['expires_in'] ?? Number.NaN);
  const time = seconds > 0 && Number.isFinite(seconds) ? count(seconds, 'second') : 'not stated';
  // Without the member, the scopes are those requested. https://www.rfc-editor.org/rfc/rfc6749#section-5.1
  const granted = typeof grant['scope'] === 'string' ? grant['scope'] : variables['token_scope'];
  const about = `${time}; scopes: ${granted || 'not stated'}`;
  // Some endpoints write commas between them.
  const known = [...(granted ?? '').split(' '), ...(granted ?? '').split(/[ ,]+/)];
  const lacking = granted ? scopes.filter((scope) => !known.includes(scope)) : [];
  if (lacking.length > 0) {
    const next = `The description needs ${toList(lacking)}, too. Add them to TOKEN_SCOPE, or ask for them.`;
    return warning('lifetime', about, next);
  }
  if (seconds > 0 && seconds < SHORT_SECONDS)
    return warning('lifetime', about, 'Requests fetch a new one when it runs out.');
  return ok('lifetime', about);
}

function toJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
