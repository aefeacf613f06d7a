import { describe, expect, it } from 'vitest';
import { toListQuery } from '../../src/contract/list-query.ts';
import type { Argument } from '../../src/rules/request.ts';
import { argument, operationOf, ordersModel } from '../helpers/orders.ts';

const orders = operationOf(ordersModel, 'orders');
const query = (...given: Argument[]) => toListQuery(orders, given, ordersModel);

describe('what a request asks of a list', () => {
  it('is nothing, where nothing is asked', () => {
    expect(query()).toEqual({
      list: orders.list,
      filters: [],
      sort: [],
      isPart: false,
      empty: false,
      parameters: { part: ['take', 'skip'], filters: [] },
      most: { parameter: 'take', size: 50 },
    });
  });

  it.each([
    { given: argument('skip', '10'), want: { offset: 10 } },
    { given: argument('skip', '0'), want: { offset: 0 } },
    { given: argument('take', '5'), want: { limit: 5 } },
    { given: argument('take', 'many'), want: { filters: [] } },
    { given: argument('take', '-1'), want: { filters: [] } },
    {
      given: argument('by', 'price'),
      want: { sort: [{ key: { order: 'number' }, descending: false }] },
    },
    {
      given: argument('by', '-placed,price'),
      want: { sort: [{ key: { member: '/placed' }, descending: true }, { key: { member: '/price' } }] },
    },
    { given: argument('by', 'price,unknown'), want: { sort: [] } },
    {
      given: argument('city', 'Lyon'),
      want: { filters: [{ parameter: 'city', member: '/buyer/city', value: { text: 'Lyon' } }] },
    },
    {
      given: argument('buyer.age', '7'),
      want: { filters: [{ parameter: 'buyer.age', member: '/buyer/age', value: { text: '7' } }] },
    },
    { given: argument('a/b~c', '7'), want: { filters: [{ member: '/a~1b~0c' }] } },
    { given: argument('any', 'x'), want: { filters: [] } },
    { given: argument('take', '5', { enabled: false }), want: { filters: [], sort: [] } },
    { given: argument('city', 'Lyon', { in: 'header' }), want: { filters: [] } },
  ])('$given.name = $given.value.text, in $given.in', ({ given, want }) => {
    const found = query(given);
    expect(found).toMatchObject(want);
    if (!('limit' in want)) expect(found?.limit).toBeUndefined();
    if (!('offset' in want)) expect(found?.offset).toBeUndefined();
  });

  it('may be the value of a variable', () => {
    const value = { kind: 'variable', name: 'c', initial: 'Lyon' } as const;
    expect(query(argument('city', '', { value }))?.filters).toMatchObject([{ parameter: 'city', value }]);
  });

  it('is nothing of an operation without a list', () => {
    expect(toListQuery(operationOf(ordersModel, 'order'), [], ordersModel)).toBeUndefined();
  });
});
