/** Which of several examples of a parameter is sent, and what is said of it. */
import { expect, it } from 'vitest';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const ids = { type: 'array', items: { type: 'integer' } };
const answers = (examples: object) => ({ ...json({ type: 'object' }), content: { 'application/json': { examples } } });

function exampleOf(parameter: object, responses: object = { 200: { description: '' } }): unknown {
  const parameters = [{ name: 'q', in: 'query', ...parameter }];
  const { operations } = toModel(document({ paths: { '/a': { get: operation({ parameters, responses }) } } }));
  return operations[0]?.parameters[0]?.example;
}

it.each([
  { schema: { type: 'integer' }, examples: { a: { externalValue: 'https://a.example' }, b: { value: 7 } }, want: 7 },
  { schema: { type: ['integer', 'null'] }, examples: { a: { value: null }, b: { value: 7 } }, want: 7 },
  { schema: ids, examples: { a: { value: [] }, b: { value: [7] } }, want: [7] },
  { schema: { type: ['integer', 'null'] }, examples: { a: { value: null } }, want: null },
  { schema: {}, examples: { a: { value: false }, b: { value: 7 } }, want: false },
])('the first that is something: $examples', ({ schema, examples, want }) => {
  expect(exampleOf({ schema, examples })).toEqual(want);
});

it('none whose name an error has, and no success', () => {
  const examples = { Unknown: { value: 'ZZZ' }, Euro: { value: 'EUR' } };
  const named = (name: string) => answers({ [name]: { value: {} } });
  const parameter = { schema: { type: 'string' }, examples };
  expect(exampleOf(parameter, { 200: named('Euro'), 422: named('Unknown') })).toBe('EUR');
  expect(exampleOf(parameter, { 200: named('Unknown'), 422: named('Unknown') })).toBe('ZZZ');
  const only = { ...parameter, examples: { Unknown: { value: 'ZZZ' } } };
  expect(exampleOf(only, { 200: named('Euro'), 422: named('Unknown') })).toBe('ZZZ');
});

it.each([
  { schema: ids, example: '1,2', want: [1, 2] },
  { schema: { type: 'array', items: { enum: ['open', 'closed'] } }, example: 'open,closed', want: ['open', 'closed'] },
  { schema: ids, explode: false, example: '1,2', want: '1,2' },
  { schema: { type: ['array', 'string'], items: {} }, example: '1,2', want: '1,2' },
  { schema: { type: 'string' }, example: '1,2', want: '1,2' },
])('a text of commas is the elements of an array that repeats its name: $example', ({ want, ...parameter }) => {
  expect(exampleOf(parameter)).toEqual(want);
});

it.each([
  { schema: { type: 'integer', description: 'Of the schema' }, want: 'Of the schema' },
  { schema: { type: 'integer', description: 'Of the schema' }, description: 'Its own', want: 'Its own' },
  { schema: { allOf: [{ type: 'integer', description: 'Of a part' }] }, want: 'Of a part' },
  { schema: { type: 'integer' }, want: '' },
])('is described by its schema where nothing else does: $want', ({ want, ...parameter }) => {
  const parameters = [{ name: 'q', in: 'query', ...parameter }];
  const get = operation({ parameters, responses: { 200: { description: '' } } });
  expect(toModel(document({ paths: { '/a': { get } } })).operations[0]?.parameters[0]?.description).toBe(want);
});
