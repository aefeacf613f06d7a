import type { Operation } from '../model/types.ts';
import type { ListQuery } from './list-query.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A filtered list contains every matching item. Without this rule, a server could return too few. */
export const filterComplete = defineRule<ListQuery>({
  id: 'filter-complete',
  restsOn: 'list',
  summary: 'A filtered list contains every item of the whole list that matches all filters.',
  form: 'compare',
  applies: ({ request: { listQuery: query, operation } }) =>
    query?.list.readable && narrows(query, operation) && query.offset === undefined && !query.empty && !query.near
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

/** Whether there is a larger list: the whole one has the required filters, too, so all pages of one with no others are the same. */
function narrows({ filters, isPart }: ListQuery, { parameters }: Operation): boolean {
  const isRequired = (filter: string) =>
    parameters.some(({ in: place, name, required }) => place === 'query' && name === filter && required);
  return isPart ? filters.some(({ parameter }) => !isRequired(parameter)) : filters.length > 0;
}
