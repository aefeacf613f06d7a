import { fromPointer, valueAt } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import type { OrderKey } from '../sandbox/request-data.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The items are in the requested order: by the first key in its direction, then, among equal items, by the next key. */
export const sortOrder = defineRule({
  id: 'sort-order',
  restsOn: 'list',
  summary: 'The items are sorted by each requested key, in its direction.',
  form: 'testAsSent',
  applies: ({ request }) => {
    const query = request.listQuery;
    if (!query || query.sort.length === 0) return [];
    const texts = query.list.sort?.texts;
    const open = texts ? -1 : query.sort.findIndex(({ key }) => key.isOpen);
    // A later key sorts only items whose open key is equal.
    const known = open < 0 ? query.sort : query.sort.slice(0, open);
    if (known.length === 0) return [];
    const keys = known.map(
      ({ key, descending }): OrderKey => ({
        member: key.member,
        descending,
        order: key.order === 'text' && texts ? texts : key.order,
        ...(key.ranks && { ranks: key.ranks }),
        ...(key.absent && { absent: key.absent }),
      }),
    );
    const ways = known.map(({ key, descending }) => `${key.name} (${descending ? 'descending' : 'ascending'})`);
    const asked = known.filter((by) => by !== query.list.sort?.ties).length;
    return [{ keys, ways, asked, items: query.list.items }];
  },
  title: ({ ways }) => `The items are sorted by ${toList(ways)}`,
  // Where no items are equal by the first of two keys, the second is not compared.
  script: ({ keys, asked }) => (asked > 1 ? js`expectOrder(${keys}, ${asked});` : js`expectOrder(${keys});`),
  mutations: ({ keys, items }) => [
    {
      name: 'the reverse order',
      change: (answer) => {
        const found = itemsIn(answer, items);
        const first = keys[0] && valueAt(found[0], fromPointer(keys[0].member));
        const last = keys[0] && valueAt(found.at(-1), fromPointer(keys[0].member));
        return first === last ? undefined : withItems(answer, items, found.toReversed());
      },
    },
  ],
});
