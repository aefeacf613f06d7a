/** The reference server finds what its own URLs name: a created item, and ids in the spelling of their style. */
import { describe, expect, it } from 'vitest';
import { document, json, type Members, operation } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

const ORIGIN = 'https://orders.example/v1';
const isbn = {
  name: 'isbn',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^\\d{3}$' },
  example: '123',
};
const one = { parameters: [isbn], get: operation({ responses: { 200: json({ type: 'object' }), 404: {} } }) };

describe('the Location of what is created', () => {
  it.each([
    { what: 'is its path', schema: { type: 'string' }, want: '/v1/books/123' },
    {
      what: 'is its URL, where that is asked for',
      schema: { type: 'string', format: 'uri' },
      want: `${ORIGIN}/books/123`,
    },
    { what: 'is what the schema allows', schema: { type: 'string', const: '/other' }, want: '/other' },
  ])('$what', async ({ schema, want }) => {
    const responses = { 201: { description: 'Made', headers: { Location: { required: true, schema } } } };
    const { fetch } = await suiteOf(
      document({ paths: { '/books': { post: operation({ responses }) }, '/books/{isbn}': one } }),
    );
    const made = await fetch(new Request(`${ORIGIN}/books`, { method: 'POST' }));
    expect(made.headers.get('location')).toBe(want);
  });
});

describe('an id', () => {
  const ids = { type: 'array', items: { type: 'string' } };
  it.each<{ more: Members; path: string; want: number }>([
    { more: { style: 'matrix', schema: ids, example: ['a', 'b'] }, path: ';id=a,b', want: 200 },
    { more: { style: 'matrix', schema: ids, example: ['a', 'b'] }, path: ';id=a,c', want: 404 },
    { more: { style: 'label', schema: { type: 'integer' }, example: 5 }, path: '.5', want: 200 },
    { more: { schema: ids, example: ['a', 'b'] }, path: 'a,b', want: 200 },
  ])('of $more is known as $path: $want', async ({ more, path, want }) => {
    const item = { ...one, parameters: [{ name: 'id', in: 'path', required: true, ...more }] };
    const { fetch } = await suiteOf(document({ paths: { '/rates/{id}': item } }));
    expect((await fetch(new Request(`${ORIGIN}/rates/${path}`))).status).toBe(want);
  });
});
