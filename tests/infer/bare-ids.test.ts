/** The id for a path below a list of bare ids: texts or numbers, and no objects. */
import { expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const arrayOf = (items: object) => ({ type: 'array', items });

function linkOf(body: object, id: object) {
  const all = operation({ responses: { 200: { description: '', ...json(body) } } });
  const one = operation({ parameters: [{ name: 'db', in: 'path', required: true, schema: id }] });
  const { model } = inferMeaning(toModel(document({ paths: { '/dbs': { get: all }, '/dbs/{db}': { get: one } } })));
  return model.operations[0]?.impliedLink;
}

it.each([
  { what: 'of texts', body: arrayOf(text), want: '/0' },
  { what: 'of numbers', body: arrayOf(integer), id: integer, want: '/0' },
  { what: 'of numbers where an id is a text', body: arrayOf(integer), want: '/0' },
  { what: 'of UUIDs', body: arrayOf({ ...text, format: 'uuid' }), id: { ...text, format: 'uuid' }, want: '/0' },
  {
    what: 'in an object',
    body: { type: 'object', properties: { total: integer, dbs: arrayOf(text) } },
    want: '/dbs/0',
  },
  { what: 'of texts where an id is a number', body: arrayOf(text), id: integer, want: undefined },
  { what: 'of texts where an id has a pattern', body: arrayOf(text), id: { ...text, pattern: '^db-' }, want: '/0' },
  { what: 'beside another one', body: { type: 'object', properties: { a: arrayOf(text), b: arrayOf(text) } } },
  {
    what: 'beside an array of objects',
    body: { type: 'object', properties: { a: arrayOf(text), b: arrayOf({ type: 'object' }) } },
  },
  { what: 'of arrays', body: arrayOf(arrayOf(text)) },
])('a list $what has the id at $want', ({ body, id = text, want }) => {
  const link = { degree: 'convention', path: '/dbs/{db}', parameter: 'db', isGuess: true };
  expect(linkOf(body, id)).toEqual(want === undefined ? undefined : { ...link, body: want });
});
