import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf, type Group } from '../../src/contract/types.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { ORDERS, ordersModel } from '../helpers/orders.ts';

const none = async () => undefined;

async function requestsOf(from: unknown) {
  return entriesOf(await toContract(toModel(from), [], none)).map(({ request }) => request);
}

const workflows = [
  {
    workflowId: 'all',
    summary: 'All',
    steps: [
      {
        stepId: 'list',
        operationId: 'orders',
        parameters: [{ name: 'city', in: 'query', value: 'Lyon' }],
        outputs: { id: '$response.body#/data/0/id' },
      },
    ],
    outputs: { order_id: '$steps.list.outputs.id' },
  },
  {
    workflowId: 'one',
    summary: 'One',
    steps: [
      {
        stepId: 'look',
        operationId: 'order',
        parameters: [{ name: 'order_id', in: 'path', value: '$workflows.all.outputs.order_id' }],
      },
    ],
  },
];

describe('the contract of an API', () => {
  /** The name of each folder, its requests, and the folders in it. */
  const names = (groups: readonly Group[]): readonly unknown[] =>
    groups.map(({ name, entries, groups: inner }) => [
      name,
      ...entries.map(({ request }) => request.name),
      ...names(inner),
    ]);

  it('asks for each operation, by tag, and for what must hold besides', async () => {
    const { groups } = await toContract(ordersModel, [], none);
    expect(names(groups)).toEqual([
      ['Orders', 'GET /orders', 'GET /orders/{order_id}'],
      [
        'Contract',
        [
          'Access',
          'GET /orders: no token',
          'GET /orders: no API key (X-Key)',
          'GET /orders: a wrong token',
          'GET /orders: the token with the Basic scheme',
          'GET /orders: an expired token',
          'GET /orders: a wrong API key (X-Key)',
          'GET /orders/{order_id}: no token',
          'GET /orders/{order_id}: no API key (X-Key)',
          'GET /orders/{order_id}: a wrong token',
          'GET /orders/{order_id}: an expired token',
          'GET /orders/{order_id}: a wrong API key (X-Key)',
        ],
        [
          'Details',
          'GET /orders/{order_id}: an unknown order_id',
          'GET /orders: the same request twice',
          'GET /orders/{order_id}: the last item of the list',
        ],
        [
          'Pages',
          'GET /orders: page by page',
          'GET /orders: the first page',
          'GET /orders: the second page',
          'GET /orders: from the second item',
          'GET /orders: a single item',
          'GET /orders: the largest take',
        ],
        [
          'Order',
          'GET /orders: sorted by placed, ascending',
          'GET /orders: sorted by price, ascending',
          'GET /orders: sorted by price, descending',
          'GET /orders: sorted by two keys',
          'GET /orders: sorted by two keys, reversed',
          'GET /orders: page by page, sorted by price',
        ],
        [
          'Filters',
          'GET /orders: filtered by city, a value from the list',
          'GET /orders: filtered by part of a value of city',
          'GET /orders: a filter that matches nothing',
          'GET /orders: filtered, sorted and paged',
        ],
      ],
    ]);
  });

  it('shows use cases first, and hands on what they keep', async () => {
    const useCases = readUseCases({ document: { workflows }, locate: () => ({}) }, ordersModel).useCases;
    const { groups } = await toContract(ordersModel, useCases, none);
    expect(names(groups)[0]).toEqual(['Use cases', 'All', 'One']);
    const [all, one] = groups[0]?.entries ?? [];
    expect(all?.request.captures).toEqual([{ kind: 'member', variable: 'order_id', body: '/data/0/id' }]);
    expect(one?.request.arguments).toMatchObject([
      { name: 'order_id', value: { kind: 'variable', name: 'order_id', initial: 'text' } },
      { name: 'city', enabled: false, value: { text: 'Lyon' } },
    ]);
  });
});

describe('no two requests share an id, for importing anew would replace one by the other', () => {
  const item = {
    parameters: [{ name: 'id', in: 'path', schema: { type: 'string' } }],
    get: { responses: { 200: json({}), 404: json({}) } },
  };

  const idsOf = async (from: unknown) => (await requestsOf(from)).map(({ id }) => id);

  it('of an API with a list', async () => {
    const ids = await idsOf(ORDERS);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of an API with several lists', async () => {
    const list = { get: operation({ 'x-list': {}, responses: { 200: json({ type: 'array', items: {} }) } }) };
    const paths = { '/a': list, '/a/{id}': item, '/b': list, '/b/{id}': item };
    const ids = await idsOf(document({ paths }));
    expect(ids.filter((id) => id.includes('unknown'))).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    { what: 'paths that differ by braces alone', paths: { '/a/{id}': item, '/a/id': { get: operation() } } },
    {
      what: 'names without a Latin letter',
      paths: { '/a': { get: operation({ operationId: '東京' }) }, '/b': { get: operation({ operationId: '大阪' }) } },
    },
  ])('of $what', async ({ paths }) => {
    const ids = await idsOf(document({ paths }));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a parameter of a path', () => {
  const shop = (more: object) =>
    document({
      paths: {
        '/orders/{id}': { get: operation({ operationId: 'order', parameters: [{ name: 'id', in: 'path', ...more }] }) },
        '/orders': {
          get: operation({
            operationId: 'orders',
            responses: {
              200: { links: { one: { operationId: 'order', parameters: { order: '$response.body#/0/no' } } } },
            },
          }),
        },
      },
    });

  it.each([
    { what: 'its example', more: { example: 'a/b' }, want: { kind: 'text', text: 'a/b' } },
    {
      what: 'a variable, where it has none',
      more: { schema: { type: 'integer' } },
      want: { kind: 'variable', name: 'id', initial: '0' },
    },
  ])('is $what', async ({ more, want }) => {
    const [first] = await requestsOf(shop(more));
    expect(first?.arguments).toMatchObject([{ name: 'id', value: want }]);
  });
});
