/** Token endpoints as they are: what is asserted of them, what is only noted, and what is not sent. */
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/contract/types.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';
import { CLIENT_VARIABLES, serverWith, TOKEN } from './checking.ts';
import { describe as descriptionOf } from './schemes.ts';

const flows = { clientCredentials: { tokenUrl: '/token', scopes: {} } };
const oauth = {
  what: '',
  schemes: { OAuth: { type: 'oauth2', flows } },
  variables: CLIENT_VARIABLES,
  check: () => true,
};
const check = (request: Request) => request.headers.get('authorization') === `Bearer ${TOKEN}`;

/** The endpoint of `serverWith`, with another response. */
function answering(change: (response: Response) => Response | Promise<Response>): Fetch {
  const server = serverWith(check);
  return async (request) => {
    const isToken = request.method === 'POST';
    const response = await server(request);
    return isToken ? change(response) : response;
  };
}

const isGrant = ({ status }: Response) => status < 300;

describe.concurrent('an endpoint of which nothing is documented', async () => {
  const suite = await suiteOf(descriptionOf(oauth));
  const only = 'oken';

  it('is right with its own statuses and errors, and the differences from RFC 6749 are notes', async () => {
    const verdict = await tried(suite, { fetch: serverWith(check), variables: CLIENT_VARIABLES, live: true, only });
    expect(brokenIn(verdict)).toEqual([]);
    expect(verdict.ok).toBe(true);
    expect(verdict.notices).toEqual([
      'Note: Get an access token: the status is 201 and not 200 (RFC 6749, section 5.1)',
      'Note: Get an access token: Cache-Control is not no-store (RFC 6749, section 5.1)',
      'Note: Get an access token: "expires_in" is not an integer above 0 (RFC 6749, section 5.1)',
      'Note: Token endpoint: a wrong secret: the status is 403 and not 401 (RFC 6749, section 5.2)',
      'Note: Token endpoint: a wrong secret: "error" is not invalid_client (RFC 6749, section 5.2)',
      ...['an unknown client', 'no credentials', 'an unknown grant type', 'no grant type'].flatMap((name) => [
        expect.stringMatching(`^Note: Token endpoint: ${name}: the status is 403 and not `),
        expect.stringMatching(`^Note: Token endpoint: ${name}: "error" is not `),
      ]),
    ]);
  });

  it.each<{ what: string; fetch: Fetch; want: string }>([
    {
      what: 'grants a token for a wrong secret',
      fetch: answering((response) => (isGrant(response) ? response : Response.json({ access_token: TOKEN }))),
      want: 'Token endpoint: a wrong secret: Status is any 4XX',
    },
    {
      what: 'refuses with a token',
      fetch: answering((response) =>
        isGrant(response) ? response : Response.json({ access_token: TOKEN }, { status: 401 }),
      ),
      want: 'Token endpoint: a wrong secret: The refusal has no access token',
    },
  ])('is red where it $what', async ({ fetch, want }) => {
    expect(brokenIn(await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true, only }))).toContain(want);
  });

  it.each<{ what: string; change: (response: Response) => Response | Promise<Response> }>([
    { what: 'an empty token', change: () => Response.json({ access_token: '' }) },
    { what: 'no JSON', change: () => new Response('<p>Hello</p>', { headers: { 'Content-Type': 'text/html' } }) },
    { what: 'no token', change: () => Response.json({}) },
  ])('cannot be judged where the right credentials get $what', async ({ change }) => {
    const verdict = await tried(suite, { fetch: answering(change), variables: CLIENT_VARIABLES, live: true, only });
    expect(verdict.exitCode).toBe(4);
    expect(verdict.problems.join()).toContain('The run ended because it got no access token');
  });

  it.each([null, 0, -1, '2030-01-01'])('is right where its tokens have no end, which it says by %j', async (end) => {
    const fetch = answering((response) => Response.json({ access_token: TOKEN, expires_in: end }, response));
    const verdict = await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true, only: 'Thing' });
    expect({ broken: brokenIn(verdict), exitCode: verdict.exitCode }).toEqual({ broken: [], exitCode: 0 });
  });

  it('gets no wrong secrets where they are not asked for, which the report says', async () => {
    const sent: string[] = [];
    const fetch: Fetch = async (request) => {
      if (request.method === 'POST') sent.push(request.headers.get('authorization') ?? '');
      return serverWith(check)(request);
    };
    const verdict = await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true, probes: false });
    expect(sent).toHaveLength(1);
    expect(verdict.ok).toBe(true);
    expect(verdict.notSent.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
      'Token endpoint: a wrong secret probes',
      'Token endpoint: an unknown client probes',
      'Token endpoint: no credentials probes',
      'Token endpoint: an unknown grant type probes',
      'Token endpoint: no grant type probes',
    ]);
    expect(verdict.notices.join('\n')).toMatch(/^5 requests not sent: wrong secrets could lock the client out/m);
  });
});

it.each([
  { ways: ['client_secret_post'], refused: 'in a header' },
  { ways: ['client_secret_post', 'client_secret_basic'], refused: 'in the form' },
  { ways: undefined, refused: 'in the form' },
])('credentials go where the OpenID configuration takes them: $ways', async ({ ways, refused }) => {
  const openIdConnectUrl = 'https://id.example/.well-known/openid-configuration';
  const suite = await suiteOf(
    descriptionOf({ ...oauth, schemes: { Id: { type: 'openIdConnect', openIdConnectUrl } } }),
  );
  const server = serverWith(check);
  const fetch: Fetch = async (request) => {
    if (request.url.endsWith('/.well-known/openid-configuration')) {
      const configuration = (await (await server(request)).json()) as object;
      return Response.json({ ...configuration, token_endpoint_auth_methods_supported: ways });
    }
    const isHeader = request.headers.has('authorization');
    const isWrong = refused === 'in a header' ? isHeader : (await request.clone().text()).includes('client_secret=');
    return request.method === 'POST' && isWrong
      ? Response.json({ error: 'invalid_request' }, { status: 400 })
      : server(request);
  };
  const verdict = await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true });
  expect({ broken: brokenIn(verdict), ok: verdict.ok }).toEqual({ broken: [], ok: true });
});

