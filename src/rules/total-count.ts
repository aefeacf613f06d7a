import { nameOfPlace, numberHelper, numberScript, unlessMissing, withNumber } from './number-helpers.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn } from './violations.ts';

/** The total is never less than what the page holds, seen from the answer alone. */
export const totalCount = defineRule({
  id: 'total-count',
  reads: 'list',
  summary: 'The total is not less than the number of items up to the end of the page.',
  form: 'question',
  applies: ({ request: { listQuery: query } }) =>
    query?.list.total ? [{ place: query.list.total, offset: query.offset ?? 0, items: query.list.items }] : [],
  title: ({ place }) => `${nameOfPlace(place)} is not less than the items seen so far`,
  script: ({ place, offset }) =>
    unlessMissing(
      place,
      js`
    const seen = items().length === 0 ? 0 : ${offset} + items().length;
    pm.expect(${numberScript(place, js`pm.response`)}, ${nameOfPlace(place)}).to.be.at.least(seen);
  `,
    ),
  helpers: ({ place }) => [numberHelper(place), 'items'],
  violations: ({ place, offset, items }) => [
    {
      name: `${nameOfPlace(place)} too low`,
      change: (answer) => {
        const seen = itemsIn(answer, items).length;
        return seen === 0 ? undefined : withNumber(answer, place, offset + seen - 1);
      },
    },
  ],
});
