/** Servers that answer each request well by itself, and break the contract over several. Nothing of this is known to the rules. */
import { gzipSync } from 'node:zlib';

export type Fetch = (request: Request) => Promise<Response>;
type Incident = Record<string, unknown>;

export interface BrokenServer {
  readonly name: string;
  /** The requests that are sent, by parts of their names, and the assertion that fails; or what nobody asks yet. */
  readonly killed?: { readonly requests: readonly string[]; readonly by: string };
  readonly missing?: string;
  /** A new one for each run, before a correct server. */
  readonly before: (correct: Fetch) => Fetch;
}

const isList = ({ url, method }: Request) => method === 'GET' && new URL(url).pathname.endsWith('/incidents');
const isDetails = ({ url, method }: Request) => method === 'GET' && /\/incidents\/[^/]+$/.test(new URL(url).pathname);
const FILTERS = ['priority', 'location.address.country'];

/** The same request with another URL. */
function at(request: Request, change: (url: URL) => void): Request {
  const url = new URL(request.url);
  change(url);
  return new Request(url, request);
}

type Filters = readonly (readonly [name: string, value: string])[];

function filtersOf({ url }: Request): Filters {
  const query = new URL(url).searchParams;
  return FILTERS.flatMap((name) => query.getAll(name).map((value) => [name, value] as const));
}

/** The same request with these filters, where it does not have its own of the same name. */
function withFilters(request: Request, filters: Filters): Request {
  return at(request, ({ searchParams }) => {
    for (const [name, value] of filters) if (!searchParams.has(name)) searchParams.set(name, value);
  });
}

async function rewritten(response: Response, change: (body: unknown) => unknown): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(change(await response.json())), { status: response.status, headers });
}

/** Answers by a key: the first answer to it is the answer to all. */
function cached(
  correct: Fetch,
  keyOf: (request: Request) => string | undefined,
  keeps: (response: Response) => boolean,
): Fetch {
  const cache = new Map<string, Response>();
  return async (request) => {
    const key = keyOf(request);
    if (key === undefined) return correct(request);
    const known = cache.get(key);
    if (known) return known.clone();
    const response = await correct(request);
    if (keeps(response)) cache.set(key, response.clone());
    return response;
  };
}

