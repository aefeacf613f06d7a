import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The same request, asked twice, gets the same answer: an order that is made anew each time cannot be paged. */
export const sameResponse = defineRule({
  id: 'same-response',
  restsOn: 'list',
  summary: 'The same request gives the same answer, also after other requests.',
  form: 'compare',
  applies: ({ request: { looksAt, listQuery } }) =>
    looksAt?.includes('same-response') && listQuery
      ? [
          {
            list: listQuery.list,
            ordered: listQuery.sort.length > 0 ? listQuery.list.sort?.stable : listQuery.list.ordered,
          },
        ]
      : [],
  // Another request in between: a server may keep something of it.
  reads: () => ['other', 'again'],
  title: () => 'The same request gives the same response',
  script: ({ ordered }) =>
    ordered
      ? js`
          expectSameItems(items(response), again.items);
          expectSameMembers(items(response), again.items);
        `
      : js`
          // In which order is nowhere said, so which items a page holds is not either.
          expectSameMembers(items(response), again.items);
          pm.expect(again.items.length, 'number of items the second time').to.equal(items(response).length);
        `,
  mutations: ({ list, ordered }) => {
    let calls = 0;
    return [
      {
        name: ordered ? 'another order each time' : 'another number of items each time',
        change: (answer) => {
          const items = itemsIn(answer, list.items);
          if (items.length < 2) return undefined;
          calls += 1;
          const turn = 1 + (calls % (items.length - 1));
          const rest = items.slice(turn);
          return withItems(answer, list.items, ordered ? [...rest, ...items.slice(0, turn)] : rest);
        },
      },
    ];
  },
});
