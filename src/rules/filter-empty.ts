import { withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A filter that matches nothing gives an empty list: neither an error nor the whole list. */
export const filterEmpty = defineRule({
  id: 'filter-empty',
  restsOn: 'list',
  summary: 'A filter that matches nothing gives an empty list.',
  form: 'testAsSent',
  applies: ({ request }) => (request.listQuery?.empty ? [request.listQuery.list.items] : []),
  title: () => 'The list is empty',
  script: () => js`
    pm.expect(items().length, 'number of items').to.equal(0);
  `,
  mutations: (pointer) => [
    { name: 'the filter ignored', change: (answer) => withItems(answer, pointer, [{ id: 'made-up' }]) },
  ],
});
