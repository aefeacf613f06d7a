import { numberText } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { keyOf } from '../schema/values.ts';
import { itemsOfPage, readsInOrder } from './compared.ts';
import type { ListQuery } from './list-query.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js, type Script } from './script.ts';

/** A page is the requested slice of the whole list, in the same order. */
export const pageContent = defineRule({
  id: 'page-content',
  restsOn: 'list',
  summary: 'A page is the requested slice of the whole list.',
  form: 'compare',
  applies: ({ request: { listQuery: query } }) => {
    if (!query?.list.readable || (query.offset === undefined && query.limit === undefined)) return [];
    return [{ query, offset: query.offset ?? 0, limit: query.limit }];
  },
  reads: ({ query, offset, limit }) => readsInOrder(query, endOf(offset, limit)),
  title: ({ offset, limit }) =>
    limit === undefined
      ? `The page contains the items from index ${offset} of the whole list`
      : `The page contains the items ${offset} to ${lastOf(offset, limit)} of the whole list`,
  script: ({ query, offset, limit }) => {
    const slice = itemsOfPage(query, offset, endOf(offset, limit));
    if (!mayBeCut(query)) return js`expectSameItems(items(response), ${slice}${ties(query)});`;
    return js`
      // The description does not say that pages are full: a page may be shorter, but not empty.
      const found = items(response);
      ${mayBeEmpty(query)}
      expectSameItems(found, ${slice}.slice(0, Math.max(found.length, 1))${ties(query)});
    `;
  },
  mutations: ({ query, query: { list } }) => [
    {
      name: 'the first item left out',
      change: (answer) => {
        const items = itemsIn(answer, list.items);
        return items.length === 0 || mayLackAny(items, query)
          ? undefined
          : withItems(answer, list.items, items.slice(1));
      },
    },
    {
      name: 'an empty page',
      change: (answer) => withItems(answer, list.items, itemsIn(answer, list.items).length > 0 ? [] : undefined),
    },
  ],
});

/** The index after the last item of a page; `undefined` without a limit. */
function endOf(offset: number, limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : offset + limit;
}

/** Whether a page may have fewer items than requested or, without a limit, may end before the list does. */
function mayBeCut({ list, limit }: ListQuery): boolean {
  return !list.fullPages || (list.inParts === true && limit === undefined);
}

/** A server may filter what it has read for a page, so a page that leads to the next one may have no items: https://google.aip.dev/158 */
function mayBeEmpty({ list }: ListQuery): Script {
  const leads =
    list.paging?.kind === 'cursor' ? list.paging.next !== undefined : !list.paging && list.next !== undefined;
  return leads
    ? js`if (found.length === 0 && urlAfter(sentUrl(), { items: [], parts: [] }, [], response) !== '') skipHere('empty-list');`
    : js``;
}

/** Whether these items may be a page without any one of them: it may be shorter, and all are equal in what they are sorted by. */
function mayLackAny(items: readonly Json[], query: ListQuery): boolean {
  const { list, sort } = query;
  if (items.length < 2 || !mayBeCut(query) || sort.length === 0 || list.sort?.stable) return false;
  return sort.every(({ key }) => {
    const values = items.map((item) => keyOf(valueAt(item, fromPointer(key.member))));
    return new Set(values).size === 1;
  });
}

/** Whether items with equal keys may change places from request to request, so that a page may repeat one that another page had. */
export function mayChangePlaces({ list, sort }: ListQuery): boolean {
  return sort.length > 0 && !list.sort?.stable;
}

/** The sort members, as an argument: items with equal values may change places between pages. Empty if the order is stable. */
export function ties(query: ListQuery) {
  return mayChangePlaces(query) ? js`, ${query.sort.map(({ key }) => key.member)}` : js``;
}

/** The index of the last item, with the digits of a limit that a double cannot hold. */
function lastOf(offset: number, limit: number): string {
  const digits = numberText(limit);
  return /^\d+$/.test(digits) ? String(BigInt(offset) + BigInt(digits) - 1n) : String(offset + limit - 1);
}
