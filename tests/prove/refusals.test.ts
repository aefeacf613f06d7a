/** Refusals of an API that is described without a key of ours: what is asked, and servers that are broken by hand. */
import { beforeAll, describe, expect, it } from 'vitest';
import { requestsIn } from '../../src/postman/types.ts';
import { accepted } from '../helpers/accepted.ts';
import { brokenIn, type Fetch, notJudgedIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const problem = (description: string, examples: object = {}) => ({
  description,
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string' }, status: { type: 'integer' }, errorCode: { type: 'string' } },
      },
      examples,
    },
  },
});
const example = (errorCode: string, title: string) => ({ value: { title, errorCode, status: 400 } });

const parcel = {
  type: 'object',
  required: ['id', 'weight', 'state'],
  properties: { id: { type: 'integer' }, weight: { type: 'number' }, state: { type: 'string', enum: ['new', 'sent'] } },
};
const order = {
  type: 'object',
  required: ['weight', 'card', 'number'],
  additionalProperties: false,
  properties: {
    weight: { type: 'number', minimum: 0.1 },
    note: { type: 'string', maxLength: 20 },
    card: { type: 'string', pattern: '^[0-9]{8}$', writeOnly: true },
    number: { type: 'integer', readOnly: true },
  },
};

const refusals = {
  400: problem('The request is not well formed', {
    query: example('E_QUERY', 'Invalid query parameter'),
    missing: example('E_MISSING', 'Missing query parameter'),
    header: example('E_HEADER', 'Invalid header'),
    path: example('E_PATH', 'Invalid path parameter'),
    body: example('E_BODY', 'Invalid body'),
  }),
  401: problem('Who are you?', {
    none: example('E_NONE', 'Missing token'),
    wrong: example('E_WRONG', 'Invalid token'),
    key: example('E_KEY', 'Missing or invalid API key'),
  }),
  404: problem('Nothing there', { gone: example('E_GONE', 'Parcel not found') }),
  405: problem('No such method', { method: example('E_METHOD', 'Method not allowed') }),
};

const post = {
  openapi: '3.1.0',
  info: { title: 'Post', version: '1' },
  servers: [{ url: 'https://post.example/v1' }],
  security: [{ Door: [], Key: [] }],
  paths: {
    '/parcels': {
      get: {
        summary: 'Parcels',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          { name: 'state', in: 'query', schema: { type: 'string', enum: ['new', 'sent'] } },
          { name: 'day', in: 'query', schema: { type: 'string', format: 'date' } },
          {
            name: 'country',
            in: 'query',
            required: true,
            example: 'FR',
            schema: { type: 'string', pattern: '^[A-Z]{2}$' },
          },
          { name: 'X-Level', in: 'header', schema: { type: 'integer' } },
        ],
        responses: {
          200: { description: 'Many', content: { 'application/json': { schema: { type: 'array', items: parcel } } } },
          ...refusals,
        },
      },
      post: {
        summary: 'Send',
        requestBody: { required: true, content: { 'application/json': { schema: order } } },
        responses: { 201: { description: 'Sent' }, ...refusals },
      },
    },
    '/parcels/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        summary: 'Parcel',
        responses: { 200: { description: 'One', content: { 'application/json': { schema: parcel } } }, ...refusals },
      },
    },
  },
  components: {
    securitySchemes: { Door: { type: 'http', scheme: 'bearer' }, Key: { type: 'apiKey', in: 'query', name: 'key' } },
  },
};

let suite: Suite;

beforeAll(async () => {
  suite = await suiteOf(await accepted(post));
});

