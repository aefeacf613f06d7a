import { itemsIn } from './mutations.ts';
import { nameOfPlace, numberScript, promised, unlessMissing, withNumber } from './number-place.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The count in the response is the number of its items. */
export const resultCount = defineRule({
  id: 'result-count',
  restsOn: 'list',
  summary: 'The count in the response is the number of its items.',
  form: 'testFor',
  applies: ({ request, model }) => {
    const list = request.listQuery?.list;
    return list?.count ? [{ place: promised(list.count, request, model), items: list.items }] : [];
  },
  title: ({ place }) => `${nameOfPlace(place)} is the number of items returned`,
  script: ({ place }) =>
    unlessMissing(place, js`pm.expect(${numberScript(place, js`pm.response`)}).to.equal(items().length);`),
  mutations: ({ place, items }) => [
    {
      name: `${nameOfPlace(place)} one too high`,
      change: (answer) => withNumber(answer, place, itemsIn(answer, items).length + 1),
    },
    { name: `${nameOfPlace(place)} always 0`, change: (answer) => withNumber(answer, place, 0) },
  ],
});
