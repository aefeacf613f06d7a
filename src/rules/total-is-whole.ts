import { allItems, readsAll } from './compared.ts';
import type { ListQuery } from './list-query.ts';
import { nameOfPlace, numberOf, numberScript, promised, unlessMissing, withNumber } from './number-place.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The total counts all matching items, on every page. */
export const totalIsWhole = defineRule({
  id: 'total-is-whole',
  restsOn: 'list',
  summary: 'The total is the number of all matching items, the same on every page.',
  form: 'compare',
  anyOrder: true,
  applies: ({ request, model }) => {
    const query = request.listQuery;
    // A total that is known only by convention may also count items that a filter or missing rights hide.
    return query?.list.total && query.list.readable && query.list.degree === 'declared'
      ? [{ place: promised(query.list.total, request, model), query }]
      : [];
  },
  // Without pages, the response itself has all matching items, also those that the whole list hides.
  reads: ({ query }) => (isWhole(query) ? [] : [readsAll(query)]),
  title: ({ place, query }) => `${nameOfPlace(place)} counts all ${query.filters.length > 0 ? 'matching ' : ''}items`,
  script: ({ place, query }) => {
    const all = isWhole(query) ? js`items(response)` : allItems(query);
    return unlessMissing(
      place,
      js`pm.expect(${numberScript(place, js`response`)}).to.equal(${all}.length);`,
      js`response`,
    );
  },
  mutations: ({ place }) => [
    {
      name: `${nameOfPlace(place)} one too high`,
      change: (answer) => withNumber(answer, place, (numberOf(answer, place) ?? 0) + 1),
    },
  ],
});

function isWhole({ filters, isPart }: ListQuery): boolean {
  return filters.length > 0 && !isPart;
}
