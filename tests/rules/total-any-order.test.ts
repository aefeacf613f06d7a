/** A list without a stable order: its total is judged all the same, and what depends on the order is not. */
import { expect, it } from 'vitest';
import { document, json, operation } from '../helpers/builders.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const ITEMS = Array.from({ length: 6 }, (_, id) => ({ id }));

/** Each response begins at another item. Pages are cut from that order. */
function listOf(total: number): Fetch {
  let calls = 0;
  return async ({ url }) => {
    calls += 1;
    const all = [...ITEMS.slice(calls % 6), ...ITEMS.slice(0, calls % 6)];
    const limit = Number(new URL(url).searchParams.get('limit') ?? 6);
    return Response.json(all.slice(0, limit), { headers: { 'X-Total': String(total) } });
  };
}

it('reports a wrong total, and accuses no right one', async () => {
  const items = { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } } };
  const list = operation({
    'x-list': { ordered: false, limit: 'limit', total: 'X-Total' },
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 10 } }],
    responses: {
      200: {
        description: 'ok',
        ...json(items),
        headers: { 'X-Total': { required: true, schema: { type: 'integer' } } },
      },
    },
  });
  const suite = await suiteOf(document({ paths: { '/a': { get: list } } }));
  expect(brokenIn(await tried(suite, { fetch: listOf(6), live: true }))).toEqual([]);
  const broken = brokenIn(await tried(suite, { fetch: listOf(7), live: true }));
  expect(broken.length).toBeGreaterThan(0);
  for (const line of broken) expect(line).toMatch(/X-Total counts all items/);
});