it('asks for what must be refused', () => {
  const contract = suite.collection.item.filter(({ name }) => name === 'Contract');
  const names = requestsIn({ item: contract }).map(({ name }) => name);
  expect(names.filter((name) => !/token|API key|=|twice|filtered by|paged|last item/.test(name))).toEqual([
    'Parcels: limit not a number',
    'Parcels: limit not an integer',
    'Parcels: limit below its minimum of 1',
    'Parcels: state not an allowed value',
    'Parcels: day not a valid date',
    'Parcels: day a day that does not exist',
    'Parcels: country not a match for its pattern',
    'Parcels: country missing',
    'Parcels: X-Level not a number',
    'Parcels: X-Level not an integer',
    'Send: weight missing',
    'Send: card missing',
    'Send: with a member that is not described',
    'Send: weight of another type',
    'Send: weight below 0.1',
    'Send: note of another type',
    'Send: note longer than 20',
    'Send: card of another type',
    'Send: card not matching the pattern ^[0-9]{8}$',
    'Parcel: id not a number',
    'Parcel: id not an integer',
    '/parcels: the undocumented method DELETE',
    '/parcels/{id}: the undocumented method DELETE',
    'Parcel: an unknown id',
    'Parcels: the first page',
    'Parcels: a single item',
  ]);
});

it('lets the correct server through, every assertion judged', async () => {
  const verdict = await tried(suite);
  expect({ broken: brokenIn(verdict), notJudged: notJudgedIn(verdict) }).toEqual({ broken: [], notJudged: [] });
});

/** The answers of the correct server, those of one status changed. */
function changing(status: number, change: (body: Record<string, unknown>, request: Request) => Response): Fetch {
  return async (request) => {
    const response = await suite.fetch(request);
    if (response.status !== status) return response;
    return change((await response.json()) as Record<string, unknown>, request);
  };
}

const as = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { 'Content-Type': 'application/problem+json' } });

describe.concurrent('a server that refuses otherwise is found out', () => {
  it.each<{ what: string; fetch: Fetch; want: string }>([
    {
      what: 'gives a code for every mistake',
      fetch: changing(400, (body) => as({ ...body, errorCode: 'E_QUERY' }, 400)),
      want: 'Parcels: country missing: The error code is E_MISSING',
    },
    {
      what: 'takes a missing token for a wrong one',
      fetch: changing(401, (body) => as({ ...body, errorCode: 'E_WRONG' }, 401)),
      want: 'Parcels: no token: The error code is E_NONE',
    },
    {
      what: 'tells another status in the problem than in the answer',
      fetch: changing(404, (body) => as({ ...body, status: 400 }, 404)),
      want: 'Parcel: an unknown id: The problem status is the HTTP status',
    },
    {
      what: 'finds something for every id',
      fetch: changing(404, () => Response.json({ id: 1, weight: 1, state: 'new' })),
      want: 'Parcel: an unknown id: Status is 404',
    },
    {
      what: 'shows the parcel beside the refusal',
      fetch: changing(401, (body) => as({ ...body, id: 1, weight: 1, state: 'new' }, 401)),
      want: 'Parcel: a wrong token: The error response contains no data',
    },
    {
      what: 'repeats the key of the query',
      fetch: changing(401, (body, { url }) =>
        as({ ...body, detail: `no such key: ${new URL(url).searchParams.get('key')}` }, 401),
      ),
      want: 'Parcels: a wrong API key (key): The error response repeats no credentials',
    },
    {
      what: 'breaks on a method that it does not know',
      fetch: changing(405, () => as({ title: 'Oops' }, 500)),
      want: '/parcels: the undocumented method DELETE: Status is 405 or 401',
    },
    {
      what: 'takes any country',
      fetch: async (request) => {
        const url = new URL(request.url);
        if (url.searchParams.has('country')) url.searchParams.set('country', 'FR');
        return suite.fetch(new Request(url, { method: request.method, headers: request.headers }));
      },
      want: 'Parcels: country not a match for its pattern: Status is 400',
    },
  ])('where it $what', async ({ fetch, want }) => {
    const [name] = want.split(/: (?=The|Status)/);
    expect(brokenIn(await tried(suite, { fetch, ...(name !== undefined && { only: name }) }))).toContain(want);
  });
});
