import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** The same question, asked twice, gets the same answer: an order that is made anew each time cannot be paged. */
export const sameAnswer = defineRule({
  id: 'same-answer',
  summary: 'The same question gives the same answer, also after other questions.',
  form: 'comparison',
  applies: ({ request }) => (request.askedTwice && request.listQuery ? [request.listQuery.list] : []),
  title: () => 'The same question gives the same answer',
  script: () => js`
    expectSameItems(items(answer.json()), whole);
  `,
  helpers: ['items', 'expectSameItems'],
  violations: (list) => {
    let calls = 0;
    return [
      {
        name: 'another order each time',
        change: (answer) => {
          const [first, ...rest] = itemsIn(answer, list.items);
          calls += 1;
          return first === undefined || rest.length === 0 || calls % 2 === 0
            ? undefined
            : withItems(answer, list.items, [...rest, first]);
        },
      },
    ];
  },
});
