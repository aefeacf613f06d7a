import { describe, expect, it } from 'vitest';
import { literalInUrl } from '../../src/core/url-text.ts';
import { toPathSegments, toUrl } from '../../src/postman/url.ts';
import type { Argument } from '../../src/rules/request.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';
import { argument, request } from '../helpers/orders.ts';

it.each([
  { template: '/orders', want: ['orders'] },
  { template: '/orders/{orderId}/items', want: ['orders', ':orderId', 'items'] },
  { template: '/reports/{year}-{month}.csv', want: ['reports', '{{year}}-{{month}}.csv'] },
  { template: '/orders/', want: ['orders', ''] },
  { template: '/', want: [''] },
  { template: '/v1/orders:search', want: ['v1', 'orders:search'] },
  { template: '/:orders', want: ['%3Aorders'] },
  { template: '/orders/{id}:cancel', want: ['orders', '{{id}}:cancel'] },
  { template: '/{a:b}', want: ['{{a:b}}'] },
  { template: '/{customer.id}/{order-id}', want: ['{{customer.id}}', ':order-id'] },
  { template: '/{constructor}', want: ['{{constructor}}'] },
  { template: '/{null}/{nulls}', want: ['{{null}}', ':nulls'] },
  { template: '/a\\b\t/{id}\\c', want: ['a%5Cb%09', '{{id}}%5Cc'] },
  { template: '/{a\nb}', want: ['{{a\nb}}'] },
])('spells $template as $want', ({ template, want }) => {
  expect(toPathSegments(template)).toEqual(want);
});

it.each([
  { text: '{{client_secret}}', want: '%7B%7Bclient_secret%7D%7D' },
  { text: 'a+b&c=d#e%f/g?h', want: 'a%2Bb%26c%3Dd%23e%25f%2Fg%3Fh' },
  { text: '-createdAt,priority', want: '-createdAt,priority' },
  { text: '2024-01-01T12:00:00Z', want: '2024-01-01T12:00:00Z' },
  { text: 'name@example.com', want: 'name@example.com' },
  { text: 'Zürich 😀', want: 'Z%C3%BCrich%20%F0%9F%98%80' },
  { text: 'half \ud83d', want: 'half%20%EF%BF%BD' },
  { text: '\u2028\n', want: '%E2%80%A8%0A' },
])('spells $text as itself in a URL: $want', ({ text, want }) => {
  expect(literalInUrl(text)).toBe(want);
});

describe('the URL of a request', () => {
  const model = toModel(
    withPath('/orders/{id}/{year}.csv', {
      parameters: ['id', 'year'].map((name) => ({ name, in: 'path', schema: { type: 'string' } })),
      get: operation(),
    }),
  );
  const [item] = model.operations;
  const url = (...given: Argument[]) => toUrl(request({ arguments: given }), model);

  it('has no question mark without a query', () => {
    expect(url()).toEqual({ raw: '{{base_url}}/orders', host: ['{{base_url}}'], path: ['orders'] });
  });

  it('shows disabled parameters, and does not send them', () => {
    const found = url(argument('a', '1'), argument('b', '2', { enabled: false, description: 'Try it.' }));
    expect(found.raw).toBe('{{base_url}}/orders?a=1');
    expect(found.query).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2', description: 'Try it.', disabled: true },
    ]);
  });

  it('takes variables for variables, and text for text, in names too', () => {
    const variable = { kind: 'variable', name: 'kept', initial: '1' } as const;
    const found = url(argument('{{name}}', '{{value}}'), argument('b', '', { value: variable }));
    expect(found.raw).toBe('{{base_url}}/orders?%7B%7Bname%7D%7D=%7B%7Bvalue%7D%7D&b={{kept}}');
  });

  it('has a variable for each parameter that fills a segment', () => {
    if (!item) throw new Error('no operation');
    const place = { in: 'path' } as const;
    const found = toUrl(
      request({ operation: item, arguments: [argument('id', 'a/b {{c}}', place), argument('year', '2024', place)] }),
      model,
    );
    expect(found.path).toEqual(['orders', ':id', '2024.csv']);
    expect(found.variable).toEqual([{ key: 'id', value: 'a%2Fb%20%7B%7Bc%7D%7D' }]);
  });

  it('ends with what else is sent, such as a key', () => {
    expect(toUrl(request({ arguments: [argument('a', '1')] }), model, [{ key: 'key', value: '{{Key}}' }]).raw).toBe(
      '{{base_url}}/orders?a=1&key={{Key}}',
    );
  });
});
