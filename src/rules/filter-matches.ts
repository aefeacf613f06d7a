import { fromPointer } from '../core/pointer.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, replaced, withItems } from './violations.ts';

/** Every item has the value that was filtered for. */
export const filterMatches = defineRule({
  id: 'filter-matches',
  summary: 'Every item of a filtered list has the value that was filtered for.',
  form: 'question',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query && !query.empty ? query.filters.map((filter) => ({ ...filter, items: query.list.items })) : [];
  },
  title: ({ parameter, text }) => `Every item has ${parameter} "${text}"`,
  script: ({ member, text }) => js`
    items().forEach((item, index) => {
      if (!matches(item, ${member}, ${text})) {
        pm.expect.fail('/' + index + ${member} + ': expected ' + ${JSON.stringify(text)} + ', got ' + brief(at(item, ${member})));
      }
    });
  `,
  helpers: ['items', 'matches', 'brief', 'at'],
  violations: ({ member, items }) => [
    {
      name: 'an item with another value',
      change: (answer) => {
        const found = itemsIn(answer, items);
        const last = found.at(-1);
        if (last === undefined) return undefined;
        return withItems(answer, items, [...found.slice(0, -1), replaced(last, fromPointer(member), 'another-value')]);
      },
    },
  ],
});
