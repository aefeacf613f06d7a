/** Servers that do not know what was made up, and servers that refuse everything for that: neither is called wrong, and neither is ticked. */
import { describe, expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, notJudgedIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const text = { type: 'string' };
const none = { description: 'None' };
const id = (name: string) => ({ name, in: 'path', required: true, schema: text });
const account = { type: 'object', required: ['id'], properties: { id: text } };
const order = { type: 'object', required: ['percent'], properties: { percent: { type: 'integer', maximum: 100 } } };
const made = (more: object = {}) => ({ description: 'Made', ...json(account), ...more });

const bank = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Bank', version: '1' },
  servers: [{ url: 'https://bank.example/v1' }],
  paths: {
    '/health': { get: { summary: 'Health', responses: { 200: { description: 'Well' } } } },
    '/accounts': {
      post: {
        summary: 'Open',
        requestBody: json(order),
        responses: { 201: made({ headers: { Location: { schema: text } } }) },
      },
    },
    '/accounts/{id}': {
      get: { summary: 'Account', parameters: [id('id')], responses: { 200: made(), 404: none } },
    },
    '/accounts/{id}/cards': {
      get: { summary: 'Cards', parameters: [id('id')], responses: { 200: made() } },
    },
    '/mandates': {
      post: {
        summary: 'Sign',
        requestBody: json(order),
        responses: {
          200: made({ links: { next: { operationId: 'mandate', parameters: { ref: '$response.body#/id' } } } }),
        },
      },
    },
    '/m/{ref}': {
      get: {
        operationId: 'mandate',
        summary: 'Mandate',
        parameters: [id('ref')],
        responses: { 200: made(), 404: none },
      },
    },
    '/devices/{serial}/discount': {
      put: {
        summary: 'Discount',
        parameters: [id('serial')],
        requestBody: json(order),
        responses: { 204: none, 400: none, 404: none },
      },
    },
  },
});

const refusing =
  (status: number, isRefused: (request: Request) => boolean): Fetch =>
  async (request) =>
    isRefused(request) ? new Response(null, { status }) : bank.fetch(request);
const at =
  (...parts: readonly string[]) =>
  ({ url }: Request) =>
    parts.some((part) => url.includes(part));
const AN_ID = ['/accounts/', '/m/', '/discount'];

const IDS = ['Account', 'Cards', 'Mandate'];

describe('an id of what was not created', () => {
  it('need not be known where nothing may be written', async () => {
    const verdict = await tried(bank, { fetch: refusing(404, at(...AN_ID)), live: true });
    expect(brokenIn(verdict)).toEqual([]);
    const notJudged = notJudgedIn(verdict);
    expect(notJudged).toEqual(expect.arrayContaining(IDS.map((name) => `${name}: unknown-data`)));
  });

  it('is judged as before where the server knows it', async () => {
    const verdict = await tried(bank, { live: true });
    expect(brokenIn(verdict)).toEqual([]);
    expect(notJudgedIn(verdict).filter((one) => one.endsWith('unknown-data'))).toEqual([]);
  });

  it('is known where it was created', async () => {
    const broken = brokenIn(await tried(bank, { fetch: refusing(404, at('/accounts/', '/m/')) }));
    expect(broken).toEqual(expect.arrayContaining(['Account: Status is 200', 'Cards: Status is 200']));
  });
});

describe('an invalid body for a made-up id', () => {
  const sent = (fetch: Fetch) => tried(bank, { fetch, only: 'Discount: percent', live: true, writes: 'all' });

  it('is not ticked by the 404 that a valid one gets', async () => {
    const verdict = await sent(refusing(404, at('/discount')));
    expect(brokenIn(verdict)).toEqual([]);
    const outcomes = verdict.requests.flatMap(({ assertions }) => assertions.map(({ outcome }) => outcome.kind));
    expect(new Set(outcomes)).toEqual(new Set(['not-judged']));
  });

  it.each([
    { status: 400, isBroken: false },
    { status: 204, isBroken: true },
    { status: 500, isBroken: true },
  ])('is judged by $status', async ({ status, isBroken }) => {
    const verdict = await sent(refusing(status, at('/discount')));
    expect(brokenIn(verdict).length > 0).toBe(isBroken);
    expect(notJudgedIn(verdict)).toEqual([]);
  });
});

const integer = { type: 'integer' };
const asked = (name: string, schema: object) => ({ name, in: 'query', schema });

/** A list of records, whose pages are counted from zero items or from one page. */
const recordsSuite = (paging: object, position: string): Promise<Suite> =>
  suiteOf({
    openapi: '3.1.0',
    info: { title: 'Records', version: '1' },
    servers: [{ url: 'https://records.example' }],
    paths: {
      '/records': {
        get: {
          summary: 'Records',
          'x-list': { filters: ['owner'], limit: 'limit', ...paging },
          parameters: [asked('owner', text), asked('limit', integer), asked(position, integer)],
          responses: { 200: { description: 'All', ...json({ type: 'array', items: account }) }, 400: none },
        },
      },
    },
  });

const RECORDS = Array.from({ length: 5 }, (_, index) => ({ id: `r${index}`, owner: `o${index % 2}` }));

/** Refuses a page on which no item is, and an owner that is none. */
const strict =
  (status: number): Fetch =>
  async (request) => {
    const query = new URL(request.url).searchParams;
    const owner = query.get('owner');
    const numbers = ['limit', 'offset', 'page'].map((name) => query.get(name) ?? '1');
    const isWrong = (owner !== null && !/^o[01]$/.test(owner)) || !numbers.every((one) => /^\d+$/.test(one));
    if (isWrong) return new Response(null, { status: 400 });
    const found = RECORDS.filter((one) => owner === null || one.owner === owner);
    const limit = Number(query.get('limit') ?? 100);
    const from = query.has('page') ? (Number(query.get('page')) - 1) * limit : Number(query.get('offset') ?? 0);
    const shown = found.slice(from, from + limit);
    return shown.length === 0 && from > 0 ? new Response(null, { status }) : Response.json(shown);
  };

describe.each([
  { paging: { offset: 'offset' }, position: 'offset' },
  { paging: { page: 'page' }, position: 'page' },
])('a short list with $position', async ({ paging, position }) => {
  const suite = await recordsSuite(paging, position);

  it.each([404, 416, 400])('may have no second page, by %i', async (status) => {
    const verdict = await tried(suite, { fetch: strict(status) });
    expect(brokenIn(verdict)).toEqual([]);
    const notJudged = notJudgedIn(verdict);
    expect(notJudged).toContain('Records: the second page: last-page');
    expect(notJudged).toContain('Records: a filter that matches nothing: unknown-data');
  });

  it('has one, if it is long enough', async () => {
    const verdict = await tried(suite, { fetch: async () => new Response(null, { status: 404 }), only: 'first page' });
    expect(brokenIn(verdict)).not.toEqual([]);
  });
});
