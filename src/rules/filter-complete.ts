import { matchingHelper, onlyMatching, perhapsMatching } from './compared.ts';
import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { joined, js, type Script } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** A filter leaves out none of the items that match: only then is a short answer a right one. */
export const filterComplete = defineRule<ListQuery>({
  id: 'filter-complete',
  reads: 'list',
  summary: 'A filtered list holds every item of the whole list that matches all filters.',
  form: 'comparison',
  // What is found by a part of a value, or whatever its case, is not known to be left out.
  applies: ({ request: { listQuery: query } }) =>
    query?.list.readable && query.filters.length > 0 && query.offset === undefined ? [query] : [],
  compares: ({ isPart }) => (isPart ? ['whole', 'matching'] : ['whole']),
  title: () => 'No item that matches is left out',
  script: (query) => js`
    const found = ${query.isPart ? js`lists.matching` : js`items(answer.json())`}.map(idOf);
    const expected = ${joined([js`lists.whole`, ...query.filters.map(onlyMatching)], 0)}.map(idOf);
    const missing = expected.filter((id) => !found.includes(id));
    if (missing.length > 0) pm.expect.fail('left out: ' + brief(missing));
    ${query.filters.every(({ exact, bound }) => exact || bound) ? nothingElse(query) : js``}
  `,
  helpers: ({ filters }) => ['items', 'idOf', ...filters.map(matchingHelper), 'brief'],
  violations: ({ list, empty, isPart, filters }) => [
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

/** That nothing else is found: of a filter that is not exact nobody can tell it. */
function nothingElse({ filters }: ListQuery): Script {
  const isCertain = filters.every(({ bound }) => !bound);
  return js`
    const allowed = ${isCertain ? js`expected` : js`${joined([js`lists.whole`, ...filters.map(perhapsMatching)], 0)}.map(idOf)`};
    const surplus = found.filter((id) => !allowed.includes(id));
    if (surplus.length > 0) pm.expect.fail('not in the whole list, or not matching: ' + brief(surplus));
  `;
}
