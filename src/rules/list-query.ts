/** What a request asks of a list. */
import type { Bound, ListMeaning, SortedBy } from '../model/list-meaning.ts';
import type { ArgumentValue } from './request.ts';

/** The meaning of a request to a list, independent of the names and spellings of its parameters. */
export interface ListQuery {
  readonly list: ListMeaning;
  readonly filters: readonly RequestedFilter[];
  readonly sort: readonly SortedBy[];
  /** The index, from 0, of the first item that is requested. */
  readonly offset?: number;
  /** The maximum number of items: the requested one, or the declared default. */
  readonly limit?: number;
  /** Whether the response may contain only a part of the matching items: the request has a page, or the list is always paged. */
  readonly isPart: boolean;
  /** Whether the filter is chosen so that nothing matches. */
  readonly empty: boolean;
  /** Whether its filter is a part of a value, which only an item with just this value matches. */
  readonly near?: true;
  /** The query parameters that select a page, and those that filter. Without them, the response is the whole list. */
  readonly parameters: { readonly part: readonly string[]; readonly filters: readonly string[] };
  /** The parameter for the page size, and the largest size that the description allows. */
  readonly most?: { readonly parameter: string; readonly size: number };
}

export interface RequestedFilter {
  readonly parameter: string;
  readonly member: string;
  readonly exact: boolean;
  readonly value: ArgumentValue;
  readonly bound?: Bound;
  /** Several values, any of which matches. */
  readonly anyOf?: readonly string[];
}

export interface ItemOfList {
  readonly list: ListMeaning;
  /** The path parameter that names the item. */
  readonly parameter: string;
}
