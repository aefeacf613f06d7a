/** Which paths continue others, and what lists and items end in. */
import { describe, expect, it } from 'vitest';
import { continuationOf, endsOf, itemBelow, keyedOf, stemOf, toAbove } from '../../src/model/paths-below.ts';
import { document, operation, toModel } from '../helpers/builders.ts';

describe('a path', () => {
  it.each([
    { path: '/orders/{id}', want: { above: '/orders', parameter: 'id', end: '' } },
    { path: '/orders/{id}/', want: { above: '/orders', parameter: 'id', end: '/' } },
    { path: '/orders/{id}.json', want: { above: '/orders.json', parameter: 'id', end: '.json' } },
    { path: '/orders/{id}:cancel', want: undefined },
    { path: '/orders/{id}/lines', want: undefined },
    { path: '/orders/{id}.{format}', want: undefined },
    { path: '/orders/no-{id}', want: undefined },
  ])('$path continues $want', ({ path, want }) => {
    expect(continuationOf(path)).toEqual(want);
  });

  it.each([
    { list: '/orders', item: '/orders/{id}', want: ['', ''] },
    { list: '/orders/', item: '/orders/{id}', want: ['/', ''] },
    { list: '/orders/', item: '/orders/{id}/', want: ['/', '/'] },
    { list: '/orders', item: '/orders/{id}/', want: ['', '/'] },
    { list: '/orders.json', item: '/orders/{id}.json', want: ['.json', '.json'] },
    { list: '/orders.json', item: '/orders/{id}', want: undefined },
    { list: '/orders', item: '/orders/{id}.json', want: undefined },
  ])('$list has $item below it with $want', ({ list, item, want }) => {
    const parameters = [{ name: 'id', in: 'path', schema: { type: 'string' } }];
    const paths = { [list]: { get: operation({}) }, [item]: { get: operation({ parameters }) } };
    const { operations } = toModel(document({ paths }));
    const continuation = continuationOf(item);
    expect(itemBelow(list, operations)?.path).toBe(want && item);
    if (want && continuation) expect(endsOf(list, continuation)).toEqual(want);
  });

  it.each([
    { path: '/Orders({ID})', want: { above: '/Orders', parameter: 'ID' } },
    { path: "/sales/Orders('{ID}')", want: { above: '/sales/Orders', parameter: 'ID' } },
    { path: '/Orders(ID={ID})', want: { above: '/Orders', parameter: 'ID' } },
    { path: '/Orders({ID})/Lines', want: undefined },
    { path: "/Orders('{ID})", want: undefined },
    { path: '/Orders(ID={ID},No={No})', want: undefined },
    { path: '/({ID})', want: undefined },
    { path: '/Orders({ID})/Lines({No})', want: { above: '/Orders({ID})/Lines', parameter: 'No' } },
  ])('$path has the key $want', ({ path, want }) => {
    expect(keyedOf(path)).toEqual(want);
  });

  it('has a stem, which its parts continue', () => {
    const paths = ['/orders/{id}/', '/orders/{id}.json', '/orders/{id}/lines/'];
    expect(paths.map(stemOf)).toEqual(['/orders/{id}', '/orders/{id}', '/orders/{id}/lines/']);
    expect(['/orders/', '/orders'].map(toAbove)).toEqual(['/orders', '/orders']);
  });
});
