/** Values in which stands what separates them: nothing tells the two apart. */
import { expect, it } from 'vitest';
import { filterCases } from '../../src/contract/cases/filter-cases.ts';
import { shortenedFilters } from '../../src/contract/cases/filter-parameters.ts';
import { leftOut } from '../../src/contract/left-out.ts';
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
