/** What a list operation means beyond OpenAPI: how it counts, pages, sorts and filters. */
import type { SchemaNode } from './types.ts';

/** How a meaning is known. Proposals are not included: they have no effect before a person accepts them. */
export type Degree = 'declared' | 'convention';

/**
 * The meaning of a list operation: declared with `x-list`, or certain by convention. Names are those of parameters and
 * headers.
 */
export interface ListMeaning {
  /** A meaning by convention leads to fewer assertions than a declared one. */
  readonly degree: Degree;
  /** JSON pointer to the array in the body; empty where the body is the array. */
  readonly items: string;
  /** JSON pointer, in an item, to its identifier; empty if unknown. */
  readonly id: string;
  /** Whether the identifier is unique among the items. */
  readonly unique: boolean;
  readonly itemNode: SchemaNode;
  /** The number of items in this response. */
  readonly count?: NumberPlace;
  /** The number of all matching items. */
  readonly total?: NumberPlace;
  /** Whether the header `Content-Range` gives the range of the items in the response, and the total. */
  readonly ranged?: true;
  /** The parameter for the maximum number of items to return. */
  readonly limit?: string;
  /** Whether a page is full while more items follow. If not, a page may hold fewer items than the limit. */
  readonly fullPages: boolean;
  /** Whether a response may hold only a part of the list even if the request has no limit. */
  readonly inParts?: true;
  /** `cut`: a limit above its maximum may be reduced to the maximum instead of refused. */
  readonly beyondMaximum?: 'cut';
  /** Whether an item can also be addressed by an alias, such as `me`, instead of its id. */
  readonly aliases?: true;
  readonly paging?: Paging;
  /** Values in a response that describe its page. */
  readonly pageFacts: readonly PageFact[];
  /** Where a response gives the URL of the next page. */
  readonly next?: NextPlace;
  readonly sort?: Sort;
  readonly filters: readonly Filter[];
  /** The free-form parameter that filters by any member; its properties are the dotted paths of members. */
  readonly anyFilter?: string;
  /** Whether all pages of the list can be read, so that a response can be compared with the whole list. */
  readonly readable: boolean;
  /** Whether the list has a stable order when the request does not sort. */
  readonly ordered: boolean;
  /**
   * How the details of an item agree with the item in the list. `whole`: the details have every member of the list's item,
   * with the same value. `shared`: members in both have the same value. `plain`: as `shared`, but only for values that a
   * list does not abbreviate: numbers, booleans, times, enum values.
   */
  readonly agreement: 'whole' | 'shared' | 'plain';
  /** JSON pointer to the item in the response of the details operation, such as `/data`; empty if the body is the item. */
  readonly detailsAt: string;
}

/** Where a response gives a number. `optional`: the header may be missing. */
export type NumberPlace =
  | { readonly kind: 'header'; readonly name: string; readonly optional?: true }
  /**
   * The total in the header `Content-Range: items 0-19/60`, after the slash.
   * https://www.rfc-editor.org/rfc/rfc9110#section-14.4
   */
  | { readonly kind: 'content-range'; readonly optional?: true }
  /** JSON pointer in the body. */
  | { readonly kind: 'member'; readonly pointer: string; readonly optional?: true };

/** How the parts of a list are requested. */
export type Paging =
  /** The index of the first item, starting at 0. */
  | { readonly kind: 'offset'; readonly parameter: string }
  /** The page number; `first` is the number of the first page. */
  | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
  /**
   * A cursor from the body of the previous response, at the JSON pointer `next`: null, empty or missing on the last page. Without `next`, it
   * is the id of the last item of the previous response.
   */
  | { readonly kind: 'cursor'; readonly parameter: string; readonly next?: string };

/**
 * A value in a response that describes the page. `page`, `limit`, `offset`: as requested. `pages`: the number of pages.
 * `has-next`: whether another page follows. `is-last`: whether none does.
 */
export interface PageFact {
  readonly place: NumberPlace;
  readonly says: 'page' | 'limit' | 'offset' | 'pages' | 'has-next' | 'is-last';
}

/** The URL of the next page: the header `Link` with `rel="next"` (RFC 8288), or a member of the body. */
export type NextPlace = { readonly kind: 'link-header' } | { readonly kind: 'member'; readonly pointer: string };

/**
 * How a request sorts. In `ascending` and `descending`, `{key}` is replaced by the name of a key, as in `-{key}` or `{key}
 * desc`; without `{key}`, the parameter has a single, implicit key.
 */
export interface Sort {
  readonly parameter: string;
  readonly keys: readonly SortKey[];
  readonly ascending: string;
  readonly descending: string;
  /** Whether the parameter takes several keys, separated by commas. */
  readonly several: boolean;
  /** A separate parameter for the direction. `ascending` and `descending` are then the same. */
  readonly direction?: { readonly parameter: string; readonly ascending: string; readonly descending: string };
  /** Whether the order of items with equal keys is stable. */
  readonly stable: boolean;
  /**
   * The key that orders items whose requested keys are equal, with its own fixed direction. Missing: the description does
   * not say.
   */
  readonly ties?: SortedBy;
  /**
   * `code-points`: texts are compared by Unicode code points rather than by a language's collation. Missing: the description
   * does not say.
   */
  readonly texts?: 'code-points';
}

/** A sort key and its direction. */
export interface SortedBy {
  readonly key: SortKey;
  readonly descending: boolean;
}

export interface SortKey {
  /** The name in the parameter: a dotted path, such as `customer.name`. */
  readonly name: string;
  /** JSON pointer in an item. */
  readonly member: string;
  readonly order: 'date-time' | 'number' | 'text' | 'rank';
  /** `last`: items without this member come last in both directions. Missing: the description does not say. */
  readonly absent?: 'last';
  /** For `rank`: the values in ascending order. The position of other values is not defined. */
  readonly ranks?: readonly string[];
  /** Whether the description leaves open how its values compare. Then no order by this key is asserted. */
  readonly isOpen?: true;
}

export interface Filter {
  readonly parameter: string;
  /** JSON pointer in an item. */
  readonly member: string;
  /** Whether the filter matches by exact equality: no substrings, case-sensitive. */
  readonly exact: boolean;
  /** Whether the parameter takes several values, separated by commas; items that match any of them are selected. */
  readonly anyOf?: true;
  /** The values known to filter, such as only `true` if the effect of `false` is unknown. Missing: all values. */
  readonly values?: readonly string[];
  /** Values of the parameter that no item has, such as `all`: what they select is not known. */
  readonly impossible?: readonly string[];
  /** For a filter that compares by order instead of equality. Such a filter is never `exact`. */
  readonly bound?: Bound;
}

export interface Bound {
  /** `from`: values from this one on match. `to`: values up to it. */
  readonly side: 'from' | 'to';
  /** Whether a value equal to the bound matches. Missing: the description does not say, so both are accepted. */
  readonly inclusive?: boolean;
  readonly order: 'date-time' | 'number';
  /** Whether the value may be given in any time zone. */
  readonly anyZone: boolean;
}
