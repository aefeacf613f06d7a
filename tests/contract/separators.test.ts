/** Values in which stands what separates them: nothing tells the two apart. */
import { expect, it } from 'vitest';
import { filterCases } from '../../src/contract/cases/filter-cases.ts';
import { shortenedFilters } from '../../src/contract/cases/filter-parameters.ts';
import { leftOut } from '../../src/contract/left-out.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const TEXTS = { type: 'array', items: { type: 'string' } };
const modelOf = (parameter: object, more: object = {}, member: object = { type: 'string' }) => {
  const properties = { id: { type: 'string' }, tag: member };
  const items = { type: 'array', items: { type: 'object', required: ['id', 'tag'], properties } };
  const responses = { 200: { description: '', content: { 'application/json': { schema: items } } } };
  const parameters = [{ name: 'tag', in: 'query', ...parameter }];
  return toModel(withPath('/a', { get: { parameters, responses, ...more } }));
};

it.each([
  { style: 'pipeDelimited', example: ['p|q'], noted: true },
  { style: 'pipeDelimited', example: ['p', 'q'], noted: false },
  { style: 'spaceDelimited', example: ['p q'], noted: true },
  // A comma of a value is percent-encoded, and one between values is not.
  { style: 'form', example: ['p,q'], noted: false },
])('$example by $style has a notice: $noted', ({ style, example, noted }) => {
  const found = leftOut(modelOf({ style, explode: false, schema: TEXTS, example }));
  expect(found.some(({ message }) => message.startsWith('"tag" has a value with'))).toBe(noted);
});

it.each([
  { explode: false, items: { type: 'string' }, noted: true },
  { explode: false, items: { type: 'string', format: 'uuid' }, noted: false },
  { explode: false, items: { type: 'integer' }, noted: false },
  { explode: true, items: { type: 'string' }, noted: false },
])('a filter of $items, explode $explode, has no value of an item: $noted', ({ explode, items, noted }) => {
  const list = { 'x-list': { id: '/id', filters: ['tag'] } };
  const model = modelOf({ explode, schema: { type: 'array', items } }, list, items);
  const [operation] = model.operations;
  const own = operation?.list && { operation, list: operation.list };
  expect(own && shortenedFilters(own, model)).toHaveLength(noted ? 1 : 0);
  const requested = own ? filterCases(own, model).map(({ name }) => name) : [];
  expect(requested.includes('filtered by tag, a value from the list')).toBe(!noted);
});

it.each([
  { style: 'form', schema: { type: 'object' }, example: { a: { b: 1 } }, noted: true },
  { style: 'form', schema: { type: 'array' }, example: [[1], [2]], noted: true },
  { style: 'form', schema: { type: 'object' }, example: { a: 1 }, noted: false },
])('$example by $style is nested: $noted', ({ noted, ...parameter }) => {
  const found = leftOut(modelOf(parameter));
  expect(found.some(({ message }) => message.includes('is nested, for which form defines nothing'))).toBe(noted);
});

const OBJECT = { type: 'object' };

it.each([
  { example: { a: 'x' }, want: [] },
  { example: { a: { b: 1 } }, want: ['nested, for which deepObject defines nothing: it is sent as `tag[a][b]`'] },
  { example: { a: 'x', c: ['y'] }, want: ['nested, for which deepObject defines nothing: it is sent as `tag[c][0]`'] },
  {
    example: { 'a[b]': 'x' },
    want: ['a bracket in its name, for which deepObject defines nothing: it is sent as `tag[a[b]]`'],
  },
  {
    example: { 'a]': 'x' },
    want: ['a bracket in its name, for which deepObject defines nothing: it is sent as `tag[a]]`'],
  },
  { example: { '[a': null, b: { c: {} } }, want: [] },
  {
    example: { a: { 'b[c': 1 } },
    want: [
      'it is sent as `tag[a][b[c]`',
      'a bracket in its name, for which deepObject defines nothing: it is sent as `tag[a][b[c]`',
    ],
  },
])('of $example as deepObject, in a query and in a form, is noted: $want', ({ example, want }) => {
  const wanted = want.map((text) => expect.stringContaining(text) as unknown);
  const told = (model: ApiModel) =>
    leftOut(model).flatMap(({ message }) => (message.includes('defines nothing') ? [message] : []));
  expect(told(modelOf({ style: 'deepObject', schema: OBJECT, example }))).toEqual(wanted);
  const schema = { ...OBJECT, properties: { tag: { ...OBJECT, example } } };
  const encoding = { tag: { style: 'deepObject', explode: true } };
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
    const requestBody = { content: { [type]: { schema, encoding } } };
    expect(told(toModel(withPath('/a', { post: { requestBody, responses: { 204: {} } } })))).toEqual(wanted);
  }
});

it.each([
  { schema: { type: 'array', items: { type: 'string' } }, example: ['a'], sent: 'tag[0]' },
  { schema: { type: 'string' }, example: 'a', sent: 'tag' },
])('what is no object has a notice as deepObject: $example', ({ schema, example, sent }) => {
  const why = '"tag" is no object, for which deepObject defines nothing: it is sent as';
  const told = (model: ApiModel) => leftOut(model).map(({ message }) => message);
  expect(told(modelOf({ style: 'deepObject', schema, example }))).toContain(`${why} \`tag\``);
  const form = { ...OBJECT, properties: { tag: { ...schema, example } } };
  const content = {
    'application/x-www-form-urlencoded': { schema: form, encoding: { tag: { style: 'deepObject' } } },
  };
  const model = toModel(withPath('/a', { post: { requestBody: { content }, responses: { 204: {} } } }));
  expect(told(model)).toContain(`${why} \`${sent}\``);
});

it('a structure in a member of a form with another style is noted', () => {
  const schema = { ...OBJECT, properties: { tag: { ...OBJECT, example: { a: { b: 1 } } } } };
  const content = { 'application/x-www-form-urlencoded': { schema, encoding: { tag: { style: 'form' } } } };
  const model = toModel(withPath('/a', { post: { requestBody: { content }, responses: { 204: {} } } }));
  expect(leftOut(model).map(({ message }) => message)).toContain(
    '"tag" is nested, for which form defines nothing: what is in it is sent as JSON or with commas',
  );
});
