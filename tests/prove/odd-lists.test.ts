/** Lists that keep to their description in ways one would not guess: none is called wrong, and a wrong one still is. */
import { describe, expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

interface Ticket {
  readonly id: string;
  readonly team: string;
  readonly state: string;
}

const text = { type: 'string' };
const ticket = { type: 'object', required: ['id', 'team', 'state'], properties: { id: text, team: text, state: text } };
const page = {
  type: 'object',
  required: ['tickets'],
  properties: {
    tickets: { type: 'array', items: ticket },
    total: { type: 'integer' },
    offset: { type: 'integer' },
  },
};
const query = (name: string, schema: object = text) => ({ name, in: 'query', schema });

const suite = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Tickets', version: '1' },
  servers: [{ url: 'https://tickets.example/v1' }],
  paths: {
    '/tickets': {
      get: {
        summary: 'Tickets',
        'x-list': {
          items: '/tickets',
          total: '/total',
          limit: 'limit',
          offset: 'offset',
          says: { offset: '/offset' },
          ordered: false,
          filters: ['team', 'state'],
        },
        parameters: [
          query('team'),
          query('state', { type: 'string', enum: ['open', 'closed'] }),
          query('limit', { type: 'integer', minimum: 1, maximum: 50 }),
          query('offset', { type: 'integer', minimum: 0 }),
        ],
        responses: {
          200: { description: 'All', ...json(page) },
          206: { description: 'A part', ...json(page) },
          204: { description: 'None' },
        },
      },
    },
  },
});

const TICKETS: readonly Ticket[] = Array.from({ length: 24 }, (_, index) => ({
  id: `t/${index}`,
  team: ['blue & red', 'green'][index % 2] ?? '',
  state: index % 5 === 0 ? 'closed' : 'open',
}));

interface Oddity {
  /** Items that a request without this filter does not show. */
  readonly isHidden?: (ticket: Ticket, asked: URLSearchParams) => boolean;
  readonly order?: (tickets: readonly Ticket[], asked: URLSearchParams) => readonly Ticket[];
  readonly facts?: (total: number, offset: number) => object;
  readonly status?: (shown: readonly Ticket[], total: number) => number;
  readonly headers?: Readonly<Record<string, string>>;
}

function server({ isHidden = () => false, order = (all) => all, facts, status = () => 200, headers }: Oddity): Fetch {
  return async (request) => {
    const asked = new URL(request.url).searchParams;
    const [team, state] = [asked.get('team'), asked.get('state')];
    const matching = TICKETS.filter(
      (one) => (!team || one.team === team) && (!state || one.state === state) && !isHidden(one, asked),
    );
    const offset = Number(asked.get('offset') ?? 0);
    const shown = order(matching, asked).slice(offset, offset + Number(asked.get('limit') ?? 50));
    const code = status(shown, matching.length);
    if (code === 204) return new Response(null, { status: 204 });
    const body = { tickets: shown, ...(facts ?? ((total) => ({ total, offset })))(matching.length, offset) };
    return Response.json(body, { status: code, headers: headers ?? {} });
  };
}

describe.concurrent('a correct list', () => {
  it.each<{ what: string; odd: Oddity; notJudged: readonly string[] }>([
    {
      what: 'that hides closed tickets unless they are asked for',
      odd: { isHidden: ({ state }, asked) => state === 'closed' && asked.get('state') !== 'closed' },
      notJudged: ['empty-list'],
    },
    {
      what: 'in another order where it is filtered, since no order is described',
      odd: { order: (all, asked) => (asked.has('team') || asked.has('state') ? all.toReversed() : all) },
      notJudged: ['empty-list'],
    },
    { what: 'without what is optional', odd: { facts: () => ({}) }, notJudged: ['not-present'] },
    {
      what: 'answered 206 where it is a part',
      odd: { status: (shown, total) => (shown.length < total ? 206 : 200) },
      notJudged: ['empty-list'],
    },
    {
      what: 'answered 204 where it is empty',
      odd: { status: (shown) => (shown.length === 0 ? 204 : 200) },
      notJudged: ['other-status'],
    },
    {
      what: 'of JSON with parameters in another case',
      odd: { headers: { 'Content-Type': 'Application/JSON;odata=verbose;Charset="UTF-8"' } },
      notJudged: ['empty-list'],
    },
  ])('$what', async ({ odd, notJudged }) => {
    const verdict = await tried(suite, { fetch: server(odd) });
    const reasons = notJudgedIn(verdict).map((line) => line.replace(/^.*: /, ''));
    expect({ broken: brokenIn(verdict), notJudged: [...new Set(reasons)] }).toEqual({ broken: [], notJudged });
  });
});

