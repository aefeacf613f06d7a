import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The same request, sent twice, gets the same response. A list whose order changes each time cannot be paged. */
export const sameResponse = defineRule({
  id: 'same-response',
  restsOn: 'list',
  summary: 'The same request, sent twice, gets the same response, also with another request in between.',
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
  // `other` sends another request in between, for servers that keep state from one request to the next.
  reads: () => ['other', 'again'],
  title: () => 'The same request gives the same response',
  script: ({ ordered }) =>
    ordered
      ? js`
          expectSameItems(items(response), again.items);
          expectSameMembers(items(response), again.items);
        `
      : js`
          // The description declares no order, so a page may contain other items the second time.
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
