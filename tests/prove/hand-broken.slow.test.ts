import { describe, expect, it } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { entriesOf } from '../../src/contract/types.ts';
import type { Item } from '../../src/postman/types.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { type Fetch, incidentSuite, notKeptIn, tried } from '../helpers/suite.ts';

type Incident = Record<string, unknown>;

const suite = await incidentSuite();
const { model, fetch: right } = suite;
const withoutChecks = createReferenceServer(
  { ...model, operations: model.operations.map((operation) => ({ ...operation, security: [] })) },
  data,
);

/** Ask the correct server another request than the one that came. */
async function asking(
  request: Request,
  change: (query: URLSearchParams) => void,
  fetch: Fetch = right,
): Promise<Response> {
  const url = new URL(request.url);
  change(url.searchParams);
  const body = request.body ? await request.text() : undefined;
  return fetch(
    new Request(url, { method: request.method, headers: request.headers, ...(body !== undefined && { body }) }),
  );
}

const same = (request: Request) => asking(request, () => {});

/** Change the items of a list, leaving its headers as they are. */
async function changing(
  request: Request,
  change: (items: Incident[], query: URLSearchParams) => Incident[],
): Promise<Response> {
  const response = await same(request);
  if (!response.headers.has('x-result-count')) return response;
  const items = change((await response.json()) as Incident[], new URL(request.url).searchParams);
  const headers = new Headers(response.headers);
  headers.set('X-Result-Count', String(items.length));
  headers.delete('content-length');
  return new Response(JSON.stringify(items), { status: response.status, headers });
}

async function withHeader(
  request: Request,
  name: string,
  value: (response: Response, query: URLSearchParams) => string | undefined,
) {
  const response = await same(request);
  const text = value(response, new URL(request.url).searchParams);
  if (text !== undefined && response.headers.has(name)) response.headers.set(name, text);
  return response;
}

let turn = 0;

/** Whether a URL is that of an incident that is not there. */
function isUnknown(url: string): boolean {
  const id = /\/incidents\/([^/?]+)$/.exec(url)?.[1];
  return id !== undefined && !data['/incidents'].some((incident) => incident.id === id);
}

