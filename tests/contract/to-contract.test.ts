import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toUseCases } from '../../src/model/read-use-cases.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { ORDERS, ordersModel } from '../helpers/orders.ts';

const none = async () => undefined;

async function requestsOf(from: unknown) {
  const { groups } = await toContract(toModel(from), [], none);
  return groups.flatMap(({ entries }) => entries.map(({ request }) => request));
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
  const names = (groups: Awaited<ReturnType<typeof toContract>>['groups']) =>
    groups.map(({ name, entries }) => [name, ...entries.map(({ request }) => request.name)]);

  it('asks for each operation, by tag, and for what must hold besides', async () => {
    const { groups } = await toContract(ordersModel, [], none);
    expect(names(groups)).toEqual([
      ['Orders', 'GET /orders', 'GET /orders/{order_id}'],
      [
        'Contract',
        'No token',
        'A wrong token',
        'No API key (X-Key)',
        'An unknown order_id',
        'A bad take',
        'A second page',
        'Sorted by placed, ascending',
        'Sorted by two keys',
        'A filter that matches nothing',
        'The unfiltered total',
      ],
    ]);
  });

  it('shows use cases first, and hands on what they keep', async () => {
    const useCases = toUseCases({ document: { workflows }, locate: () => ({}) }, ordersModel);
    const { groups } = await toContract(ordersModel, useCases, none);
    expect(names(groups)[0]).toEqual(['Use cases', 'All', 'One']);
    const [all, one] = groups[0]?.entries ?? [];
    expect(all?.request.keeps).toEqual([{ variable: 'order_id', body: '/data/0/id' }]);
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

  it.fails.each([
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
