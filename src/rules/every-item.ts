import { toSharedSchema } from '../schema/shared-schema.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The schema is documented for every item, and other requests see only some of them. */
export const everyItem = defineRule({
  id: 'every-item',
  restsOn: 'list',
  summary: 'Every item of the whole list satisfies its schema, including items that no other request returns.',
  form: 'compare',
  applies: ({ request: { looksAt, listQuery }, model }) => {
    if (!looksAt?.includes('every-item') || !listQuery) return [];
    const { schema } = toJudgeable(listQuery.list.itemNode, model);
    return schema === true ? [] : [{ shared: toSharedSchema(schema, model), list: listQuery.list }];
  },
  reads: () => ['whole'],
  title: () => 'Every item of the whole list satisfies its schema',
  script: ({ shared }) => js`
    const schema = ${shared.schema}, all = items(response).concat(whole.items);
    if (all.length === 0) skipHere('empty-list');
    all.forEach((item, index) => {
      const problems = problemsIn(item, schema);
      if (problems.length > 0) pm.expect.fail('item ' + index + ' (' + brief(idOf(item)) + '): ' + problems[0]);
    });
  `,
  schemas: ({ shared }) => [shared],
  mutations: ({ list }) => [
    {
      name: 'a text instead of an item',
      change: (answer) => {
        const items = itemsIn(answer, list.items);
        return items.length === 0 ? undefined : withItems(answer, list.items, [...items.slice(0, -1), 'no item']);
      },
    },
  ],
});