/** Servers that break the contract as real ones do. None of this is known to the rules. */
const BROKEN: readonly { readonly name: string; readonly fetch: Fetch; readonly want: string }[] = [
  {
    name: 'offset counts from one',
    fetch: (request) =>
      asking(
        request,
        (query) => query.has('offset') && query.set('offset', String(Math.max(0, Number(query.get('offset')) - 1))),
      ),
    want: 'The page contains the items 10 to 29 of the whole list',
  },
  {
    name: 'offset is taken for a page number',
    fetch: (request) =>
      asking(
        request,
        (query) =>
          query.has('offset') &&
          query.set('offset', String(Number(query.get('offset')) * Number(query.get('limit') ?? 1))),
      ),
    want: 'The page contains the items 10 to 29 of the whole list',
  },
  {
    name: 'limit is ignored where the list is sorted',
    fetch: (request) => asking(request, (query) => query.has('sort') && query.delete('limit')),
    want: 'The page contains at most 20 items',
  },
  {
    name: 'several filters join by OR',
    fetch: async (request) => {
      const query = new URL(request.url).searchParams;
      if (!query.has('priority') || !query.has('location.address.country')) return same(request);
      return asking(request, (all) => all.delete('priority'));
    },
    want: 'Every item has priority "P1"',
  },
  {
    name: 'the second page forgets the filter',
    fetch: (request) =>
      asking(
        request,
        (query) => query.get('limit') === '3' && query.has('offset') && query.delete('location.address.country'),
      ),
    want: 'Read page by page, no item is missing or repeated',
  },
  {
    name: 'pages after the first are longer than asked for',
    fetch: (request) =>
      asking(
        request,
        (query) => query.get('limit') === '7' && Number(query.get('offset')) > 0 && query.set('limit', '30'),
      ),
    want: 'Read page by page, no item is missing or repeated',
  },
  {
    name: 'the details of pending incidents have another priority',
    fetch: async (request) => {
      const response = await same(request);
      if (!/\/incidents\/[^/?]+$/.test(request.url) || response.status !== 200) return response;
      const item = (await response.json()) as Incident;
      return Response.json(item['status'] === 'PENDING' ? { ...item, priority: 'P9' } : item, {
        headers: response.headers,
      });
    },
    want: 'The details of sampled items agree with the list',
  },
  {
    name: 'who has credentials may delete',
    fetch: async (request) => {
      const response = await same(request);
      return request.method === 'DELETE' && request.headers.has('authorization') && request.headers.has('x-api-key')
        ? new Response(null, { status: 204 })
        : response;
    },
    want: 'Status is 405, 400 or 401',
  },
  {
    name: 'a filter looks at the first page only',
    fetch: (request) =>
      changing(request, (items, query) => (query.has('priority') ? items.filter((_, index) => index < 5) : items)),
    want: 'No matching item is missing',
  },
  {
    name: 'an unknown value of a filter is ignored',
    fetch: (request) =>
      asking(
        request,
        (query) =>
          query.get('location.address.country') === "no-one's-value" && query.delete('location.address.country'),
      ),
    want: 'The list is empty',
  },
  {
    name: 'the total is that of the page',
    fetch: (request) =>
      withHeader(request, 'X-Total-Count', (response) => response.headers.get('X-Result-Count') ?? undefined),
    want: 'X-Total-Count counts all items',
  },
  {
    name: 'the count is that of the whole list',
    fetch: (request) =>
      withHeader(request, 'X-Result-Count', (response) => response.headers.get('X-Total-Count') ?? undefined),
    want: 'X-Result-Count is the number of items returned',
  },
  {
    name: 'the total ignores filters',
    fetch: (request) => withHeader(request, 'X-Total-Count', () => '60'),
    want: 'X-Total-Count counts all matching items',
  },
  {
    name: 'the second sort key is ignored',
    fetch: (request) => asking(request, (query) => query.set('sort', (query.get('sort') ?? '').split(',')[0] ?? '')),
    want: 'The items are sorted by priority (ascending) and createdAt (descending)',
  },
  {
    name: 'a minus before a key is ignored',
    fetch: (request) =>
      asking(request, (query) => query.has('sort') && query.set('sort', (query.get('sort') ?? '').replaceAll('-', ''))),
    want: 'The items are sorted by createdAt (descending)',
  },
  {
    name: 'equal items come in another order each time',
    fetch: (request) =>
      changing(request, (items) => {
        turn += 1;
        const place = (item: Incident) => (Number(/\d+$/.exec(String(item['id']))?.[0]) * turn) % 61;
        return items.toSorted((a, b) => (a['createdAt'] === b['createdAt'] ? place(a) - place(b) : 0));
      }),
    want: 'The same request gives the same response',
  },
  {
    name: 'a page overlaps its neighbour by one',
    fetch: (request) => asking(request, (query) => Number(query.get('offset')) >= 10 && query.set('offset', '9')),
    want: 'The page contains the items 10 to 19 of the whole list',
  },
  {
    name: 'an unknown id gives some incident',
    fetch: (request) =>
      isUnknown(request.url)
        ? right(new Request(request.url.replace(/[^/]*$/, '2103M44704'), { headers: request.headers }))
        : same(request),
    want: 'Status is 404',
  },
  {
    name: 'details are those of another incident',
    fetch: (request) => asking(new Request(request.url.replace('2103M44704', '2103M45894'), request), () => {}),
    want: 'The item has the requested id',
  },
  {
    name: 'nobody checks who asks',
    fetch: (request) => asking(request, () => {}, withoutChecks.fetch),
    want: 'Status is 401',
  },
  {
    name: 'a date has a month 13',
    fetch: (request) =>
      changing(request, (items) =>
        items.map((item, index) => (index === 3 ? { ...item, createdAt: '2021-13-01T00:00:00Z' } : item)),
      ),
    want: 'The body satisfies its schema',
  },
];

/** Some requests that make an assertion, and those that capture an id or a value for others: enough to see it broken, and quick. */
function promising(title: string): (item: Item) => boolean {
  const entries = entriesOf(suite.contract).filter(({ request }) => request.endpoint === undefined);
  const keeping = entries.filter(({ request }) => request.captures.length > 0);
  const meant = entries.filter(({ assertions }) => assertions.some((assertion) => assertion.title === title));
  const names = new Set([...keeping, ...meant.slice(0, 3)].map(({ request }) => request.name));
  return ({ name }) => names.has(name);
}

describe.concurrent('the suite sees servers that are broken by hand', () => {
  it.each(BROKEN)('where $name', async ({ fetch, want }) => {
    const broken = notKeptIn(await tried(suite, { fetch, only: promising(want) }));
    expect(broken).toContainEqual(expect.stringContaining(`: ${want}`));
  });
});
