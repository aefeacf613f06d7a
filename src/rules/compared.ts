/** The names under which the scripts of comparisons find the items that match a request. */
import type { ReaderName } from '../sandbox/readers.ts';
import type { ListQuery } from './list-query.ts';
import { identifiers, js, type Script } from './script.ts';

/**
 * The reader of all items that match. With filters, the list is read from the server with the same filters, without paging: it may
 * contain items that the whole list hides, in another order than without filters. Other rules compare it with the whole list.
 */
export function readsAll({ filters }: ListQuery): ReaderName & ('whole' | 'matching') {
  return filters.length > 0 ? 'matching' : 'whole';
}

/** The readers of the same items in the order of the request, up to the index `to`; all of them without `to`. */
export function readsInOrder(query: ListQuery, to: number | undefined): readonly ReaderName[] {
  if (readsAll(query) === 'matching') return ['matching'];
  return to === undefined ? ['whole', 'ordered'] : ['ordered'];
}

/** An expression for all items that match. */
export function allItems(query: ListQuery): Script {
  return js`sliceOf(${identifiers([readsAll(query)])})`;
}

/** An expression for one page of the items that match. */
export function itemsOfPage(query: ListQuery, from: number, to: number | undefined): Script {
  const read = itemsRead(query);
  return to === undefined ? js`sliceOf(${read}, ${from})` : js`sliceOf(${read}, ${from}, ${to})`;
}

/** The name of the reader for the items that match, in the order of the request. */
export function itemsRead(query: ListQuery): Script {
  return identifiers([readsAll(query) === 'matching' ? 'matching' : 'ordered']);
}
