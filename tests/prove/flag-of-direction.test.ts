/** An order whose direction is a flag: `sort_by=name&desc=true`, as FastAPI's applications have it. */
import { expect, it } from 'vitest';
import { document, json, operation } from '../helpers/builders.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const item = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const parameters = [
  { name: 'sort_by', in: 'query', schema: { enum: ['name'], default: 'name' } },
  { name: 'desc', in: 'query', schema: { type: 'boolean', default: false } },
];
const direction = { parameter: 'desc', ascending: 'false', descending: 'true' };
const list = { id: '/id', sort: { parameter: 'sort_by', keys: ['name'], direction } };
const responses = { 200: { description: '', ...json({ type: 'array', items: item }) } };
const get = operation({ summary: 'Heroes', 'x-list': list, parameters, responses });
const suite = await suiteOf(document({ paths: { '/heroes': { get } } }));

const HEROES = ['spider', 'ant', 'wasp', 'hulk'].map((name, id) => ({ id, name }));

async function broken(isDescending: (asked: URLSearchParams) => boolean) {
  const fetch = async ({ url }: Request) => {
    const sorted = HEROES.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return Response.json(isDescending(new URL(url).searchParams) ? sorted.toReversed() : sorted);
  };
  return brokenIn(await tried(suite, { fetch }));
}

it('is right where the server reads it', async () => {
  expect(await broken((asked) => asked.get('desc') === 'true')).toEqual([]);
});

it('is wrong where the server ignores it, or its default is not so', async () => {
  expect((await broken(() => false)).join()).toContain('The items are sorted by name (descending)');
  const fallback = 'Heroes: sorted by name, without desc: The items are sorted by name (ascending)';
  expect(await broken((asked) => asked.get('desc') !== 'false')).toContain(fallback);
});
