import { itemsIn, withItems } from './mutations.ts';
import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A filter leaves out none of the items that match: only then is a short answer a right one. */
export const filterComplete = defineRule<ListQuery>({
  id: 'filter-complete',
  restsOn: 'list',
  summary: 'A filtered list holds every item of the whole list that matches all filters.',
  form: 'compare',
  // What is found by a part of a value, or whatever its case, is not known to be left out.
  applies: ({ request: { listQuery: query } }) =>
    query?.list.readable && query.filters.length > 0 && query.offset === undefined ? [query] : [],
  reads: ({ isPart }) => (isPart ? ['whole', 'matching'] : ['whole']),
  title: () => 'No matching item is missing',
  // Of a filter that is not exact, nobody can tell that nothing else is found.
  script: ({ isPart, filters }) => js`
    expectComplete(${isPart ? js`sliceOf(matching)` : js`items(response)`}, whole, ${filters.every(({ exact, bound }) => exact || bound !== undefined)});
  `,
  mutations: ({ list, empty, isPart, filters }) => [
    {
      name: 'a matching item left out',
      change: (answer) => {
        const found = itemsIn(answer, list.items);
        // One item may lie on the very bound.
        const mayMatch = filters.some(({ bound }) => bound);
        return empty || isPart || found.length === 0
          ? undefined
          : withItems(answer, list.items, mayMatch ? [] : found.slice(0, -1));
      },
    },
    {
      name: 'an item where none matches',
      change: (answer) =>
        empty && filters.every(({ exact, bound }) => exact || bound)
          ? withItems(answer, list.items, [{ id: 'made-up' }])
          : undefined,
    },
  ],
});
