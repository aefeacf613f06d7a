/** Which values of an enum a filter is requested with: a server may have forgotten any of them. */
import { expect, it } from 'vitest';
import { filterCases } from '../../src/contract/cases/filter-cases.ts';
import { listOperations } from '../../src/contract/relations.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const item = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, state: { type: 'string' } } };

function namesFor(values: readonly string[], filter: object = {}): readonly string[] {
  const get = operation({
    parameters: [{ name: 'state', in: 'query', schema: { enum: values } }],
    responses: { 200: json({ type: 'array', items: item }) },
    'x-list': { filters: [{ parameter: 'state', member: '/state', ...filter }] },
  });
  const model = toModel(document({ paths: { '/a': { get } } }));
  return listOperations(model).flatMap((list) => filterCases(list, model).map(({ name }) => name));
}

it.each([
  { values: ['a'], want: ['a'] },
  { values: ['a', 'b', 'c'], want: ['a', 'b', 'c'] },
  { values: ['a', 'b', 'c', 'd', 'e'], want: ['a', 'b', 'c', 'd', 'e'] },
  { values: ['a', 'b', 'c', 'd', 'e', 'f'], want: ['a', 'f'] },
  { values: ['a', 'a'], want: ['a'] },
])('of $values, $want', ({ values, want }) => {
  expect(namesFor(values)).toEqual(want.map((value) => `filtered by state ${value}`));
});

it.each([
  { what: 'the first and the last together', filter: { anyOf: true }, want: 'filtered by state a or c' },
  {
    what: 'none together of several that are declared',
    filter: { anyOf: true, values: ['a', 'b', 'c'] },
    want: undefined,
  },
])('$what', ({ filter, want }) => {
  expect(namesFor(['a', 'b', 'c'], filter).find((name) => name.includes(' or '))).toBe(want);
});
