import { matchingHelper, matchingItems, matchingLists } from './compared.ts';
import { ties } from './page-content.ts';
import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { itemsIn, withItems } from './violations.ts';

/** Read in small parts, the list is the same: no item is missing, none comes twice. */
export const pagesJoin = defineRule<ListQuery>({
  id: 'pages-join',
  reads: 'list',
  summary: 'Read page by page, the list is the same: neighbours neither overlap nor leave a gap.',
  form: 'comparison',
  applies: ({ request: { looksAt, listQuery } }) => (looksAt?.includes('pages') && listQuery ? [listQuery] : []),
  compares: (query) => [...matchingLists(query), 'pages'],
  title: () => 'Page by page, no item is missing and none comes twice',
  script: (query) => js`
    const read = lists.pages, ids = read.map(idOf);
    const twice = ${query.list.unique ? js`ids.find((id, index) => ids.indexOf(id) < index)` : js`undefined`};
    if (twice !== undefined) pm.expect.fail('comes twice: ' + brief(twice));
    ${
      query.limit === undefined
        ? js``
        : js`if (read.largestPart > ${query.limit}) pm.expect.fail('a page holds ' + read.largestPart + ' items, where ${query.limit} were asked for');`
    }
    const expected = ${matchingItems(query)};
    // Of a list that is too long to be read to its end in small parts, only the beginning is known.
    expectSameItems(read, read.isCut ? expected.slice(0, read.length) : expected${ties(query)});
  `,
  helpers: ({ filters }) => ['expectSameItems', 'idOf', 'brief', ...filters.map(matchingHelper)],
  violations: ({ list }) => [
    {
      name: 'an item in the place of another',
      change: (answer) => {
        const items = itemsIn(answer, list.items);
        return items.length < 2
          ? undefined
          : withItems(answer, list.items, [...items.slice(0, -1), ...items.slice(0, 1)]);
      },
    },
  ],
});
