/** What is asked only because the description declares the answer: defaults, codes, ties, what belongs to an item. */
import { expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const entry = {
  type: 'object',
  required: ['id', 'title', 'happened_at', 'kind'],
  properties: {
    id: { type: 'string' },
    title: { type: 'string' },
    happened_at: { type: 'string', format: 'date-time' },
    kind: { type: 'string', enum: ['arrival', 'departure'] },
  },
};
const note = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const integer = { type: 'integer', minimum: 1 };
const refusal = (code: string, message: string) =>
  json({ type: 'object', required: ['code'] }, { example: { code, message } });
const missing = {
  404: { description: 'Nothing there.', 'x-cause': 'unknown-resource', ...refusal('gone', 'Entry not found') },
};
const id = { name: 'id', in: 'path', required: true, example: 'entry-0001', schema: { type: 'string' } };
const pageOf = (items: object, more: object = {}) => ({
  type: 'object',
  required: ['items', 'total'],
  properties: { items: { type: 'array', items }, total: { type: 'integer' }, ...more },
});

const logbook = {
  openapi: '3.1.0',
  info: { title: 'Logbook', version: '1' },
  servers: [{ url: 'https://logbook.example/v1' }],
  paths: {
    '/entries': {
      get: {
        summary: 'Entries',
        'x-list': {
          items: '/items',
          total: '/total',
          page: 'page',
          limit: 'per_page',
          sort: {
            parameter: 'sort_by',
            keys: ['happened_at', 'id'],
            direction: { parameter: 'order', ascending: 'asc', descending: 'desc' },
            ties: 'id',
          },
        },
        parameters: [
          { name: 'page', in: 'query', schema: integer },
          { name: 'per_page', in: 'query', schema: { ...integer, maximum: 50, default: 10 } },
          { name: 'sort_by', in: 'query', schema: { enum: ['happened_at', 'id'] } },
          { name: 'order', in: 'query', schema: { type: 'string', enum: ['asc', 'desc'], default: 'asc' } },
        ],
        responses: { 200: { description: 'A page.', ...json(pageOf(entry)) } },
      },
    },
    '/entries/{id}': {
      parameters: [id],
      get: { summary: 'Entry', responses: { 200: { description: 'One.', ...json(entry) }, ...missing } },
    },
    '/entries/{id}/notes': {
      // An example of its own, which need not be an id that the list shows.
      parameters: [{ ...id, example: 'only-in-the-example' }],
      get: {
        summary: 'Notes',
        responses: { 200: { description: 'All.', ...json({ type: 'array', items: note }) }, ...missing },
      },
    },
    '/events': {
      get: {
        summary: 'Events',
        'x-list': {
          items: '/items',
          total: '/total',
          limit: 'limit',
          cursor: { parameter: 'cursor', next: '/next_cursor' },
        },
        parameters: [
          { name: 'limit', in: 'query', schema: { ...integer, maximum: 50, default: 10 } },
          {
            name: 'cursor',
            in: 'query',
            schema: { type: 'string' },
          },
        ],
        responses: {
          200: { description: 'A page.', ...json(pageOf(entry, { next_cursor: { type: ['string', 'null'] } })) },
          400: {
            description: 'A cursor is unknown.',
            'x-cause': 'invalid-cursor',
            ...refusal('bad_cursor', 'Cursor unknown.'),
          },
        },
      },
    },
    '/events/{id}': {
      parameters: [id],
      get: { summary: 'Event', responses: { 200: { description: 'One.', ...json(entry) }, ...missing } },
    },
  },
};

const suite = await suiteOf(logbook);

/** The correct server, the answers to some requests replaced. */
const instead =
  (isMeant: (url: URL) => boolean, answer: (url: URL, request: Request) => Response | Promise<Response>): Fetch =>
  async (request) => {
    const url = new URL(request.url);
    return isMeant(url) ? answer(url, request) : suite.fetch(request);
  };
const asking = (request: Request, url: URL) => suite.fetch(new Request(url, { headers: request.headers }));

it('is asked, and the correct server is right', async () => {
  const verdict = await tried(suite);
  expect(brokenIn(verdict)).toEqual([]);
  expect(verdict.requests.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Entries: sorted by happened_at, without order',
      'Notes: an unknown id',
      'Events: an unknown cursor',
    ]),
  );
});

it.concurrent.each<{ what: string; only: string; fetch: Fetch; want: string }>([
  {
    what: 'descends where no direction is given',
    only: 'without order',
    fetch: instead(
      (url) => url.searchParams.has('sort_by') && !url.searchParams.has('order'),
      (url, request) => {
        url.searchParams.set('order', 'desc');
        return asking(request, url);
      },
    ),
    want: 'Entries: sorted by happened_at, without order: The items are sorted by happened_at (ascending) and id (ascending)',
  },
  {
    what: 'has no notes of an entry that there is not, rather than refusing',
    only: 'Notes: an unknown id',
    fetch: instead(
      (url) => url.pathname.endsWith('/notes'),
      () => Response.json([]),
    ),
    want: 'Notes: an unknown id: Status is 404',
  },
  {
    what: 'refuses a cursor for another cause',
    only: 'an unknown cursor',
    fetch: instead(
      (url) => url.searchParams.has('cursor'),
      () => Response.json({ code: 'bad_request' }, { status: 400 }),
    ),
    want: 'Events: an unknown cursor: The error code is bad_cursor',
  },
])('a server that $what', async ({ only, fetch, want }) => {
  expect(brokenIn(await tried(suite, { fetch, only }))).toContain(want);
});
