import { itemsIn } from './mutations.ts';
import { nameOfPlace, numberScript, promised, unlessMissing, withNumber } from './number-place.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The total is at least the number of items up to the end of the page. This needs only the response. */
export const totalCount = defineRule({
  id: 'total-count',
  restsOn: 'list',
  summary: 'The total is at least the number of items up to the end of the page.',
  form: 'testAsSent',
  applies: ({ request, model }) => {
    const query = request.listQuery;
    if (!query?.list.total || query.empty) return [];
    const place = promised(query.list.total, request, model);
    return [{ place, offset: query.offset ?? 0, items: query.list.items }];
  },
  title: ({ place }) => `${nameOfPlace(place)} is at least the number of items up to this page`,
  script: ({ place, offset }) =>
    unlessMissing(place, js`expectTotal(${numberScript(place, js`pm.response`)}, ${offset});`),
  mutations: ({ place, offset, items }) => [
    {
      name: `${nameOfPlace(place)} too low`,
      change: (answer) => {
        const atLeast = itemsIn(answer, items).length;
        return atLeast === 0 ? undefined : withNumber(answer, place, offset + atLeast - 1);
      },
    },
  ],
});
