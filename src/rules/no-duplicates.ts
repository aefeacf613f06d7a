import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** Every item has an id, and no item stands in a list twice. */
export const noDuplicates = defineRule({
  id: 'no-duplicates',
  reads: 'list',
  summary: 'No item stands in a list twice, told by its id.',
  form: 'answer',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query?.list.unique && !query.empty ? [query.list] : [];
  },
  title: () => 'No item is returned twice',
  script: () => js`
    items().map(idOf).forEach((id, index, all) => {
      if (id === undefined) pm.expect.fail('/' + index + ' has no id');
      if (all.indexOf(id) < index) pm.expect.fail('/' + all.indexOf(id) + ' and /' + index + ' are both ' + brief(id));
    });
  `,
  helpers: ['items', 'idOf', 'brief'],
  violations: (list) => [
    {
      name: 'the last item twice',
      change: (answer) => {
        const found = itemsIn(answer, list.items);
        return found.length === 0 ? undefined : withItems(answer, list.items, [...found, ...found.slice(-1)]);
      },
    },
  ],
});
