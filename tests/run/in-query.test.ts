import { expect, it } from 'vitest';
import { inQuery, variablesOfQueries } from '../../src/run/in-query.ts';

it.each([
  { secret: 'plain-0123', want: 'plain-0123' },
  { secret: 'ab+c/d==', want: 'ab%2Bc/d==' },
  { secret: 'a&b#c d', want: 'a%26b%23c d' },
  { secret: '50%', want: '50%25' },
  { secret: 'ab%2Bc', want: 'ab%2Bc' },
])('the key $secret is sent in a query as $want', ({ secret, want }) => {
  expect(inQuery(secret)).toBe(want);
});

it('finds the variables that are the whole value of a parameter of a query', () => {
  const query = (value: string) => ({ request: { url: { query: [{ key: 'k', value }] } } });
  const item = [{ item: [query('{{key}}')] }, query('{{a}}{{b}}'), { request: { header: [{ value: '{{h}}' }] } }];
  expect([...variablesOfQueries({ item })]).toEqual(['key']);
});