export const SERVERS: readonly BrokenServer[] = [
  {
    name: 'a filter sticks: requests without one get the last one',
    missing: 'a plain list, a filtered one that matches nothing, and the plain list again: the same answer',
    before: (correct) => {
      let last: Filters = [];
      return (request) => {
        if (!isList(request)) return correct(request);
        const own = filtersOf(request);
        if (own.length > 0) last = own;
        return correct(own.length > 0 ? request : withFilters(request, last));
      };
    },
  },
  {
    name: 'filters pile up: each request is asked with those of the last as well',
    missing: 'a plain list, a filtered one that matches nothing, and the plain list again: the same answer',
    before: (correct) => {
      let last: Filters = [];
      return (request) => {
        if (!isList(request)) return correct(request);
        const before = last;
        last = filtersOf(request);
        return correct(withFilters(request, before));
      };
    },
  },
  {
    name: 'a limit sticks',
    killed: { requests: ['limit not a number', 'the same request twice'], by: 'Status is 200' },
    before: (correct) => {
      let last: string | null = null;
      return (request) => {
        if (!isList(request)) return correct(request);
        last = new URL(request.url).searchParams.get('limit') ?? last;
        const limit = last;
        return correct(at(request, (url) => limit !== null && url.searchParams.set('limit', limit)));
      };
    },
  },
  {
    name: 'the language of the last caller sticks',
    missing: 'the same item without, with and again without Accept-Language: the first and the last are equal',
    before: (correct) => {
      let language = '';
      return async (request) => {
        language = request.headers.get('accept-language') ?? language;
        const response = await correct(request);
        if (!isDetails(request) || response.status !== 200 || !language.startsWith('fr')) return response;
        return rewritten(response, (item) => ({ ...(item as Incident), shortDescription: 'en français' }));
      };
    },
  },
  {
    name: 'most answers have another status of the first item',
    killed: { requests: ['Use case 4'], by: 'The details agree with the list' },
    before: (correct) => {
      let turn = 0;
      return async (request) => {
        const response = await correct(request);
        if (!isList(request) || response.status !== 200 || ++turn % 3 === 0) return response;
        return rewritten(response, (items) =>
          (items as Incident[]).map((item, index) => (index === 0 ? { ...item, status: 'Something else' } : item)),
        );
      };
    },
  },
  {
    name: 'every other answer of details is an older one',
    missing: 'details of an item three times: the same answer',
    before: (correct) => {
      let turn = 0;
      return async (request) => {
        const response = await correct(request);
        if (!isDetails(request) || response.status !== 200 || ++turn % 2 === 1) return response;
        return rewritten(response, (item) => ({ ...(item as Incident), status: 'New', shortDescription: 'older' }));
      };
    },
  },
  {
    name: 'a cache without the query in its key',
    killed: { requests: ['Use case 2'], by: 'Every item has priority "P1"' },
    before: (correct) =>
      cached(
        correct,
        (request) =>
          isList(request) ? `${new URL(request.url).pathname} ${request.headers.get('authorization')}` : undefined,
        ({ status }) => status === 200,
      ),
  },
  {
    name: 'a cache without credentials in its key',
    killed: { requests: ['no token'], by: 'Status is 401' },
    before: (correct) =>
      cached(
        correct,
        (request) => (isList(request) || isDetails(request) ? request.url : undefined),
        ({ status }) => status === 200,
      ),
  },
  {
    name: 'a cache without the API key in its key',
    killed: { requests: ['a wrong API key'], by: 'Status is 403' },
    before: (correct) =>
      cached(
        correct,
        (request) =>
          isList(request) || isDetails(request) ? `${request.url} ${request.headers.get('authorization')}` : undefined,
        ({ status }) => status === 200,
      ),
  },
  {
    name: 'a cache that keeps refusals for everybody',
    killed: { requests: ['no token', 'no API key'], by: 'Status is 400' },
    before: (correct) =>
      cached(
        correct,
        ({ url, method }) => (method === 'GET' ? url : undefined),
        ({ status }) => status === 401,
      ),
  },
  {
    name: 'details give the item that was requested before',
    missing: 'details of two items in turn: each is the one asked for',
    before: (correct) => {
      let before: Response | undefined;
      return async (request) => {
        const response = await correct(request);
        if (!isDetails(request) || response.status !== 200) return response;
        const answer = before?.clone() ?? response.clone();
        before = response;
        return answer;
      };
    },
  },
  {
    name: 'details give the item that was requested before, whatever is asked',
    killed: { requests: ['Use case 4', 'an unknown incident_id'], by: 'Status is 404' },
    before: (correct) => {
      let before: Response | undefined;
      return async (request) => {
        const response = await correct(request);
        if (!isDetails(request) || response.status === 401 || response.status === 403) return response;
        const answer = before?.clone() ?? response.clone();
        if (response.status === 200) before = response;
        return answer;
      };
    },
  },
  {
    name: 'the total ignores filters on all pages but the first',
    missing: 'a filtered list with an offset: the total is that of the filtered list',
    before: (correct) => async (request) => {
      const query = new URL(request.url).searchParams;
      const response = await correct(request);
      const isLater = isList(request) && Number(query.get('offset')) > 0 && FILTERS.some((name) => query.has(name));
      if (isLater && response.headers.has('x-total-count')) response.headers.set('x-total-count', '60');
      return response;
    },
  },
  {
    name: 'a refusal holds the list in a member of its own',
    missing: 'any member of a refusal may hold items: look for ids that are known, at every depth',
    before: (correct) => async (request) => {
      const response = await correct(request);
      if (response.status !== 401) return response;
      return rewritten(response, (body) => ({ ...(body as object), incidents: [{ id: '2103M44704', status: 'New' }] }));
    },
  },
  {
    name: 'a refusal tells what is asked for in its description',
    missing: 'texts of a refusal may hold ids that are known, but for the one that was requested',
    before: (correct) => async (request) => {
      const response = await correct(request);
      if (response.status !== 401) return response;
      return rewritten(response, (body) => ({
        ...(body as object),
        description: 'No access to 2103M44704, 2103M45894',
      }));
    },
  },
  {
    name: 'a refusal holds an item without its id',
    missing: "members of an item that the refusal's own schema does not have",
    before: (correct) => async (request) => {
      const response = await correct(request);
      if (response.status !== 401) return response;
      const customer = { id: '100012', name: 'ACME France', location: { address: { country: 'FR' } } };
      return rewritten(response, (body) => ({ ...(body as object), shortDescription: 'Link down', customer }));
    },
  },
  {
    name: 'compressed answers are cut off',
    killed: { requests: ['Use case 2'], by: 'The body satisfies its schema' },
    before: (correct) => async (request) => {
      const response = await correct(request);
      if (!isList(request) || response.status !== 200) return response;
      const whole = gzipSync(Buffer.from(await response.arrayBuffer()));
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      headers.set('content-encoding', 'gzip');
      return new Response(new Uint8Array(whole.subarray(0, whole.length - 40)), { status: 200, headers });
    },
  },
  {
    name: 'what is compressed was cut off before',
    killed: { requests: ['Use case 2'], by: 'The body satisfies its schema' },
    before: (correct) => async (request) => {
      const response = await correct(request);
      if (!isList(request) || response.status !== 200) return response;
      const text = await response.text();
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      headers.set('content-encoding', 'gzip');
      return new Response(new Uint8Array(gzipSync(text.slice(0, 4096))), { status: 200, headers });
    },
  },
  {
    name: 'a method that is refused does its work all the same',
    missing: 'details of the item after its refused DELETE: it is still there',
    before: (correct) => {
      const gone = new Set<string>();
      return async (request) => {
        const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
        const response = await correct(request);
        if (request.method === 'DELETE' && id !== 'incidents') gone.add(id);
        if (isDetails(request) && gone.has(id)) return correct(at(request, (url) => (url.pathname += 'gone')));
        if (!isList(request) || gone.size === 0 || response.status !== 200) return response;
        const left = await rewritten(response, (items) =>
          (items as Incident[]).filter((item) => !gone.has(String(item['id']))),
        );
        left.headers.set('x-total-count', String(Number(left.headers.get('x-total-count')) - gone.size));
        left.headers.set('x-result-count', String(((await left.clone().json()) as Incident[]).length));
        return left;
      };
    },
  },
  {
    name: 'a token is good for one request',
    killed: { requests: ['Use case 2', 'Use case 3'], by: 'Status is 200' },
    before: (correct) => {
      const used = new Map<string, number>();
      return async (request) => {
        const token = request.headers.get('authorization') ?? '';
        const times = (used.get(token) ?? 0) + 1;
        if (token.startsWith('Bearer')) used.set(token, times);
        if (times <= 3) return correct(request);
        const headers = new Headers(request.headers);
        headers.delete('authorization');
        return correct(new Request(request.url, { method: request.method, headers }));
      };
    },
  },
];
