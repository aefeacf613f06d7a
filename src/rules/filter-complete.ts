import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { onlyMatching } from './total-is-whole.ts';
import { itemsIn, withItems } from './violations.ts';

/** A filter leaves out none of the items that match: only then is a short answer a right one. */
export const filterComplete = defineRule<ListQuery>({
  id: 'filter-complete',
  summary: 'A filtered list, unless it is paged, holds every item of the whole list that matches all filters.',
  form: 'comparison',
  applies: ({ request }) => {
    const query = request.listQuery;
    return query && query.filters.length > 0 && query.limit === undefined && query.offset === undefined ? [query] : [];
  },
  title: () => 'No item that matches is left out',
  script: (query) => js`
    const found = items(answer.json()).map(idOf);
    const expected = whole${onlyMatching(query)}.map(idOf);
    const missing = expected.filter((id) => !found.includes(id));
    const surplus = found.filter((id) => !expected.includes(id));
    if (missing.length > 0) pm.expect.fail('left out: ' + brief(missing));
    if (surplus.length > 0) pm.expect.fail('not in the whole list, or not matching: ' + brief(surplus));
  `,
  helpers: ['items', 'idOf', 'matches', 'brief'],
  violations: ({ list, empty }) => [
    {
      name: 'a matching item left out',
      change: (answer) => {
        const found = itemsIn(answer, list.items);
        return empty || found.length === 0 ? undefined : withItems(answer, list.items, found.slice(0, -1));
      },
    },
    {
      name: 'an item where none matches',
      change: (answer) => (empty ? withItems(answer, list.items, [{ id: 'made-up' }]) : undefined),
    },
  ],
});
