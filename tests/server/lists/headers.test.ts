import { describe, expect, it } from 'vitest';
import { ask, idsAt, type ListApi, linksOf, serve, THINGS } from './api.ts';

const header = (example?: string) => ({
  schema: { type: 'string' },
  required: true,
  ...(example !== undefined && { example }),
});

const ranged = (example?: string): ListApi => ({
  list: { total: 'Content-Range', offset: 'offset', limit: 'limit', filters: ['kind'] },
  parameters: {
    offset: { type: 'integer', minimum: 0 },
    limit: { type: 'integer', minimum: 0 },
    kind: { type: 'string' },
  },
  headers: { 'Content-Range': header(example) },
  body: THINGS,
});

describe('Content-Range', () => {
  it.each([
    { query: '', want: 'items 0-6/7' },
    { query: '?offset=2&limit=3', want: 'items 2-4/7' },
    { query: '?offset=6&limit=3', want: 'items 6-6/7' },
    { query: '?offset=7', want: 'items */7' },
    { query: '?limit=0', want: 'items */7' },
    { query: '?kind=green', want: 'items */0' },
  ])('says of "$query": $want', async ({ query, want }) => {
    expect((await ask(serve(ranged()), query)).headers.get('Content-Range')).toBe(want);
  });

  it('has the unit that the description shows', async () => {
    expect((await ask(serve(ranged('things 0-24/319')))).headers.get('Content-Range')).toBe('things 0-6/7');
  });
});

const linked = (paging: object, parameters: object, example?: string): ListApi => ({
  list: { next: 'Link', limit: 'limit', ...paging },
  parameters: { ...parameters, limit: { type: 'integer', minimum: 1, default: 3 } },
  headers: { Link: header(example) },
  body: THINGS,
});

const byPage = linked({ page: 'page[number]' }, { 'page[number]': { type: 'integer', minimum: 1 } });
const byOffset = linked({ offset: 'offset' }, { offset: { type: 'integer', minimum: 0 } });

describe('the header Link', () => {
  const page = (number: number, more = '') => `https://things.test/v1/things?${more}page%5Bnumber%5D=${number}`;

  it.each([
    { query: '', want: { first: page(1), next: page(2), last: page(3) } },
    { query: '?page[number]=2', want: { first: page(1), prev: page(1), next: page(3), last: page(3) } },
    { query: '?page[number]=3', want: { first: page(1), prev: page(2), last: page(3) } },
    { query: '?page[number]=9', want: { first: page(1), prev: page(3), last: page(3) } },
    { query: '?limit=7', want: { first: page(1, 'limit=7&'), last: page(1, 'limit=7&') } },
  ])('leads from "$query" to the pages around', async ({ query, want }) => {
    expect(linksOf((await ask(serve(byPage), query)).headers)).toEqual(want);
  });

  it.each([
    { name: 'a page number', api: byPage },
    { name: 'an offset', api: byOffset },
  ])('leads through the whole list and back, by $name', async ({ api }) => {
    const server = serve(api);
    const read: string[] = [];
    let last = '';
    for (let next: string | undefined = '?limit=2&foo=a%20b'; next !== undefined; ) {
      const answer = await ask(server, next);
      read.push(idsAt(answer, ''));
      last = next;
      next = linksOf(answer.headers)['next'];
    }
    expect(read).toEqual(['1,2', '3,4', '5,6', '7']);
    expect(new URL(last).searchParams.get('foo')).toBe('a b');
    const { prev = '', last: end } = linksOf((await ask(server, last)).headers);
    expect([idsAt(await ask(server, prev), ''), end]).toEqual(['5,6', last]);
  });

  it.each([
    { example: '</v1/things?offset=3>; rel="next"', want: '/v1/things?offset=3' },
    { example: '<?offset=3>; rel="next"', want: '?offset=3' },
    { example: '<https://other.example/>; rel="next"', want: 'https://things.test/v1/things?offset=3' },
  ])('is spelled like $example', async ({ example, want }) => {
    const api = linked({ offset: 'offset' }, { offset: { type: 'integer' } }, example);
    expect(linksOf((await ask(serve(api))).headers)['next']).toBe(want);
  });
});
