/** Wallets of a bank: OAuth 2.0 client credentials, scopes, a device key beside the token, and a token endpoint that no description describes. */
import { type Answer, type Asked, answer, type Family, type Handler, json, parsed } from './kit.ts';
import * as wire from './wire.ts';

const CLIENT = 'client-of-mine';
const SECRET = 's3cret/with+chars=';
const DEVICE = 'device-0017';

interface Grant {
  /** The scopes that were requested; all, if none was. */
  readonly scopes: readonly string[];
  readonly number: number;
}

interface Habits {
  readonly wallets: string;
  readonly token: (number: number) => string;
  /** The members of a token answer besides the token. */
  readonly granted: (grant: Grant) => object;
  readonly noStore: Answer['headers'];
  /** The answer to a wrong client, and that to a wrong request. */
  readonly wrongClient: (asked: Asked) => Answer;
  readonly wrongGrant: Answer;
  readonly unknownScope: 'refused' | 'ignored';
  /** How many tokens of a client are valid at a time: the newest ones. */
  readonly valid: number;
  /** The answer to a request without a token, with a wrong one, and to one whose scope is too small. */
  readonly noToken: Answer;
  readonly wrongToken: Answer;
  readonly smallScope: Answer;
  readonly noDevice: Answer;
  readonly noKey: Answer;
  readonly done: (text: string) => Answer;
}

const SCOPES = ['wallets:read', 'transfers:write'];

const WALLETS_OF_ALL = `{"wallets":[${[
  '{"id":"0b2f5a1e-8f4c-4a53-9f1c-2d9d1a6f0001","balance":{"value":10.50,"currency":"EUR"},"opened":"2024-01-01T00:00:00Z","closed":null}',
  '{"id":"0b2f5a1e-8f4c-4a53-9f1c-2d9d1a6f0002","balance":{"value":0.01,"currency":"XOF"}}',
  '{"id":"0b2f5a1e-8f4c-4a53-9f1c-2d9d1a6f0003","balance":{"value":99,"currency":"EUR"},"opened":"2024-03-01T00:00:00Z"}',
].join()}]}`;

