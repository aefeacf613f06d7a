/** Every way in, described without a key of ours: what the suite asks, and servers that are broken by hand. */

import { beforeAll, describe, expect, it } from 'vitest';
import { requestsIn } from '../../src/postman/types.ts';
import { localCredentials } from '../../src/server/options.ts';
import { brokenIn, type Fetch, notJudgedIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';
import { vault } from './vault.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await suiteOf(vault);
});

it('asks every operation with all that must not do', () => {
  const contract = suite.collection.item.filter(({ name }) => name === 'Contract');
  const names = requestsIn({ item: contract }).map(({ name }) => name);
  expect(names.filter((name) => !name.startsWith('Token endpoint'))).toEqual([
    'Read: no token',
    'Read: a wrong token',
    'Read: the token with the Basic scheme',
    'Read: an expired token',
    'Read: a token for things:write only',
    'Both: no token',
    'Both: no API key (X-Key)',
    'Both: a wrong token',
    'Both: the token with the Basic scheme',
    'Both: an expired token',
    'Both: a wrong API key (X-Key)',
    'Door: no token',
    'Door: a wrong token',
    'Door: the token with the Basic scheme',
    'Door: an expired token',
    'User: no password',
    'User: a wrong password',
    'Query: no API key (key)',
    'Query: a wrong API key (key)',
    'Cookie: no API key (sid)',
    'Cookie: a wrong API key (sid)',
    'Either: no credentials',
    'Either: a wrong API key (X-Key)',
    'Silent: no API key (X-Key)',
    'Silent: a wrong API key (X-Key)',
  ]);
});

describe.concurrent('a correct server', () => {
  const as = (status: number) => async (request: Request) => {
    const response = await suite.fetch(request);
    const refuses = !new URL(request.url).pathname.endsWith('/token') && response.status === 401;
    return refuses ? new Response(response.body, { status, headers: response.headers }) : response;
  };

  it('may refuse with 403 what others refuse with 401, where both are described and nothing says which', async () => {
    expect(brokenIn(await tried(suite, { fetch: as(403) }))).toEqual([]);
  });

  it('may not refuse with 404', async () => {
    const broken = brokenIn(await tried(suite, { fetch: as(404), only: ': a wrong' }));
    expect(broken).toContain('Door: a wrong token: Status is 401 or 403');
    expect(broken.filter((assertion) => assertion.startsWith('Silent'))).toEqual([]);
  });

  it('is not judged by a token that nobody has', async () => {
    const verdict = await tried(suite, { live: true, variables: { expired_token: '' }, only: 'Door' });
    expect(brokenIn(verdict)).toEqual([]);
    expect(notJudgedIn(verdict)).toEqual(['Door: an expired token: no-expired-token']);
  });
});

/** Answers to a request for a token with a scope, of endpoints that are all right. */
const ENDPOINTS: readonly { readonly what: string; readonly grant: (scope: string) => object }[] = [
  {
    what: 'grants all that it can, and says so',
    grant: () => ({ scope: 'things:read things:write' }),
  },
  { what: 'says nothing of scopes', grant: () => ({}) },
  {
    what: 'gives everybody the same token',
    grant: () => ({ access_token: 'one-for-all' }),
  },
  {
    what: 'refuses',
    grant: (scope) => (scope ? { error: 'invalid_scope' } : {}),
  },
];

describe.concurrent('a token endpoint that knows no small scopes', () => {
  it.each(ENDPOINTS)('and $what passes, nor the API behind it', async ({ grant }) => {
    let number = 0;
    const fetch: Fetch = async (request) => {
      if (!new URL(request.url).pathname.endsWith('/token')) {
        const headers = new Headers(request.headers);
        const isKnown = /^Bearer (granted-\d|one-for-all)$/.test(headers.get('authorization') ?? '');
        return isKnown ? Response.json({ name: 'A thing' }) : Response.json({ error: 'unauthorized' }, { status: 401 });
      }
      number += 1;
      const scope = new URLSearchParams(await request.text()).get('scope') ?? '';
      const answer: Record<string, unknown> = {
        access_token: `granted-${number}`,
        token_type: 'Bearer',
        ...grant(scope),
      };
      return Response.json(answer, { status: 'error' in answer ? 400 : 200, headers: { 'Cache-Control': 'no-store' } });
    };
    const ofRead = (lines: readonly string[]) => lines.filter((line) => line.startsWith('Read: '));
    // The second time without the request that shows whether the endpoint looks at scopes.
    for (const part of [{}, { only: 'Read' }]) {
      const verdict = await tried(suite, { live: true, fetch, ...part });
      expect({ broken: ofRead(brokenIn(verdict)), notJudged: ofRead(notJudgedIn(verdict)) }).toEqual({
        broken: [],
        notJudged: ['Read: a token for things:write only: no-smaller-scope'],
      });
    }
  });
});

