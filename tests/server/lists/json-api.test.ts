/** A list as JSON:API has it: https://jsonapi.org/format/1.1/ */
import { describe, expect, it } from 'vitest';
import { ask, at, idsAt, type ListApi, serve } from './api.ts';

const resource = {
  type: 'object',
  required: ['type', 'id', 'attributes'],
  properties: {
    type: { const: 'things' },
    id: { type: 'string' },
    attributes: {
      type: 'object',
      properties: { category: { type: 'string' }, stock: { type: 'integer' }, rare: { type: 'boolean' } },
    },
  },
};

const link = { type: ['string', 'null'], format: 'uri-reference' };

const api: ListApi = {
  list: {
    items: '/data',
    total: '/meta/page/total',
    limit: 'page[size]',
    page: 'page[number]',
    next: '/links/next',
    sort: { parameter: 'sort', keys: ['attributes.stock'] },
    filters: [
      { parameter: 'filter[category]', member: 'attributes.category' },
      { parameter: 'filter[stock]', member: 'attributes.stock' },
      { parameter: 'filter[rare]', member: 'attributes.rare' },
      { parameter: 'filter[type]', member: 'type' },
    ],
  },
  parameters: {
    'page[size]': { type: 'integer', minimum: 1, default: 2 },
    'page[number]': { type: 'integer', minimum: 1 },
    sort: { type: 'string' },
    'filter[category]': { type: 'array', items: { type: 'string' } },
    'filter[stock]': { type: 'number' },
    'filter[rare]': { type: 'boolean' },
    'filter[type]': { type: 'string', default: 'things' },
  },
  body: {
    type: 'object',
    required: ['data', 'links', 'meta'],
    properties: {
      data: { type: 'array', items: resource },
      links: {
        type: 'object',
        required: ['self', 'next', 'prev'],
        properties: { self: link, next: link, prev: link, first: link, last: link },
      },
      meta: { type: 'object', properties: { page: { type: 'object', properties: { total: { type: 'integer' } } } } },
      jsonapi: { type: 'object', properties: { version: { const: '1.1' } } },
    },
  },
  example: { data: [], links: { self: '/v1/things', next: '/v1/things?page%5Bnumber%5D=2', prev: null }, meta: {} },
};

const holder = { type: 'object', properties: { version: { type: 'string' }, data: resource } };

const items = [
  { type: 'things', id: 'a', attributes: { category: 'x', stock: 3, rare: true } },
  { type: 'things', id: 'b', attributes: { category: 'y', stock: 2, rare: false } },
  { type: 'things', id: 'c', attributes: { category: 'x', stock: 1, rare: false } },
  { type: 'things', id: 'd', attributes: { category: 'z', stock: 0 } },
  { type: 'others', id: 'e', attributes: { category: 'z', stock: 9 } },
];

const server = serve(api, items);

describe('JSON:API', () => {
  it.each([
    { query: '', want: 'a,b', total: 4 },
    { query: '?page[number]=2&page[size]=3', want: 'd', total: 4 },
    { query: '?filter[category]=x', want: 'a,c', total: 2 },
    { query: '?filter%5Bcategory%5D=x,z&page[size]=9', want: 'a,c,d', total: 3 },
    { query: '?filter[category]=x&filter[category]=y&page[size]=9', want: 'a,b,c', total: 3 },
    { query: '?filter[stock]=2.0', want: 'b', total: 1 },
    { query: '?filter[rare]=false&sort=attributes.stock', want: 'c,b', total: 2 },
    { query: '?filter[category]=x&filter[rare]=true', want: 'a', total: 1 },
    { query: '?filter[type]=others', want: 'e', total: 1 },
    { query: '?filter[type]=things&filter[category]=z', want: 'd', total: 1 },
    { query: '?sort=-attributes.stock&page[size]=9', want: 'a,b,c,d', total: 4 },
  ])('answers "$query" with $want of $total', async ({ query, want, total }) => {
    const answer = await ask(server, query);
    expect([idsAt(answer, '/data'), at(answer, '/meta'), at(answer, '/jsonapi')]).toEqual([
      want,
      { page: { total } },
      { version: '1.1' },
    ]);
  });

  it.each(['?filter[stock]=many', '?filter[rare]=1', '?page[size]=0'])('refuses "%s"', async (query) => {
    expect((await ask(server, query)).status).toBe(400);
  });

  it('links as the example does: from the root, and null where there is nothing', async () => {
    const page = (number: number) => `/v1/things?page%5Bnumber%5D=${number}`;
    expect(at(await ask(server), '/links')).toEqual({
      self: '/v1/things',
      first: page(1),
      prev: null,
      next: page(2),
      last: page(2),
    });
    expect(at(await ask(server, '?page[number]=2'), '/links')).toMatchObject({ prev: page(1), next: null });
  });

  it.each([
    { name: 'in the member that must be one', details: { ...holder, required: ['data'] } },
    { name: 'in the member that may be one', details: holder },
    { name: 'where the list says', details: { ...holder, properties: {} }, list: { ...api.list, details: '/data' } },
  ])('shows one thing $name', async ({ details, list = api.list }) => {
    const answer = await ask(serve({ ...api, list, details }, items), 'https://things.test/v1/things/c');
    expect(at(answer, '/data')).toEqual(items[2]);
  });
});

describe('links as objects (HAL)', () => {
  const href = { type: 'object', required: ['href'], properties: { href: { type: 'string', format: 'uri' } } };
  const hal: ListApi = {
    list: { items: '/_embedded/things', offset: 'offset', limit: 'limit', next: '/_links/next/href' },
    parameters: { offset: { type: 'integer' }, limit: { type: 'integer' } },
    body: {
      type: 'object',
      properties: {
        _embedded: { type: 'object', properties: { things: { type: 'array', items: resource } } },
        _links: { type: 'object', required: ['self'], properties: { self: href, next: href, prev: href } },
      },
    },
  };
  const url = (query: string) => ({ href: `https://things.test/v1/things${query}` });

  it.each([
    { query: '?limit=2', want: { self: url('?limit=2'), next: url('?limit=2&offset=2') } },
    { query: '?limit=2&offset=2', want: { self: url('?limit=2&offset=2'), prev: url('?limit=2&offset=0') } },
    { query: '', want: { self: url('') } },
  ])('has no object for what is not there: "$query"', async ({ query, want }) => {
    expect(at(await ask(serve(hal, items.slice(0, 4)), query), '/_links')).toEqual(want);
  });
});
