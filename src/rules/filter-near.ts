import { fromPointer } from '../core/pointer.ts';
import { itemsIn, replaced, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A filter that compares whole values leaves out items that only contain its value. */
export const filterNear = defineRule({
  id: 'filter-near',
  restsOn: 'list',
  summary: 'A filter that compares whole values leaves out items that only contain its value.',
  form: 'testAsSent',
  applies: ({ request: { listQuery: query } }) =>
    query?.near ? query.filters.map(({ parameter, member }) => ({ parameter, member, items: query.list.items })) : [],
  title: ({ parameter }) => `No item only contains the ${parameter}`,
  // Another item may have just this value.
  script: ({ parameter }) => js`
    items().length > 0 ? expectMatch(${parameter}) : pm.expect(items()).to.eql([]);
  `,
  mutations: ({ items, member }) => [
    {
      name: 'an item that only contains the value',
      change: (answer) =>
        withItems(answer, items, [...itemsIn(answer, items), replaced({}, fromPointer(member), 'another-value')]),
    },
  ],
});
