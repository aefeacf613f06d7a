import type { Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { askedText, isLeftOut, matchingHelper } from './compared.ts';
import type { AskedFilter } from './request.ts';
import { defineRule } from './rule.ts';
import { js, type Script } from './script.ts';
import { itemsIn, replaced, withItems } from './violations.ts';

/** Every item has the value that was filtered for. */
export const filterMatches = defineRule({
  id: 'filter-matches',
  reads: 'list',
  summary: 'Every item of a filtered list has the value that was filtered for.',
  form: 'question',
  applies: ({ request: { listQuery: query } }) =>
    query && !query.empty ? query.filters.map((filter) => ({ ...filter, items: query.list.items })) : [],
  title: ({ parameter, value, anyOf }) =>
    value.kind === 'text'
      ? `Every item has ${parameter} ${(anyOf ?? [value.text]).map((text) => `"${text}"`).join(' or ')}`
      : `Every item has the ${parameter} that was asked for`,
  script: (filter) => js`
    const wanted = ${askedText(filter.value)};
    items().forEach((item, index) => {
      if (${isLeftOut(filter, js`wanted`)}) {
        pm.expect.fail('/' + index + ${filter.member} + ': expected ${expected(filter)}' + brief(wanted) + ', got ' + brief(at(item, ${filter.member})));
      }
    });
  `,
  helpers: (filter) => ['items', matchingHelper(filter), 'brief', 'at'],
  violations: ({ items, ...filter }) => [
    {
      name: 'an item with another value',
      change: (answer) => {
        const found = itemsIn(answer, items);
        const last = found.at(-1);
        if (last === undefined) return undefined;
        return withItems(answer, items, [
          ...found.slice(0, -1),
          replaced(last, fromPointer(filter.member), otherValue(filter)),
        ]);
      },
    },
  ],
});

function expected({ bound, anyOf }: AskedFilter): Script {
  if (anyOf) return js`one of `;
  return bound ? SIDES[bound.side] : js``;
}

const SIDES = { from: js`a value from `, to: js`a value up to ` };

/** A value that the filter leaves out. */
function otherValue({ bound }: AskedFilter): Json {
  if (!bound) return 'another-value';
  if (bound.order === 'number') return bound.side === 'from' ? -1e12 : 1e12;
  return bound.side === 'from' ? '1000-01-01T00:00:00Z' : '9999-01-01T00:00:00Z';
}
