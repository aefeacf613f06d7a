import { allItems, readsAll } from './compared.ts';
import { nameOfPlace, numberOf, numberScript, withNumber } from './number-place.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The total counts all matching items, on every page. */
export const totalIsWhole = defineRule({
  id: 'total-is-whole',
  restsOn: 'list',
  summary: 'The total is the number of all matching items, the same on every page.',
  form: 'compare',
  applies: ({ request: { listQuery: query } }) =>
    // A total that is known only by convention may also count items that a filter or missing rights hide.
    query?.list.total && query.list.readable && query.list.degree === 'declared'
      ? [{ place: query.list.total, query }]
      : [],
  reads: ({ query }) => [readsAll(query)],
  title: ({ place, query }) => `${nameOfPlace(place)} counts all ${query.filters.length > 0 ? 'matching ' : ''}items`,
  script: ({ place, query }) => js`
    pm.expect(${numberScript(place, js`response`)}).to.equal(${allItems(query)}.length);
  `,
  mutations: ({ place }) => [
    {
      name: `${nameOfPlace(place)} one too high`,
      change: (answer) => withNumber(answer, place, (numberOf(answer, place) ?? 0) + 1),
    },
  ],
});
