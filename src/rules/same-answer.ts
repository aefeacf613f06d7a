import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** The same question, asked twice, gets the same answer: an order that is made anew each time cannot be paged. */
export const sameAnswer = defineRule({
  id: 'same-answer',
  reads: 'list',
  summary: 'The same question gives the same answer, also after other questions.',
  form: 'comparison',
  applies: ({ request: { looksAt, listQuery } }) =>
    looksAt?.includes('same-answer') && listQuery
      ? [
          {
            list: listQuery.list,
            ordered: listQuery.sort.length > 0 ? listQuery.list.sort?.stable : listQuery.list.ordered,
          },
        ]
      : [],
  // Another question in between: a server may keep something of it.
  compares: () => ['other', 'again'],
  title: () => 'The same question gives the same answer',
  script: ({ ordered }) =>
    ordered
      ? js`
          const found = items(answer.json());
          expectSameItems(found, lists.again);
          found.forEach((item, index) => {
            if (!same(item, lists.again[index])) pm.expect.fail('/' + index + ' has other members the second time');
          });
        `
      : js`
          // In which order is nowhere said, so which items a page holds is not either.
          items(answer.json()).forEach((item, index) => {
            const again = lists.again.find((other) => idOf(other) === idOf(item));
            if (again !== undefined && !same(item, again)) pm.expect.fail('/' + index + ' has other members the second time');
          });
          pm.expect(lists.again.length, 'number of items the second time').to.equal(items(answer.json()).length);
        `,
  helpers: ['items', 'expectSameItems', 'same', 'idOf'],
  violations: ({ list, ordered }) => {
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
