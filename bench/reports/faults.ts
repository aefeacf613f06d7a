/** Ten faults, one a server: what `docs/reports.md` shows the report of. */
import type { Fault } from './server.ts';

interface Named {
  readonly title: string;
  readonly fault: Fault;
}

type Body = readonly Record<string, unknown>[];

const isList = (request: Request) => new URL(request.url).pathname.endsWith('/incidents');

/** Change the requests for the list. */
function asking(change: (query: URLSearchParams) => void): Fault {
  return (correct) => (request) => {
    if (!isList(request)) return correct(request);
    const url = new URL(request.url);
    change(url.searchParams);
    return correct(new Request(url, request));
  };
}

/** Change the responses with the list. */
function answering(change: (headers: Headers, body: Body) => Body): Fault {
  return (correct) => async (request) => {
    const response = await correct(request);
    if (!isList(request) || response.status !== 200) return response;
    const headers = new Headers(response.headers);
    headers.delete('Content-Length');
    const body = change(headers, (await response.json()) as Body);
    return new Response(JSON.stringify(body), { status: 200, headers });
  };
}

const headersOnly = (change: (headers: Headers) => void): Fault =>
  answering((headers, body) => {
    change(headers);
    return body;
  });

/** Whoever sends no token gets in by the last one that was right. */
const open: Fault = (correct) => {
  let last = '';
  return (request) => {
    const given = request.headers.get('Authorization');
    if (given?.startsWith('Bearer ')) last = given;
    if (given !== null || !isList(request)) return correct(request);
    const { url, method, headers } = request;
    return correct(new Request(url, { method, headers: { ...Object.fromEntries(headers), Authorization: last } }));
  };
};

interface Trouble {
  readonly title: string;
  readonly fault?: Fault;
  /** Instead of those that the server takes, and of where it is. */
  readonly env?: Readonly<Record<string, string>>;
  readonly target?: string;
}

const isToken = (request: Request) => new URL(request.url).pathname.endsWith('/token');

/** Every response of the API, or of its token endpoint, has this status. */
const always =
  (status: number, ofToken: boolean): Fault =>
  (correct) =>
  (request) =>
    isToken(request) === ofToken
      ? Promise.resolve(new Response('{"code":1}', { status, headers: { 'Content-Type': 'application/json' } }))
      : correct(request);

const NOWHERE = 'http://127.0.0.1:9/incident/b2b/v1';

/** Runs in which little or nothing can be judged. */
export const TROUBLES: readonly Trouble[] = [
  {
    title: 'The target cannot be reached',
    target: NOWHERE,
    env: { TOKEN_URL: 'http://127.0.0.1:9/oauth/v3/token' },
  },
  { title: 'The token endpoint can be reached, and the API cannot', target: NOWHERE },
  { title: 'The client secret is refused', env: { CLIENT_SECRET: 'not-the-secret' } },
  { title: 'The token endpoint fails', fault: always(503, true) },
  { title: 'The API refuses all credentials', fault: always(401, false) },
  {
    title: 'A page of HTML instead of each response',
    fault: (correct) => (request) =>
      isToken(request)
        ? correct(request)
        : Promise.resolve(
            new Response('<html>Hello</html>', { status: 200, headers: { 'Content-Type': 'text/html' } }),
          ),
  },
];

export const FAULTS: readonly Named[] = [
  {
    title: 'A wrong count: `X-Total-Count` is one too low',
    fault: headersOnly((headers) => headers.set('X-Total-Count', String(Number(headers.get('X-Total-Count')) - 1))),
  },
  {
    title: 'A wrong page: each one begins an item too late',
    fault: asking((query) => {
      const offset = Number(query.get('offset') ?? 0);
      if (offset > 0) query.set('offset', String(offset + 1));
    }),
  },
  { title: 'A filter that is ignored: `priority`', fault: asking((query) => query.delete('priority')) },
  {
    title: 'A wrong sort: descending is ascending',
    fault: asking((query) => {
      const sort = query.get('sort');
      if (sort !== null) query.set('sort', sort.replaceAll('-', ''));
    }),
  },
  {
    title: 'A required member is missing: `createdAt`',
    fault: answering((_, body) => body.map(({ createdAt: _, ...item }) => item)),
  },
  {
    title: 'A wrong type: `shortDescription` is a number',
    fault: answering((_, body) => body.map((item) => ({ ...item, shortDescription: 42 }))),
  },
  { title: '200 instead of 401 without a token', fault: open },
  { title: 'A header is missing: `X-Result-Count`', fault: headersOnly((headers) => headers.delete('X-Result-Count')) },
  {
    title: 'A 500 for the details',
    fault: (correct) => (request) => {
      if (isList(request) || !/\/incidents\/\w/.test(request.url)) return correct(request);
      return Promise.resolve(
        new Response('{"code":1}', { status: 500, headers: { 'Content-Type': 'application/json' } }),
      );
    },
  },
  {
    title: 'Two counts that are swapped',
    fault: headersOnly((headers) => {
      const [count = '', total = ''] = ['X-Result-Count', 'X-Total-Count'].map((name) => headers.get(name) ?? '');
      headers.set('X-Result-Count', total);
      headers.set('X-Total-Count', count);
    }),
  },
];