describe.concurrent('a wrong list', () => {
  it.each<{ what: string; odd: Oddity; only: string; want: string }>([
    {
      what: 'counts only the page',
      odd: { facts: (_, offset) => ({ total: 1, offset }) },
      only: 'filtered by state closed',
      want: '/total counts all matching items',
    },
    {
      what: 'leaves out a matching item',
      odd: { isHidden: ({ id }, asked) => id === 't/2' && asked.has('state') },
      only: 'filtered by state open',
      want: 'No matching item is missing',
    },
    {
      what: 'answers an undocumented success',
      odd: { status: () => 202 },
      only: 'filtered by state open',
      want: 'Status is 200, 204 or 206',
    },
    {
      what: 'says a wrong offset',
      odd: { facts: (total) => ({ total, offset: 99 }) },
      only: 'filtered by state open',
      want: '/offset is the requested offset',
    },
    {
      what: 'says another media type',
      odd: { headers: { 'Content-Type': 'text/json' } },
      only: 'filtered by state open',
      want: 'Content-Type is application/json',
    },
  ])('$what', async ({ odd, only, want }) => {
    const broken = brokenIn(await tried(suite, { fetch: server(odd), only }));
    expect(broken.some((line) => line.endsWith(`: ${want}`))).toBe(true);
  });
});

describe('headers that describe the page', () => {
  const header = { required: true, schema: { type: 'integer' } };
  const paged = suiteOf({
    openapi: '3.1.0',
    info: { title: 'Tickets', version: '1' },
    servers: [{ url: 'https://tickets.example/v1' }],
    paths: {
      '/tickets': {
        get: {
          summary: 'Tickets',
          'x-list': { page: 'page', limit: 'size', total: 'X-Total', says: { page: 'X-Page', pages: 'X-Pages' } },
          parameters: [
            query('page', { type: 'integer', minimum: 1, default: 1 }),
            query('size', { type: 'integer', minimum: 1, maximum: 20, default: 5 }),
          ],
          responses: {
            200: {
              description: 'All',
              headers: { 'X-Total': header, 'X-Page': header, 'X-Pages': header },
              ...json({ type: 'array', items: ticket }),
            },
          },
        },
      },
    },
  });

  it.each([
    { wrong: undefined, want: undefined },
    { wrong: 'X-Page', want: 'X-Page is the requested page' },
    { wrong: 'X-Pages', want: 'X-Pages is the number of pages' },
  ])('wrong: $wrong', async ({ wrong, want }) => {
    const { fetch, ...rest } = await paged;
    const changed: Fetch = async (request) => {
      const response = await fetch(request);
      if (wrong !== undefined && response.ok) response.headers.set(wrong, '1000');
      return response;
    };
    const broken = brokenIn(await tried({ fetch, ...rest }, { fetch: changed, only: 'the second page' }));
    expect(broken).toEqual(want === undefined ? [] : [expect.stringContaining(want)]);
  });
});

describe('a list whose pages begin after an item', () => {
  const customers = suiteOf({
    openapi: '3.1.0',
    info: { title: 'Customers', version: '1' },
    servers: [{ url: 'https://customers.example/v1' }],
    paths: {
      '/customers': {
        get: {
          summary: 'Customers',
          'x-list': {
            items: '/data',
            limit: 'limit',
            cursor: { parameter: 'starting_after' },
            says: { 'has-next': '/has_more' },
          },
          parameters: [query('limit', { type: 'integer', minimum: 1, maximum: 20 }), query('starting_after')],
          responses: {
            200: {
              description: 'All',
              ...json({
                type: 'object',
                required: ['data'],
                properties: {
                  data: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: text } } },
                  has_more: { type: 'boolean' },
                },
              }),
            },
          },
        },
      },
    },
  });

  interface Wrong {
    readonly size?: number;
    readonly more?: (more: boolean) => boolean | undefined;
    /** Where the items after that of the cursor begin, from it. */
    readonly gap?: number;
  }

  const serve =
    ({ size = 27, more = (one) => one, gap = 1 }: Wrong): Fetch =>
    async (request) => {
      const asked = new URL(request.url).searchParams;
      const all = Array.from({ length: size }, (_, index) => ({ id: `c${(index * 7) % size}` }));
      const after = asked.get('starting_after');
      const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + gap;
      const data = all.slice(start, start + Number(asked.get('limit') ?? 10));
      return Response.json({ data, has_more: more(start + data.length < size) });
    };

  const MORE = '/has_more is true exactly when more items follow';

  it.each<{ what: string; wrong: Wrong | undefined; want?: string }>([
    { what: 'of the reference server', wrong: undefined },
    { what: 'that is right', wrong: {} },
    { what: 'that says nothing at its end', wrong: { more: (more) => more || undefined } },
    { what: 'that always has more', wrong: { more: () => true }, want: MORE },
    { what: 'that never has more', wrong: { more: () => false }, want: MORE },
    { what: 'that leaves out an item', wrong: { gap: 2 }, want: 'no item is missing or repeated' },
  ])('$what', async ({ wrong, want }) => {
    const suite = await customers;
    const broken = brokenIn(await tried(suite, { ...(wrong && { fetch: serve(wrong) }), only: 'page by page' }));
    expect(broken.filter((line) => want === undefined || line.includes(want))).toEqual(
      want === undefined ? [] : [expect.stringContaining(want)],
    );
  });
});
