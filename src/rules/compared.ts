/** What comparisons call the items that match a request, in their scripts. */
import type { ReaderName } from '../sandbox/readers.ts';
import type { ListQuery } from './request.ts';
import { identifiers, js, type Script } from './script.ts';

/**
 * What all items that match are read by. Where a filter may find more than the very value, the server is requested them, without
 * the limits of a page; else they are picked from the whole list, which proves a wrong filter wrong each time.
 */
export function readsAll({ filters }: ListQuery): ReaderName & ('whole' | 'matching') {
  return filters.some(({ exact }) => !exact) ? 'matching' : 'whole';
}

/** The same in the order of the request: as far as a page that ends there needs it, or all of it. */
export function readsInOrder(query: ListQuery, to: number | undefined): readonly ReaderName[] {
  if (readsAll(query) === 'matching') return ['matching'];
  return to === undefined ? ['whole', 'ordered'] : ['ordered'];
}

/** All items that match, as an expression. */
export function allItems(query: ListQuery): Script {
  return js`sliceOf(${identifiers([readsAll(query)])})`;
}

/** The items of a page of all that match, as an expression. */
export function itemsOfPage(query: ListQuery, from: number, to: number | undefined): Script {
  const read = itemsRead(query);
  return to === undefined ? js`sliceOf(${read}, ${from})` : js`sliceOf(${read}, ${from}, ${to})`;
}

/** What the items that match are read as, in the order of the request. */
export function itemsRead(query: ListQuery): Script {
  return identifiers([readsAll(query) === 'matching' ? 'matching' : 'ordered']);
}
