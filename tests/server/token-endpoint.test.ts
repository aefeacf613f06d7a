import { describe, expect, it } from 'vitest';
import { askToken, basic, credentials, FORM, LIST_URL, plainTokenServer, TOKEN_URL, tokenOf } from './helpers.ts';

const GRANT = 'grant_type=client_credentials';
const id = String(credentials['client_id']);
const secret = String(credentials['client_secret']);
const inBody = `${GRANT}&client_id=${id}&client_secret=${secret}`;

/** A request without the Authorization that `askToken` sends. */
function askBare(form: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(TOKEN_URL, { method: 'POST', headers: { 'Content-Type': FORM, ...headers }, body: form });
  return plainTokenServer().fetch(request);
}

describe('the token endpoint', () => {
  it.each([
    { name: 'Basic', ask: () => askToken(plainTokenServer()) },
    { name: 'Basic in small letters', ask: () => askBare(GRANT, { Authorization: basic().replace('Basic', 'basic') }) },
    { name: 'the body', ask: () => askBare(inBody) },
    { name: 'Basic, with the id in the body too', ask: () => askToken(plainTokenServer(), `${GRANT}&client_id=${id}`) },
    { name: 'a form that names its charset', ask: () => askBare(inBody, { 'Content-Type': `${FORM}; charset=utf-8` }) },
  ])('issues a token to a client that authenticates by $name', async ({ ask }) => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect([response.headers.get('Cache-Control'), response.headers.get('Pragma')]).toEqual(['no-store', 'no-cache']);
    expect(await response.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: expect.any(String),
    });
  });

  it.each([
    { spelling: 'form-encoded, as the standard says', user: 'a%3Ab+c', password: 'd+e%25%C3%A9' },
    { spelling: 'plain, as many clients do', user: 'a+b', password: 'd e%é' },
    { spelling: 'plain, where it looks like a broken encoding', user: 'a', password: '100%' },
  ])('reads id and secret in Basic $spelling', async ({ user, password }) => {
    const plain = { client_id: 'a+b', client_secret: 'd e%é' };
    const encoded = { client_id: 'a:b c', client_secret: 'd e%é' };
    const broken = { client_id: 'a', client_secret: '100%' };
    const known = [plain, encoded, broken].map((pair) => plainTokenServer({ credentials: pair }));
    const answers = known.map((server) => askToken(server, GRANT, { Authorization: basic(user, password) }));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
  });

  it.each([
    { name: 'no authentication', ask: () => askBare(GRANT), want: [401, 'invalid_client'] },
    {
      name: 'a wrong secret',
      ask: () => askBare(GRANT, { Authorization: basic(id, 'x') }),
      want: [401, 'invalid_client'],
    },
    { name: 'a wrong id', ask: () => askBare(GRANT, { Authorization: basic('x') }), want: [401, 'invalid_client'] },
    {
      name: 'an empty secret',
      ask: () => askBare(`${GRANT}&client_id=${id}&client_secret=`),
      want: [401, 'invalid_client'],
    },
    {
      name: 'Basic that is no base64',
      ask: () => askBare(GRANT, { Authorization: 'Basic %%%' }),
      want: [401, 'invalid_client'],
    },
    { name: 'Bearer', ask: () => askBare(GRANT, { Authorization: 'Bearer x' }), want: [401, 'invalid_client'] },
    { name: 'two ways at once', ask: () => askToken(plainTokenServer(), inBody), want: [400, 'invalid_request'] },
    { name: 'no grant type', ask: () => askToken(plainTokenServer(), 'scope=x'), want: [400, 'invalid_request'] },
    { name: 'an empty body', ask: () => askToken(plainTokenServer(), ''), want: [400, 'invalid_request'] },
    {
      name: 'another grant type',
      ask: () => askToken(plainTokenServer(), 'grant_type=password'),
      want: [400, 'unsupported_grant_type'],
    },
    {
      name: 'a repeated parameter',
      ask: () => askToken(plainTokenServer(), `${GRANT}&${GRANT}`),
      want: [400, 'invalid_request'],
    },
    {
      name: 'an unknown scope',
      ask: () => askToken(plainTokenServer(), `${GRANT}&scope=root`),
      want: [400, 'invalid_scope'],
    },
    {
      name: 'JSON',
      ask: () =>
        askToken(plainTokenServer(), '{"grant_type":"client_credentials"}', { 'Content-Type': 'application/json' }),
      want: [400, 'invalid_request'],
    },
  ])('refuses $name as $want', async ({ ask, want }) => {
    const response = await ask();
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual(want);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('WWW-Authenticate')).toBe(want[0] === 401 ? 'Basic realm="token endpoint"' : null);
  });

  it('takes POST only', async () => {
    const response = await plainTokenServer().fetch(new Request(TOKEN_URL));
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
  });

  it('grants the scopes that were requested, and all of them where none was', async () => {
    const scopes = async (form: string) =>
      (await (await askToken(plainTokenServer(), form)).json()) as { scope: string };
    expect((await scopes(`${GRANT}&scope=b2b:incident:readonly`)).scope).toBe('b2b:incident:readonly');
    expect((await scopes(GRANT)).scope).toBe('b2b:incident b2b:incident:readonly');
  });

  it('leaves expires_in out where tokens live on', async () => {
    const body = await (await askToken(plainTokenServer({ expiresIn: undefined }))).json();
    expect(body).not.toHaveProperty('expires_in');
  });
});

describe('a token', () => {
  const ask = async (server: ReturnType<typeof plainTokenServer>, token: string) => {
    const headers = { Authorization: `Bearer ${token}`, 'x-api-key': String(credentials['API-KEY']) };
    const response = await server.fetch(new Request(LIST_URL, { headers }));
    return [response.status, ((await response.json()) as { code?: number }).code];
  };

  it.each([
    { after: 0, expiresIn: 60, want: [200, undefined] },
    { after: 59_999, expiresIn: 60, want: [200, undefined] },
    { after: 60_000, expiresIn: 60, want: [401, 42] },
    { after: 60_000 * 1000, expiresIn: 60, want: [401, 42] },
    { after: 60_000 * 1000, expiresIn: undefined, want: [200, undefined] },
  ])('of $expiresIn seconds is answered with $want after $after ms', async ({ after, expiresIn, want }) => {
    let now = 1_000_000;
    const server = plainTokenServer({ expiresIn, clock: () => now });
    const token = await tokenOf(server);
    now += after;
    expect(await ask(server, token)).toEqual(want);
  });

  it('is forgotten when a thousand younger ones are known, and not before', async () => {
    const server = plainTokenServer();
    const first = await tokenOf(server);
    for (let number = 1; number < 1000; number += 1) await tokenOf(server);
    expect(await ask(server, first)).toEqual([200, undefined]);
    await tokenOf(server);
    expect(await ask(server, first)).toEqual([401, 41]);
  });

  it('is counted, as is each request to the API', async () => {
    const server = plainTokenServer();
    await ask(server, await tokenOf(server));
    await ask(server, 'x');
    expect(server.stats).toEqual({ tokenRequests: 1, apiRequests: 2 });
  });
});
