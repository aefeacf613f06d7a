import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** Every item has an id, and no id appears twice. */
export const noDuplicates = defineRule({
  id: 'no-duplicates',
  restsOn: 'list',
  summary: 'Every item has an id, and no id appears twice in a list.',
  form: 'testFor',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query?.list.unique && !query.empty && !query.near && query.limit !== 1 ? [query.list] : [];
  },
  title: () => 'No item is returned twice',
  script: () => js`
    expectNoDuplicates();
  `,
  mutations: (list) => [
    {
      name: 'the last item twice',
      change: (answer) => {
        const found = itemsIn(answer, list.items);
        return found.length === 0 ? undefined : withItems(answer, list.items, [...found, ...found.slice(-1)]);
      },
    },
  ],
});
