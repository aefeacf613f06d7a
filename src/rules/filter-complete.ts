import { itemsIn, withItems } from './mutations.ts';
import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A filtered list contains every matching item. Without this rule, a server could return too few. */
export const filterComplete = defineRule<ListQuery>({
  id: 'filter-complete',
  restsOn: 'list',
  summary: 'A filtered list contains every item of the whole list that matches all filters.',
  form: 'compare',
  applies: ({ request: { listQuery: query } }) =>
    query?.list.readable && query.filters.length > 0 && query.offset === undefined && !query.empty && !query.near
      ? [query]
      : [],
  reads: ({ isPart }) => (isPart ? ['whole', 'matching'] : ['whole']),
  title: () => 'No matching item is missing',
  // A filter that is not exact may also match other items, so extra items are no error.
  script: ({ isPart, filters }) => js`
    expectComplete(${isPart ? js`sliceOf(matching)` : js`items(response)`}, whole, ${filters.every(({ exact, bound }) => exact || bound !== undefined)});
  `,
  mutations: ({ list, isPart, filters }) => [
    {
      name: 'a matching item left out',
      change: (answer) => {
        const found = itemsIn(answer, list.items);
        // An item may be equal to the bound, which need not match. So all items go.
        const mayMatch = filters.some(({ bound }) => bound);
        return isPart || found.length === 0
          ? undefined
          : withItems(answer, list.items, mayMatch ? [] : found.slice(0, -1));
      },
    },
  ],
});
