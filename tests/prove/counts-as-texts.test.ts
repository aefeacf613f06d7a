/** Counts that are texts of digits: int64 of protocol buffers, `IEEE754Compatible` of OData. */
import { expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const digits = { type: 'string', pattern: '^\\d+$' };
const numbers = {
  total: { anyOf: [{ type: 'number' }, { type: 'string' }] },
  count: digits,
  pages: { type: 'string', format: 'int64' },
  size: { type: ['string', 'integer'] },
};
const body = {
  type: 'object',
  required: ['items', ...Object.keys(numbers)],
  properties: {
    items: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
    ...numbers,
  },
};
const suite = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Ledger', version: '1' },
  servers: [{ url: 'https://ledger.example' }],
  paths: {
    '/rows': {
      get: {
        summary: 'Rows',
        'x-list': {
          items: '/items',
          total: '/total',
          count: '/count',
          limit: 'size',
          page: 'page',
          says: { pages: '/pages', limit: '/size' },
        },
        parameters: ['size', 'page'].map((name) => ({
          name,
          in: 'query',
          schema: { type: 'integer', minimum: 1, maximum: 50 },
        })),
        responses: { 200: { description: 'A page.', ...json(body) } },
      },
    },
  },
});

/** The correct server, which writes its counts as texts, after a change to them. */
const asTexts =
  (change: (counts: Record<string, number>) => object = (counts) => counts): Fetch =>
  async (request) => {
    const response = await suite.fetch(request);
    if (!response.ok) return response;
    const answer = (await response.json()) as Record<string, unknown>;
    const counts = Object.fromEntries(Object.keys(numbers).map((name) => [name, Number(answer[name])]));
    const texts = Object.entries(change(counts)).map(([name, value]) => [name, String(value)]);
    return Response.json(
      { ...answer, ...Object.fromEntries(texts) },
      { headers: { 'content-type': 'application/json' } },
    );
  };

it('are right as numbers and as texts', async () => {
  expect(brokenIn(await tried(suite))).toEqual([]);
  expect(brokenIn(await tried(suite, { fetch: asTexts() }))).toEqual([]);
});

it.each(Object.keys(numbers))('%s is wrong one too high', async (name) => {
  const fetch = asTexts((counts) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }));
  expect(brokenIn(await tried(suite, { fetch })).filter((broken) => broken.includes(`: /${name} `))).not.toEqual([]);
});
