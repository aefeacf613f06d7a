import { PAGES } from '../core/protocol.ts';
import { itemsRead, readsInOrder } from './compared.ts';
import type { ListQuery } from './list-query.ts';
import { itemsIn, withItems } from './mutations.ts';
import { mayChangePlaces, ties } from './page-content.ts';
import { defineRule } from './rule.ts';
import { js, type Script } from './script.ts';

/** Whether the pages are the only way to read the list, so that there is nothing to compare them with. */
function isOneReading({ limit }: ListQuery): boolean {
  return limit === undefined;
}

/** Whether what the pages hold says whether they are right. */
function isKnownApart(query: ListQuery): boolean {
  return !isOneReading(query) || query.list.unique;
}

/**
 * Ends where two items may be equal by what the request sorts by: a server may hold texts equal whose letters have another case or accents, and
 * texts that are one number. An item that is there twice is not equal to another one.
 */
function unlessEqual(query: ListQuery): Script {
  const members = query.sort.map(({ key }) => key.member);
  const { id, unique } = query.list;
  const count = unique && id !== '' ? js`new Set(sorted.map((item) => String(at(item, ${id})))).size` : js`keys.length`;
  return js`
    const plain = (value) => isNaN(value) ? String(value).normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase() : Number(value);
    const sorted = sliceOf(${itemsRead(query)});
    const keys = sorted.map((item) => ${members}.map((member) => plain(at(item, member))).join(' '));
    if (new Set(keys).size < ${count}) skipHere('no-difference');
  `;
}

/** Small pages, read one after another, give the same list: no item is missing or repeated. */
export const pagesJoin = defineRule<ListQuery>({
  id: 'pages-join',
  restsOn: 'list',
  summary:
    'Pages, read one after another, give the same list: they neither overlap nor leave a gap. Without a page size, no item appears twice. Where equal items may change places, only of lists without any.',
  form: 'compare',
  applies: ({ request: { looksAt, listQuery } }) =>
    looksAt?.includes('pages') && listQuery && !(mayChangePlaces(listQuery) && isOneReading(listQuery))
      ? [listQuery].filter(isKnownApart)
      : [],
  reads: (query) => [...readsInOrder(query, query.limit && query.limit * PAGES), 'pages'],
  title: (query) =>
    isOneReading(query)
      ? 'Read page by page, no item is repeated'
      : 'Read page by page, no item is missing or repeated',
  script: (query) =>
    isOneReading(query)
      ? js`
    if (pages.parts.length < 2) skipHere('last-page');
    expectNoDuplicates(pages.items);
  `
      : js`
    ${mayChangePlaces(query) ? unlessEqual(query) : js``}
    ${query.list.unique ? js`expectNoDuplicates(pages.items);` : js``}
    if (pages.largestPart > ${query.limit}) pm.expect.fail('a page holds ' + pages.largestPart + ' items, where ${query.limit} were requested');
    expectSameItems(pages.items, sliceOf(${itemsRead(query)}, 0, pages.isCut ? pages.items.length : undefined)${ties(query)});
  `,
  mutations: ({ list }) => [
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
