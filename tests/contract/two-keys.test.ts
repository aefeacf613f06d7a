/** Which two sort keys are requested together: equal values of the first one show whether the second one counts. */
import { expect, it } from 'vitest';
import { sortCases } from '../../src/contract/cases/sort-cases.ts';
import { listOperations } from '../../src/contract/relations.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const MEMBERS = {
  id: { type: 'string' },
  at: { type: 'string', format: 'date-time' },
  amount: { type: 'number' },
  name: { type: 'string' },
  paid: { type: 'boolean' },
  state: { enum: ['new', 'old'] },
};

it.each([
  { keys: ['at', 'state'], want: 'state,-at' },
  { keys: ['state', 'at'], want: 'state,-at' },
  { keys: ['paid', 'amount'], want: 'paid,-amount' },
  { keys: ['name', 'amount'], want: 'name,-amount' },
  { keys: ['amount', 'at'], want: 'at,-amount' },
  { keys: ['at', 'id'], want: 'at,-id' },
  { keys: ['at'], want: undefined },
])('of $keys: $want', ({ keys, want }) => {
  const get = operation({
    parameters: [{ name: 'sort', in: 'query', schema: { type: 'string' } }],
    responses: { 200: json({ type: 'array', items: { type: 'object', required: ['id'], properties: MEMBERS } }) },
    'x-list': { sort: { parameter: 'sort', keys } },
  });
  const model = toModel(document({ paths: { '/a': { get } } }));
  const probes = listOperations(model).flatMap((found) => sortCases(found, model));
  const both = probes.find(({ name }) => name === 'sorted by two keys');
  expect(both?.requested.map(([, value]) => (value.kind === 'text' ? value.text : ''))[0]).toBe(want);
});