const { expired_token: expired = '', Door: token = '' } = localCredentials({
  securitySchemes: [{ kind: 'bearer', name: 'Door', variable: 'Door', description: '' }],
} as never);

/** Ask the correct server with other headers or another query. */
function letIn(change: (headers: Headers, url: URL) => void): Fetch {
  return async (request) => {
    const headers = new Headers(request.headers);
    const url = new URL(request.url);
    if (!url.pathname.endsWith('/token')) change(headers, url);
    const body = request.body ? await request.text() : undefined;
    return suite.fetch(new Request(url, { method: request.method, headers, ...(body !== undefined && { body }) }));
  };
}

const authorization = (headers: Headers) => headers.get('authorization') ?? '';

describe.concurrent('a server that lets in whom it must not is found out', () => {
  it.each<{ what: string; fetch: Fetch; want: string }>([
    {
      what: 'takes any token',
      fetch: letIn(
        (headers) => authorization(headers).endsWith('-wrong') && headers.set('authorization', `Bearer ${token}`),
      ),
      want: 'Door: a wrong token: Status is 401 or 403',
    },
    {
      what: 'compares no more of a key than how it begins',
      fetch: letIn((headers) => headers.set('x-key', (headers.get('x-key') ?? '').slice(0, 22))),
      want: 'Both: a wrong API key (X-Key): Status is 401 or 403',
    },
    {
      what: 'takes a token that has run out',
      fetch: letIn(
        (headers) => authorization(headers).endsWith(expired) && headers.set('authorization', `Bearer ${token}`),
      ),
      want: 'Door: an expired token: Status is 401 or 403',
    },
    {
      what: 'looks at the token and not at its scheme',
      fetch: letIn((headers) => headers.set('authorization', authorization(headers).replace('Basic', 'Bearer'))),
      want: 'Read: the token with the Basic scheme: Status is 401, 403 or 400',
    },
    {
      what: 'asks for no password',
      fetch: letIn((headers) => {
        if (authorization(headers) === '')
          headers.set('authorization', `Basic ${btoa('local-user:local-password-not-a-secret')}`);
      }),
      want: 'User: no password: Status is 401 or 403',
    },
    {
      what: 'does not look at the key beside a token',
      fetch: letIn((headers) => headers.set('x-key', 'local-key-not-a-secret')),
      want: 'Both: no API key (X-Key): Status is 401 or 403',
    },
    {
      what: 'does not look at the key in the query',
      fetch: letIn((_, url) => url.searchParams.set('key', 'local-key-not-a-secret')),
      want: 'Query: a wrong API key (key): Status is 401 or 403',
    },
    {
      what: 'does not look at the cookie',
      fetch: letIn((headers) => headers.set('cookie', 'sid=local-key-not-a-secret')),
      want: 'Cookie: no API key (sid): Status is 401 or 403',
    },
    {
      what: 'lets everybody in where nothing is said of how it refuses',
      fetch: letIn((headers) => headers.set('x-key', 'local-key-not-a-secret')),
      want: 'Silent: a wrong API key (X-Key): Status is any 4XX',
    },
    {
      what: 'asks for nothing where there is a choice',
      fetch: letIn((headers) => headers.set('x-key', 'local-key-not-a-secret')),
      want: 'Either: no credentials: Status is 401 or 403',
    },
  ])('where it $what', async ({ fetch, want }) => {
    expect(brokenIn(await tried(suite, { fetch, only: want.split(':').slice(0, 2).join(':') }))).toContain(want);
  });

  it('where it does not look at scopes', async () => {
    const kept = new Map<string, string>();
    const fetch: Fetch = async (request) => {
      const body = request.body ? await request.text() : undefined;
      const ask = (form = body) =>
        suite.fetch(
          new Request(request.url, {
            method: request.method,
            headers: request.headers,
            ...(form !== undefined && { body: form }),
          }),
        );
      const narrow = authorization(request.headers).replace('Bearer ', '');
      if (kept.has(narrow)) {
        const headers = { authorization: `Bearer ${kept.get(narrow)}` };
        return suite.fetch(new Request(request.url, { headers }));
      }
      if (body?.includes('scope=things') !== true) return ask();
      const [small, whole] = await Promise.all([ask(), ask('grant_type=client_credentials')]);
      const answer = (await small.json()) as { access_token: string };
      kept.set(answer.access_token, ((await whole.json()) as { access_token: string }).access_token);
      return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
    };
    const broken = brokenIn(await tried(suite, { fetch, only: 'Read: a token for' }));
    expect(broken).toContain('Read: a token for things:write only: Status is 403 or 401');
  });
});
