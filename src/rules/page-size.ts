import { numberText } from '../core/digits.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A page has at most as many items as requested. */
export const pageSize = defineRule({
  id: 'page-size',
  restsOn: 'list',
  summary: 'A page has no more items than its limit.',
  form: 'testAsSent',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query?.limit === undefined ? [] : [{ limit: query.limit, items: query.list.items }];
  },
  title: ({ limit }) => `The page contains at most ${numberText(limit)} item${limit === 1 ? '' : 's'}`,
  script: ({ limit }) => js`
    pm.expect(items().length, 'number of items').to.be.at.most(${limit});
  `,
  mutations: ({ limit, items }) => [
    {
      name: 'one item too many',
      change: (answer) => {
        const [first, ...rest] = itemsIn(answer, items);
        if (first === undefined) return undefined;
        return withItems(
          answer,
          items,
          Array.from({ length: limit + 1 }, (_, index) => rest[index - 1] ?? first),
        );
      },
    },
  ],
});
