import { describe, expect, it } from 'vitest';
import { ask, at, idsAt, type ListApi, serve, THINGS, things } from './api.ts';

const paged: ListApi = {
  list: {
    items: '/data',
    count: '/meta/count',
    total: '/meta/total',
    limit: 'per_page',
    page: 'page',
    next: '/meta/next',
    says: {
      page: '/meta/page',
      limit: '/meta/per_page',
      pages: '/meta/pages',
      'has-next': '/meta/more',
      'is-last': '/meta/last',
    },
  },
  parameters: {
    page: { type: 'integer', minimum: 1, default: 1 },
    per_page: { type: 'integer', minimum: 1, maximum: 5, default: 3 },
  },
  body: {
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: THINGS,
      meta: {
        type: 'object',
        required: ['count', 'total', 'page', 'pages'],
        properties: {
          count: { type: 'integer' },
          total: { type: 'integer' },
          page: { type: 'integer' },
          per_page: { type: 'string' },
          pages: { type: 'integer' },
          more: { type: 'boolean' },
          last: { type: 'boolean' },
          next: { type: ['string', 'null'] },
          previous: { type: 'string' },
          version: { const: '7' },
        },
      },
    },
  },
};

const url = (query: string) => `https://things.test/v1/things${query}`;

describe('pages by number', () => {
  it.each([
    {
      query: '',
      ids: '1,2,3',
      meta: {
        count: 3,
        total: 7,
        page: 1,
        pages: 3,
        per_page: '3',
        more: true,
        last: false,
        next: url('?page=2'),
        version: '7',
      },
    },
    {
      query: '?page=3&per_page=3',
      ids: '7',
      meta: {
        count: 1,
        total: 7,
        page: 3,
        pages: 3,
        per_page: '3',
        more: false,
        last: true,
        next: null,
        previous: url('?page=2&per_page=3'),
        version: '7',
      },
    },
    {
      query: '?page=9&per_page=5',
      ids: '',
      meta: {
        count: 0,
        total: 7,
        page: 9,
        pages: 2,
        per_page: '5',
        more: false,
        last: true,
        next: null,
        previous: url('?page=2&per_page=5'),
        version: '7',
      },
    },
  ])('answers "$query" with $ids and what it says of the page', async ({ query, ids, meta }) => {
    const answer = await ask(serve(paged), query);
    expect([answer.status, idsAt(answer, '/data')]).toEqual([200, ids]);
    expect(at(answer, '/meta')).toEqual(meta);
  });

  it('counts an empty list as no page', async () => {
    const answer = await ask(serve(paged, []));
    expect(at(answer, '/meta')).toMatchObject({
      count: 0,
      total: 0,
      page: 1,
      pages: 0,
      more: false,
      last: true,
      next: null,
    });
  });

  it('has null at the end where OpenAPI 3.0 says that there may be one', async () => {
    const text = JSON.stringify(paged.body).replace('["string","null"]', '"string","nullable":true');
    const server = serve({ ...paged, version: '3.0.3', body: JSON.parse(text) as object });
    expect(at(await ask(server), '/meta/next')).toBe(url('?page=2'));
    expect(at(await ask(server, '?page=3'), '/meta/next')).toBeNull();
  });

  it.each(['?page=0', '?page=-1', '?page=x', '?page=', '?per_page=6', '?per_page=0', '?page=1&page=2'])(
    'refuses "%s"',
    async (query) => {
      expect((await ask(serve(paged), query)).status).toBe(400);
    },
  );

  it('begins with 0 where the parameter may be that', async () => {
    const server = serve({ ...paged, parameters: { ...paged.parameters, page: { type: 'integer', minimum: 0 } } });
    expect(idsAt(await ask(server), '/data')).toBe('1,2,3');
    const second = await ask(server, '?page=1');
    expect([idsAt(second, '/data'), at(second, '/meta/page'), at(second, '/meta/next')]).toEqual([
      '4,5,6',
      1,
      url('?page=2'),
    ]);
  });

  it.each([
    { name: 'no parameter, no hint', parameters: {}, body: THINGS, want: 20 },
    { name: 'the most that the array may hold', parameters: {}, body: { ...THINGS, maxItems: 4 }, want: 4 },
    {
      name: 'the most that the parameter allows',
      parameters: { per_page: { type: 'integer', maximum: 6 } },
      body: THINGS,
      want: 6,
    },
  ])('has pages of a size of its own where none is told: $name', async ({ parameters, body, want }) => {
    const list = { page: 'page', ...('per_page' in parameters && { limit: 'per_page' }) };
    const server = serve({ list, parameters: { page: { type: 'integer' }, ...parameters }, body }, things(45));
    expect(at(await ask(server), '')).toHaveLength(want);
    expect(at(await ask(server, '?page=2'), '/0/id')).toBe(want + 1);
  });
});