function refusal(status: number, code: number, headers: Answer['headers'] = {}): Answer {
  return json(status, { code, message: 'Refused', description: `Refused for reason ${code}` }, headers);
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function oauthError(status: number, error: string, headers: Answer['headers'] = {}): Answer {
  return json(status, { error }, { 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers });
}

const HABITS: Habits = {
  wallets: WALLETS_OF_ALL,
  token: (number) => `token-${number}-5e884898da28047151d0e56f8dc62927`,
  granted: ({ scopes }) => ({ token_type: 'Bearer', expires_in: 3600, scope: scopes.join(' ') }),
  noStore: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  wrongClient: () => oauthError(401, 'invalid_client', { 'WWW-Authenticate': 'Basic realm="token"' }),
  wrongGrant: oauthError(400, 'unsupported_grant_type'),
  unknownScope: 'refused',
  valid: 100,
  noToken: refusal(401, 60, { 'WWW-Authenticate': 'Bearer' }),
  wrongToken: refusal(401, 61, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
  smallScope: refusal(403, 62, { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }),
  noDevice: refusal(403, 63),
  noKey: refusal(400, 20),
  done: (text) => answer(201, 'application/json', text),
};

function isAmount(value: unknown): boolean {
  const { value: number, currency } = Object(value) as Record<string, unknown>;
  return typeof number === 'number' && number > 0 && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
}

function wallets(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  const grants: { readonly token: string; readonly scopes: readonly string[] }[] = [];

  function grant(asked: Asked): Answer {
    if (asked.method !== 'POST') return { ...oauthError(405, 'invalid_request'), headers: { Allow: 'POST' } };
    const [id, secret] = Buffer.from((asked.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    if (decodeURIComponent(id ?? '') !== CLIENT || decodeURIComponent(secret ?? '') !== SECRET)
      return habits.wrongClient(asked);
    const form = new URLSearchParams(asked.body);
    if (form.get('grant_type') !== 'client_credentials') return habits.wrongGrant;
    const wanted = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    const isUnknown = wanted.some((scope) => !SCOPES.includes(scope));
    if (isUnknown && habits.unknownScope === 'refused') return oauthError(400, 'invalid_scope');
    const scopes = wanted.length === 0 || isUnknown ? SCOPES : wanted;
    const token = habits.token(grants.length + 1);
    grants.push({ token, scopes });
    return json(200, { access_token: token, ...habits.granted({ scopes, number: grants.length }) }, habits.noStore);
  }

  /** The refusal of a request whose token is missing, wrong, or without a scope. */
  function refusedFor({ headers }: Asked, scope: string): Answer | undefined {
    const [, token] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return habits.noToken;
    const known = grants.slice(-habits.valid).find((one) => one.token === token);
    if (!known) return habits.wrongToken;
    return known.scopes.includes(scope) ? undefined : habits.smallScope;
  }

  function transfer(asked: Asked): Answer {
    const refused = refusedFor(asked, 'transfers:write');
    if (refused) return refused;
    if (asked.headers['x-device'] !== DEVICE) return habits.noDevice;
    if (String(asked.headers['idempotency-key'] ?? '').length < 8) return habits.noKey;
    const { to, amount } = Object(parsed(asked.body)) as Record<string, unknown>;
    if (typeof to !== 'string' || to.length < 3 || !isAmount(amount)) return refusal(400, 21);
    return habits.done(`{"reference":"T/2024/1","to":${JSON.stringify(to)},"amount":${JSON.stringify(amount)}}`);
  }

  function read(asked: Asked): Answer {
    const refused = refusedFor(asked, 'wallets:read');
    if (refused) return refused;
    const texts = habits.wallets.slice('{"wallets":['.length, -2).split(/(?<=\}),(?=\{"id")/);
    const id = /^\/wallets\/v3\/wallets\/([^/]+)$/.exec(asked.path)?.[1];
    if (id !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return refusal(400, 23);
    if (id !== undefined) {
      const found = texts.find((text) => text.startsWith(`{"id":"${id.toLowerCase()}"`));
      return found === undefined ? refusal(404, 24) : answer(200, 'application/json', found);
    }
    const currency = asked.query.get('currency');
    if (currency !== null && !/^[A-Z]{3}$/.test(currency)) return refusal(400, 25);
    const shown = texts.filter((text) => currency === null || text.includes(`"currency":"${currency}"`));
    return answer(200, 'application/json', `{"wallets":[${shown.join()}]}`);
  }

  return (asked) => {
    const { method, path } = asked;
    if (path === '/oauth/token') return grant(asked);
    const isTransfer = path === '/wallets/v3/transfers';
    if (!isTransfer && !/^\/wallets\/v3\/wallets(\/[^/]+)?$/.test(path)) return refusal(404, 40);
    const allowed = isTransfer ? 'POST' : 'GET';
    if (method !== allowed) return refusal(405, 41, { Allow: allowed });
    return isTransfer ? transfer(asked) : read(asked);
  };
}

const SILENT = 'the description says nothing of the answers of the token endpoint';
const ENVELOPE = json(401, { code: 41, message: 'Invalid client', description: 'The client could not be identified' });

export const WALLETS: Family = {
  name: 'wallets',
  credentials: { client_id: CLIENT, client_secret: SECRET, deviceKey: DEVICE },
  basePath: '/wallets/v3',
  tokenPath: '/oauth/token',
  variants: [
    {
      name: 'the plain server of the family, with transfers',
      allows: 'its description, and RFC 6749',
      server: () => ({ handle: wallets() }),
      writes: 'all',
    },
    {
      name: 'a token endpoint that refuses in the envelope of the API, and sends no Cache-Control',
      allows: SILENT,
      server: () => ({ handle: wallets({ wrongClient: () => ENVELOPE, wrongGrant: ENVELOPE, noStore: {} }) }),
    },
    {
      name: 'a token endpoint that answers a wrong client with 403, and a wrong grant with 401',
      allows: SILENT,
      server: () => ({ handle: wallets({ wrongClient: () => refusal(403, 50), wrongGrant: refusal(401, 41) }) }),
    },
    {
      name: 'a token type in lower case, and no lifetime',
      allows: 'RFC 6749 section 5.1: token_type knows no case, expires_in is recommended only',
      server: () => ({ handle: wallets({ granted: () => ({ token_type: 'bearer' }) }) }),
    },
    {
      name: 'a lifetime as a text, and members that no standard knows',
      allows: `${SILENT}; RFC 6749 section 5.1: unknown members are ignored`,
      server: () => ({
        handle: wallets({
          granted: () => ({
            token_type: 'Bearer',
            expires_in: '3600',
            issued_at: '1700000000000',
            application: { name: 'x' },
            refresh_token: null,
          }),
        }),
      }),
    },
    {
      name: 'tokens with each character that a token may have, two kilobytes long',
      allows: 'RFC 6750 section 2.1: b64token, and no limit of its length',
      server: () => ({ handle: wallets({ token: (number) => `aZ09-._~+/${number}${'~+/x'.repeat(500)}==` }) }),
    },
    {
      name: 'tokens that live for one second',
      allows: 'RFC 6749 section 5.1: the lifetime is for the server to choose',
      server: () => ({ handle: wallets({ granted: () => ({ token_type: 'Bearer', expires_in: 1 }) }) }),
    },
    {
      name: 'only the newest token of a client is valid',
      allows: 'RFC 6749 section 1.5 and RFC 6750 section 3.1: a token may be revoked before it expires',
      server: () => ({ handle: wallets({ valid: 1 }) }),
    },
    {
      name: 'scopes are ignored: each token has all, and the answer names them',
      allows: 'RFC 6749 section 3.3: a server may ignore the requested scope, and then names the one that it granted',
      server: () => ({
        handle: wallets({
          unknownScope: 'ignored',
          granted: () => ({ token_type: 'Bearer', expires_in: 3600, scope: SCOPES.join(' ') }),
        }),
      }),
    },
    {
      name: 'a wrong token is 403, a small scope is 401',
      allows: 'the description: 401 and 403 are both documented, without a cause',
      server: () => ({
        handle: wallets({
          wrongToken: refusal(403, 61),
          smallScope: refusal(401, 62, { 'WWW-Authenticate': 'Bearer' }),
        }),
      }),
    },
    {
      name: 'a missing device key is 400',
      allows: 'the description: 400, 401 and 403 are documented, without a cause; a header is missing',
      server: () => ({ handle: wallets({ noDevice: refusal(400, 63) }) }),
    },
    {
      name: 'a wrong device key is 401, and a transfer is taken with 202',
      allows: 'the description: 401 and 403 are documented without a cause, 201 and 202 are both documented',
      server: () => ({
        handle: wallets({
          noDevice: refusal(401, 63, { 'WWW-Authenticate': 'Device' }),
          done: (text) => answer(202, 'application/json', text),
        }),
      }),
      writes: 'all',
    },
    {
      name: 'all names of header fields in lower case',
      allows: 'RFC 9110 section 5.1: names of fields know no case',
      server: () => ({ handle: wallets(), wire: wire.namesIn('toLowerCase') }),
    },
  ],
  broken: {
    name: 'any token will do',
    server: () => {
      const handle = wallets();
      const good = parsed(
        String(
          handle({
            ...TOKEN_REQUEST,
            headers: { authorization: `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}` },
          }).body,
        ),
      ) as { access_token: string };
      return {
        handle: (asked) =>
          asked.headers.authorization?.startsWith('Bearer ')
            ? handle({ ...asked, headers: { ...asked.headers, authorization: `Bearer ${good.access_token}` } })
            : handle(asked),
      };
    },
    assertion: 'List wallets: a wrong token: Status is',
  },
};

const TOKEN_REQUEST = {
  method: 'POST',
  path: '/oauth/token',
  query: new URLSearchParams(),
  headers: {},
  body: 'grant_type=client_credentials',
  earlier: 0,
} satisfies Asked;
