import { fromPointer } from '../core/pointer.ts';
import { askedText } from './compared.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, replaced, withItems } from './violations.ts';

/** Every item has the value that was filtered for. */
export const filterMatches = defineRule({
  id: 'filter-matches',
  summary: 'Every item of a filtered list has the value that was filtered for.',
  form: 'question',
  applies: ({ request: { listQuery: query } }) =>
    query && !query.empty ? query.filters.map((filter) => ({ ...filter, items: query.list.items })) : [],
  title: ({ parameter, value }) =>
    value.kind === 'text'
      ? `Every item has ${parameter} "${value.text}"`
      : `Every item has the ${parameter} that was asked for`,
  script: ({ member, value }) => js`
    const wanted = ${askedText(value)};
    items().forEach((item, index) => {
      if (!matches(item, ${member}, wanted)) {
        pm.expect.fail('/' + index + ${member} + ': expected ' + brief(wanted) + ', got ' + brief(at(item, ${member})));
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