it.each([
  { scheme: { type: 'http', scheme: 'basic' }, want: ['Thing: a wrong password'] },
  { scheme: { type: 'http', scheme: 'digest' }, want: ['Thing: a wrong password'] },
  { scheme: { type: 'http', scheme: 'bearer' }, want: [] },
  { scheme: { type: 'apiKey', in: 'header', name: 'X-Key' }, want: [] },
])('of the requests with wrong credentials for $scheme, $want can lock a person out', async ({ scheme, want }) => {
  const { contract } = await suiteOf(descriptionOf({ ...oauth, schemes: { S: scheme } }));
  const marked = entriesOf(contract).filter(({ request }) => request.mayLockOut);
  expect(marked.map(({ request }) => request.name)).toEqual(want);
});

describe.concurrent('an endpoint that is documented', async () => {
  const token = { type: 'object', required: ['access_token'], properties: { access_token: { type: 'string' } } };
  const refusal = { type: 'object', required: ['code'], properties: { code: { type: 'integer' } } };
  const json = (schema: object, example: unknown) => ({ 'application/json': { schema, example } });
  const responses = {
    200: { description: '', content: json(token, { access_token: 'a' }) },
    403: { description: '', content: json(refusal, { code: 41 }), 'x-cause': 'invalid-credentials' },
  };
  const described = { what: '', variables: CLIENT_VARIABLES, check: () => true };
  const ofScheme = descriptionOf({
    ...described,
    schemes: { OAuth: { type: 'oauth2', flows, 'x-token-responses': responses } },
  }) as { paths: object };
  const plain = descriptionOf({ ...described, schemes: { OAuth: { type: 'oauth2', flows } } }) as { paths: object };
  const ofOperation = { ...plain, paths: { ...plain.paths, '/token': { post: { security: [], responses } } } };

  it.each([
    { where: 'as an operation', document: ofOperation },
    { where: 'at its scheme', document: ofScheme },
  ])('$where is held to that', async ({ document }) => {
    const suite = await suiteOf(document);
    const ours = await tried(suite);
    expect({ broken: brokenIn(ours), ok: ours.ok, notes: ours.notices }).toEqual({ broken: [], ok: true, notes: [] });
    const fetch: Fetch = async (request) => {
      const response = await suite.fetch(request);
      return response.status === 403 ? Response.json({ error: 'invalid_client' }, { status: 401 }) : response;
    };
    expect(brokenIn(await tried(suite, { fetch, only: 'wrong secret' }))).toContain(
      'Token endpoint: a wrong secret: Status is 403',
    );
  });
});

describe.concurrent('an OpenID configuration', async () => {
  const openIdConnectUrl = 'https://id.example/.well-known/openid-configuration';
  const suite = await suiteOf(
    descriptionOf({ ...oauth, schemes: { Id: { type: 'openIdConnect', openIdConnectUrl } } }),
  );
  const configured = (change: (origin: string) => Response): Fetch => {
    const server = serverWith(check);
    return async (request) => {
      const { pathname, origin } = new URL(request.url);
      return pathname.startsWith('/.well-known') ? change(origin) : server(request);
    };
  };

  it.each([
    { what: 'no JSON', answer: () => new Response('hello') },
    { what: 'no token endpoint', answer: () => Response.json({}) },
    {
      what: 'plain http to another host',
      answer: () => Response.json({ token_endpoint: 'http://elsewhere.example/t' }),
    },
    { what: 'another protocol', answer: () => Response.json({ token_endpoint: 'file:///etc/passwd' }) },
    { what: 'a script', answer: () => Response.json({ token_endpoint: 'javascript:alert(1)' }) },
    { what: 'a user name', answer: () => Response.json({ token_endpoint: 'https://a:b@elsewhere.example/t' }) },
    {
      what: 'a variable of Postman',
      answer: () => Response.json({ token_endpoint: 'https://e.example/{{client_secret}}' }),
    },
    { what: 'a list', answer: () => Response.json({ token_endpoint: ['https://e.example/t'] }) },
    {
      what: 'a redirect',
      answer: () => new Response(null, { status: 302, headers: { Location: 'https://e.example' } }),
    },
  ])('with $what ends the run, and no secret is sent', async ({ answer }) => {
    const sent: string[] = [];
    const inner = configured(answer);
    const fetch: Fetch = (request) => {
      sent.push(request.method);
      return inner(request);
    };
    const verdict = await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true, only: 'Thing' });
    expect({ exitCode: verdict.exitCode, sent }).toEqual({ exitCode: 4, sent: ['GET'] });
  });

  it('of another issuer is a note', async () => {
    const fetch = configured((origin) => Response.json({ issuer: 'https://x.example', token_endpoint: `${origin}/t` }));
    const verdict = await tried(suite, { fetch, variables: CLIENT_VARIABLES, live: true, only: 'Open' });
    expect(verdict.ok).toBe(true);
    expect(verdict.notices.join('\n')).toContain('"issuer" is not that of this URL');
  });
});
