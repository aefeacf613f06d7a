import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withHeaderPlus } from './violations.ts';

/** The total header is never less than what the page holds, seen from the answer alone. */
export const totalCount = defineRule({
  id: 'total-count',
  summary: 'The total header is not less than the number of items up to the end of the page.',
  form: 'question',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query?.list.total ? [{ header: query.list.total, offset: query.offset ?? 0, items: query.list.items }] : [];
  },
  title: ({ header }) => `${header} is not less than the items seen so far`,
  script: ({ header, offset }) => js`
    const seen = items().length === 0 ? 0 : ${offset} + items().length;
    pm.expect(numberIn(pm.response, ${header}), ${header}).to.be.at.least(seen);
  `,
  helpers: ['numberIn', 'items'],
  violations: ({ header, offset, items }) => [
    {
      name: `${header} too low`,
      change: (answer) => {
        const seen = itemsIn(answer, items).length;
        const total = Number(answer.headers[header.toLowerCase()]);
        return seen === 0 ? undefined : withHeaderPlus(answer, header, offset + seen - 1 - total);
      },
    },
  ],
});
