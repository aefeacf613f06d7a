/** By which page size a list is read for a comparison, and which mutants of a page no assertion could kill. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { type Entry, entriesOf } from '../../src/contract/types.ts';
import { aboutOf } from '../../src/postman/about.ts';
import { toMutants } from '../../src/prove/mutants.ts';
import { pageContent } from '../../src/rules/page-content.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const item = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, price: { type: 'number' } } };
const query = (name: string, schema: object) => ({ name, in: 'query', schema });

async function contractOf(limit: object, list: Members = {}) {
  const parameters = [query('limit', limit), query('page', { type: 'integer' }), query('sort', { type: 'string' })];
  const responses = { 200: { description: '', ...json({ type: 'array', items: item }) } };
  const sort = { parameter: 'sort', keys: ['price'] };
  const get = operation({ parameters, responses, 'x-list': { limit: 'limit', page: 'page', sort, ...list } });
  return toContract(toModel(document({ paths: { '/a': { get } } })), [], async () => undefined);
}

const named = (entries: readonly Entry[], name: string) => entries.find(({ request }) => request.name.includes(name));

it.each([
  { limit: { type: 'integer', maximum: 100 }, of: 'largest', want: 99 },
  { limit: { type: 'integer', maximum: 100 }, of: 'ascending', want: 99 },
  { limit: { type: 'integer', maximum: 100 }, of: 'first page', want: undefined },
  { limit: { type: 'integer', maximum: 100, multipleOf: 10 }, of: 'largest', want: 50 },
  { limit: { type: 'integer', minimum: 100, maximum: 100 }, of: 'largest', want: undefined },
  { limit: { type: 'integer', default: 20 }, of: 'twice', want: 19 },
  { limit: { type: 'integer', default: 20, maximum: 50 }, of: 'twice', want: 49 },
])('for a limit of $limit, the request "$of" is compared with pages of $want', async ({ limit, of, want }) => {
  const contract = await contractOf(limit);
  const entry = named(entriesOf(contract), of);
  expect(entry && aboutOf(entry, contract.model)).toMatchObject({ list: 'get /a' });
  expect(entry && aboutOf(entry, contract.model)?.size).toBe(want);
});

const SHORT = { fullPages: false, sort: { parameter: 'sort', keys: ['price'], stable: false } };

it.each([
  { prices: [1, 1, 1], want: 'no mutant', list: SHORT },
  { prices: [1, 1, 2], want: 'a mutant', list: SHORT },
  { prices: [1], want: 'a mutant', list: SHORT },
  { prices: [1, 1, 1], want: 'a mutant', list: { fullPages: true } },
])('the first of the items with the prices $prices, left out, is $want: $list', async ({ prices, list, want }) => {
  const contract = await contractOf({ type: 'integer', maximum: 100 }, list);
  const entry = named(entriesOf(contract), 'ascending');
  const body = prices.map((price, index) => ({ id: `${index}`, price }));
  const mutants = toMutants(contract).filter(({ assertion }) => assertion.rule === pageContent.id);
  const first = mutants.find((mutant) => mutant.entry === entry)?.mutation;
  const changed = first?.change({ status: 200, headers: {}, body }, {});
  expect(changed ? 'a mutant' : 'no mutant').toBe(want);
});

it('an item knows what the list that it is compared with requires', async () => {
  const required = { ...query('ids', { type: 'string' }), required: true, example: 'a,b' };
  const header = (name: string) => ({ name, in: 'header', required: true, schema: { type: 'string' }, example: 'x' });
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const list = { 200: { description: '', ...json({ type: 'array', items: item }) } };
  const paths = {
    '/a': {
      get: operation({
        parameters: [required, header('X-Trace'), header('X-Both')],
        responses: list,
        'x-list': { id: '/id' },
      }),
    },
    '/a/{id}': {
      get: operation({
        summary: 'One',
        parameters: [id, header('x-both')],
        responses: { 200: { description: '', ...json(item) } },
      }),
    },
  };
  const contract = await toContract(toModel(document({ paths })), [], async () => undefined);
  const entry = entriesOf(contract).find(({ request }) => request.name === 'One');
  expect(entry && aboutOf(entry, contract.model)).toMatchObject({
    list: 'get /a',
    required: [['ids', 'a,b']],
    headers: [{ key: 'X-Trace', value: 'x' }],
  });
});

it('a filter that is required stays in the requests for the whole list', async () => {
  const filters = [
    { ...query('shop', { type: 'string' }), required: true, example: 'a' },
    query('price', { type: 'number' }),
  ];
  const shop = {
    type: 'object',
    required: ['id', 'shop'],
    properties: { ...item.properties, shop: { type: 'string' } },
  };
  const responses = { 200: { description: '', ...json({ type: 'array', items: shop }) } };
  const get = operation({ summary: 'List', parameters: filters, responses, 'x-list': { filters: ['shop', 'price'] } });
  const contract = await toContract(toModel(document({ paths: { '/a': { get } } })), [], async () => undefined);
  const filtersOf = (name: string) => {
    const entry = named(entriesOf(contract), name);
    return entry && aboutOf(entry, contract.model)?.filters?.map(({ parameter }) => parameter);
  };
  expect(filtersOf('List: filtered by shop a')).toBeUndefined();
  expect(filtersOf('List: all filters at once')).toEqual(['price']);
});

it('the values of a name that is sent several times are one text, as they stand in the query', async () => {
  const fields = {
    ...query('fields', { type: 'array', items: { type: 'string' } }),
    required: true,
    example: ['z', 'a'],
  };
  const responses = { 200: { description: '', ...json({ type: 'array', items: item }) } };
  const get = operation({ parameters: [fields], responses, 'x-list': {} });
  const contract = await toContract(toModel(document({ paths: { '/a': { get } } })), [], async () => undefined);
  const [entry] = entriesOf(contract);
  expect(entry && aboutOf(entry, contract.model)?.query).toEqual({ fields: 'a&fields=z' });
});
