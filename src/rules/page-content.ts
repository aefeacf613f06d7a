import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { onlyMatching } from './total-is-whole.ts';
import { itemsIn, withItems } from './violations.ts';

/** A page is the slice of the whole list that its offset and limit cut out, in the same order. */
export const pageContent = defineRule({
  id: 'page-content',
  summary: 'A page is the slice of the whole list that offset and limit cut out.',
  form: 'comparison',
  applies: ({ request }) => {
    const query = request.listQuery;
    if (!query || (query.offset === undefined && query.limit === undefined)) return [];
    return [{ query, offset: query.offset ?? 0, limit: query.limit }];
  },
  title: ({ offset, limit }) =>
    limit === undefined
      ? `The page holds the items from ${offset} of the whole list`
      : `The page holds the items ${offset} to ${offset + limit - 1} of the whole list`,
  script: ({ query, offset, limit }) => js`
    const expected = whole${onlyMatching(query)}.slice(${offset}${limit === undefined ? js`` : js`, ${offset + limit}`});
    expectSameItems(items(answer.json()), expected);
  `,
  helpers: ['items', 'expectSameItems', 'matches'],
  violations: ({ query }) => [
    {
      name: 'the first item left out',
      change: (answer) => withItems(answer, query.list.items, withoutFirst(answer, query.list.items)),
    },
    {
      name: 'an empty page',
      change: (answer) =>
        withItems(answer, query.list.items, itemsIn(answer, query.list.items).length > 0 ? [] : undefined),
    },
  ],
});

function withoutFirst(answer: Parameters<typeof itemsIn>[0], pointer: string) {
  const items = itemsIn(answer, pointer);
  return items.length === 0 ? undefined : items.slice(1);
}
