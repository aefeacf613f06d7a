import type { Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { RequestedFilter } from './list-query.ts';
import { itemsIn, replaced, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** Every item has the requested value. */
export const filterMatches = defineRule({
  id: 'filter-matches',
  restsOn: 'list',
  summary: 'Every item of a filtered list has the requested value, or one with it in it where the filter is not exact.',
  form: 'testAsSent',
  applies: ({ request: { listQuery: query } }) =>
    query && !query.empty && !query.near ? query.filters.map((filter) => ({ ...filter, items: query.list.items })) : [],
  title: ({ parameter, value, anyOf, exact, bound }) =>
    !exact && !bound && !anyOf
      ? `Every item has a value like the requested ${parameter}`
      : value.kind === 'text'
        ? `Every item has ${parameter} ${(anyOf ?? [value.text]).map((text) => `"${text}"`).join(' or ')}`
        : `Every item has the requested ${parameter}`,
  script: ({ parameter }) => js`
    expectMatch(${parameter});
  `,
  mutations: ({ items, ...filter }) => [
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

/** A value that does not match the filter. */
function otherValue({ bound, exact, anyOf }: RequestedFilter): Json {
  if (!bound) return exact || anyOf ? 'another-value' : '?';
  if (bound.order === 'number') return bound.side === 'from' ? -1e12 : 1e12;
  return bound.side === 'from' ? '1000-01-01T00:00:00Z' : '9999-01-01T00:00:00Z';
}
