import { describe, expect, it } from 'vitest';
import { ask, idsAt, type ListApi, serve, THINGS } from './api.ts';

const sorted = (sort: object, parameters: Readonly<Record<string, object>>): ListApi => ({
  list: { sort: { parameter: 'sort', ...sort } },
  parameters,
  body: THINGS,
});

const TEXT = { type: 'string' };
/** Of seven things, cheap ones first; and those of a price as they are stored. */
const CHEAP = '5,6,7,2,3,4,1';
const DEAR = '1,2,3,4,5,6,7';

const APIS = {
  minus: sorted({ keys: ['price', 'id'] }, { sort: { ...TEXT, default: 'price,-id' } }),
  words: sorted({ keys: ['price'], ascending: '{key} asc', descending: '{key} desc' }, { sort: TEXT }),
  suffix: sorted({ keys: ['price'], descending: '{key}:desc' }, { sort: TEXT }),
  array: sorted({ keys: ['price', 'kind'] }, { sort: { type: 'array', items: TEXT } }),
  direction: sorted(
    { keys: ['price', 'id'], direction: { parameter: 'order', ascending: 'up', descending: 'down' } },
    { sort: { ...TEXT, default: 'price' }, order: { ...TEXT, enum: ['up', 'down'], default: 'down' } },
  ),
  rank: sorted({ keys: ['kind'], ranks: { kind: ['red', 'blue'] } }, { sort: TEXT }),
  names: sorted(
    { keys: ['price'], ascending: 'cheapest', descending: 'dearest' },
    { sort: { ...TEXT, enum: ['cheapest', 'dearest', 'relevance'] } },
  ),
  // A default may be another order than those that are declared.
  unknown: sorted(
    { keys: ['price'], ascending: '{key},asc', several: false },
    { sort: { ...TEXT, default: 'best,desc' } },
  ),
} satisfies Record<string, ListApi>;

describe('an order', () => {
  it.each([
    { api: 'minus', query: '', want: '7,6,5,4,3,2,1' },
    { api: 'minus', query: '?sort=price', want: CHEAP },
    { api: 'minus', query: '?sort=-price', want: DEAR },
    { api: 'minus', query: '?sort=-price,-id', want: '1,4,3,2,7,6,5' },
    { api: 'words', query: '', want: DEAR },
    { api: 'words', query: '?sort=price%20asc', want: CHEAP },
    { api: 'words', query: '?sort=price+desc', want: DEAR },
    { api: 'words', query: '?sort=price+asc,id+desc', want: '7,6,5,4,3,2,1' },
    { api: 'suffix', query: '?sort=price:desc,id', want: DEAR },
    { api: 'suffix', query: '?sort=price', want: CHEAP },
    { api: 'array', query: '?sort=kind&sort=price', want: '6,2,4,5,7,3,1' },
    { api: 'array', query: '?sort=kind,price', want: '6,2,4,5,7,3,1' },
    { api: 'direction', query: '', want: DEAR },
    { api: 'direction', query: '?order=up', want: CHEAP },
    { api: 'direction', query: '?sort=id&order=down', want: '7,6,5,4,3,2,1' },
    { api: 'rank', query: '?sort=kind', want: '1,3,5,7,2,4,6' },
    { api: 'rank', query: '?sort=-kind', want: '2,4,6,1,3,5,7' },
    { api: 'names', query: '?sort=cheapest', want: CHEAP },
    { api: 'names', query: '?sort=dearest', want: DEAR },
    { api: 'names', query: '?sort=relevance', want: DEAR },
    { api: 'unknown', query: '', want: DEAR },
  ] as const)('by $api: "$query" gives $want', async ({ api, query, want }) => {
    const answer = await ask(serve(APIS[api]), query);
    expect([answer.status, idsAt(answer, '')]).toEqual([200, want]);
  });

  it.each([
    { api: 'minus', query: '?sort=' },
    { api: 'minus', query: '?sort=-' },
    { api: 'minus', query: '?sort=size' },
    { api: 'minus', query: '?sort=price,size' },
    { api: 'minus', query: '?sort=--price' },
    { api: 'words', query: '?sort=price' },
    { api: 'words', query: '?sort=price+down' },
    { api: 'words', query: '?sort=%20asc' },
    { api: 'suffix', query: '?sort=price:up' },
    { api: 'direction', query: '?sort=price,id' },
    { api: 'direction', query: '?order=left' },
    { api: 'direction', query: '?sort=-price' },
    { api: 'names', query: '?sort=price' },
    { api: 'unknown', query: '?sort=best,asc' },
  ] as const)('by $api that there is not is refused: "$query"', async ({ api, query }) => {
    expect((await ask(serve(APIS[api]), query)).status).toBe(400);
  });
});
