/** A server that checks credentials for real. It shares nothing with `src/`, so that no mistake is on both sides. */
import { createHash, randomUUID } from 'node:crypto';

/** Whether a request has the right credentials. */
export type Check = (request: Request) => boolean;

const header = (request: Request, name: string) => request.headers.get(name) ?? '';

export const byHeader =
  (name: string, value: string): Check =>
  (request) =>
    header(request, name) === value;

export const byQuery =
  (name: string, value: string): Check =>
  (request) =>
    new URL(request.url).searchParams.get(name) === value;

export const byCookie =
  (name: string, value: string): Check =>
  (request) =>
    header(request, 'cookie').split('; ').includes(`${name}=${value}`);

export const byBasic = (user: string, password: string): Check =>
  byHeader('authorization', `Basic ${btoa(`${user}:${password}`)}`);

export const all =
  (...checks: readonly Check[]): Check =>
  (request) =>
    checks.every((check) => check(request));

export const any =
  (...checks: readonly Check[]): Check =>
  (request) =>
    checks.some((check) => check(request));

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A nonce serves once, and the rest is the same each time. */
export const CHALLENGE = () =>
  `Digest realm="vault", nonce="${randomUUID()}", qop="auth", algorithm=MD5, opaque="cGxlYXNl"`;

/** https://www.rfc-editor.org/rfc/rfc7616#section-3.4 */
export const byDigest =
  (user: string, password: string, used = new Set<string>()): Check =>
  (request) => {
    const field = (name: string) =>
      new RegExp(`[ ,]${name}="?([^",]*)`).exec(header(request, 'authorization'))?.[1] ?? '';
    const whole = [
      md5(`${user}:vault:${password}`),
      field('nonce'),
      field('nc'),
      field('cnonce'),
      'auth',
      md5(`${request.method}:${field('uri')}`),
    ];
    const isNew = !used.has(field('nonce'));
    used.add(field('nonce'));
    return isNew && field('username') === user && field('response') === md5(whole.join(':'));
  };

/** The token that the endpoint issues. */
export const TOKEN = 'issued-token-1234567890';
const CLIENT = { id: 'c7-9f3a1b', secret: 's7-e0c1d2:f3 4' };
export const CLIENT_VARIABLES = { client_id: CLIENT.id, client_secret: CLIENT.secret };

async function issue(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const inHeader =
    header(request, 'authorization') === `Basic ${btoa(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`)}`;
  const inBody = form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret;
  const isKnown = (inHeader || inBody) && form.get('grant_type') === 'client_credentials';
  return isKnown
    ? Response.json({ access_token: TOKEN, token_type: 'bearer', expires_in: '3599' }, { status: 201 })
    : Response.json({ code: 41, message: 'Invalid credentials' }, { status: 403 });
}

/** An API that lets in who passes the check, with a token endpoint and an OpenID configuration beside it. */
export function serverWith(check: Check, challenge: string | (() => string) = 'Bearer realm="vault"') {
  return async (request: Request): Promise<Response> => {
    const { pathname, origin } = new URL(request.url);
    if (pathname.endsWith('/.well-known/openid-configuration')) {
      return Response.json({ issuer: origin, token_endpoint: `${origin}/issue` });
    }
    if (request.method === 'POST') return issue(request);
    if (pathname.endsWith('/open') || check(request)) return Response.json({ name: 'A thing' });
    const value = typeof challenge === 'string' ? challenge : challenge();
    return Response.json({ error: 'unauthorized' }, { status: 401, headers: { 'WWW-Authenticate': value } });
  };
}
