import { fromPointer, valueAt } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** The items stand in the order that was asked for: each key, its direction, and the keys after it among equals. */
export const sortOrder = defineRule({
  id: 'sort-order',
  reads: 'list',
  summary: 'The items are sorted by each key that was asked for, in its direction.',
  form: 'question',
  applies: ({ request }) => {
    const query = request.listQuery;
    if (!query || query.sort.length === 0) return [];
    const texts = query.list.sort?.texts;
    const keys = query.sort.map(({ key, descending }) => ({
      name: key.name,
      member: key.member,
      descending,
      order: key.order === 'text' && texts ? texts : key.order,
      ...(key.ranks && { ranks: key.ranks }),
      ...(key.absent && { absent: key.absent }),
    }));
    return [{ keys, items: query.list.items }];
  },
  title: ({ keys }) =>
    `The items are sorted by ${toList(keys.map(({ name, descending }) => `${name} (${descending ? 'descending' : 'ascending'})`))}`,
  script: ({ keys }) => js`
    const keys = ${keys.map(({ member, descending, order, ranks, absent }) => ({ member, descending, order, ...(ranks && { ranks }), ...(absent && { absent }) }))};
    items().forEach((item, index, all) => {
      if (index > 0 && !inOrder(all[index - 1], item, keys)) {
        const shown = keys.map((key) => brief(at(item, key.member)) + ' after ' + brief(at(all[index - 1], key.member)));
        pm.expect.fail('/' + index + ' is out of order: ' + shown.join(', '));
      }
    });
  `,
  helpers: ['items', 'inOrder', 'brief', 'at'],
  violations: ({ keys, items }) => [
    {
      name: 'the other way round',
      change: (answer) => {
        const found = itemsIn(answer, items);
        const first = keys[0] && valueAt(found[0], fromPointer(keys[0].member));
        const last = keys[0] && valueAt(found.at(-1), fromPointer(keys[0].member));
        return first === last ? undefined : withItems(answer, items, found.toReversed());
      },
    },
  ],
});
