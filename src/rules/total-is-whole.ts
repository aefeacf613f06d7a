import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { joined, js, type Script } from './script.ts';
import { withHeaderPlus } from './violations.ts';

/** The total header counts all items that match, on whatever page. */
export const totalIsWhole = defineRule({
  id: 'total-is-whole',
  summary: 'The total header is the number of all items that match, the same on every page.',
  form: 'comparison',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query?.list.total ? [{ header: query.list.total, query }] : [];
  },
  title: ({ header, query }) => `${header} counts all items${query.filters.length > 0 ? ' that match' : ''}`,
  script: ({ header, query }) => js`
    pm.expect(numberIn(answer, ${header}), ${header}).to.equal(whole${onlyMatching(query)}.length);
  `,
  helpers: ['numberIn', 'matches'],
  violations: ({ header }) => [
    { name: `${header} one too high`, change: (answer) => withHeaderPlus(answer, header, 1) },
  ],
});

/** `.filter(…)` for each filter of a query: what narrows the whole list to the items that match. */
export function onlyMatching(query: ListQuery): Script {
  return joined(
    query.filters.map(({ member, text }) => js`.filter((item) => matches(item, ${member}, ${text}))`),
    0,
  );
}
