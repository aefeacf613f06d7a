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
