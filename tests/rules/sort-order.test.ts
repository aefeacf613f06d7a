/** By which keys an order is asserted, where the description leaves open how the values of one compare. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { sortOrder } from '../../src/rules/sort-order.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const item = {
  type: 'object',
  required: ['id', 'level'],
  properties: { id: { type: 'string' }, level: { type: 'string', enum: ['low', 'medium', 'high'] } },
};
const OPEN =
  'The values of "level" may be sorted by rank or as texts, so their order is not asserted. "ranks" or "texts" in "sort" says which';

it.each([
  { sort: { keys: ['id', 'level'] }, by: 'level,-id', want: undefined, notes: [OPEN] },
  { sort: { keys: ['level', 'id'] }, by: 'id,-level', want: ['id (ascending)'], notes: [OPEN] },
  {
    sort: { keys: ['level', 'id'], texts: 'code-points' },
    by: 'id,-level',
    want: ['id (ascending)', 'level (descending)'],
    notes: [],
  },
])('sorted by $by with $sort, the order is asserted by $want', async ({ sort, by, want, notes }) => {
  const get = operation({
    'x-list': { id: '/id', sort: { parameter: 'by', ...sort } },
    parameters: [{ name: 'by', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: '', ...json({ type: 'array', items: item }) } },
  });
  const model = toModel(document({ paths: { '/a': { get } } }));
  const entries = entriesOf(await toContract(model, [], async () => undefined));
  const entry = entries.find(({ request }) =>
    request.arguments.some(({ value }) => value.kind === 'text' && value.text === by),
  );
  const titles = entry?.assertions.filter(({ rule }) => rule === sortOrder.id).map(({ title }) => title);
  expect(titles).toEqual(want ? [`The items are sorted by ${want.join(' and ')}`] : []);
  expect(model.notices.map(({ message }) => message)).toEqual(notes);
});
