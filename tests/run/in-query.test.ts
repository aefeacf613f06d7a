import { expect, it } from 'vitest';
import { inQuery, variablesOfQueries } from '../../src/run/in-query.ts';

it.each([
  { secret: 'plain-0123', want: 'plain-0123' },
  { secret: 'ab+c/d==', want: 'ab%2Bc/d==' },
  { secret: 'a&b#c d', want: 'a%26b%23c d' },
  { secret: '50%', want: '50%25' },
  { secret: 'ab%2Bc', want: 'ab%2Bc' },
  { secret: 'ab%2bc/d==', want: 'ab%2bc/d==' },
  { secret: 'a%20b+c', want: 'a%2520b%2Bc' },
  { secret: 'a%20b&c', want: 'a%2520b%26c' },
  { secret: 'a%20b#c', want: 'a%2520b%23c' },
  { secret: 'a%20b"c', want: 'a%2520b"c' },
  { secret: 'a%20b<c', want: 'a%2520b<c' },
  { secret: 'a%20b c', want: 'a%2520b c' },
  { secret: 'a%20bé', want: 'a%2520bé' },
  { secret: 'a%20b{c', want: 'a%2520b{c' },
  { secret: 'a%20b%', want: 'a%2520b%25' },
])('the key $secret is sent in a query as $want', ({ secret, want }) => {
  expect(inQuery(secret)).toBe(want);
});

it('finds the variables that are the whole value of a parameter of a query', () => {
  const query = (value: string) => ({ request: { url: { query: [{ key: 'k', value }] } } });
  const item = [{ item: [query('{{key}}')] }, query('{{a}}{{b}}'), { request: { header: [{ value: '{{h}}' }] } }];
  expect([...variablesOfQueries({ item })]).toEqual(['key']);
});
