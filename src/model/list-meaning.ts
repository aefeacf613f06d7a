/** What a list means, in words that no OpenAPI document has: how it counts, pages, sorts and filters. */
import type { SchemaNode } from './types.ts';

/** How a meaning is known. What is only proposed is no meaning yet: it reaches no contract. */
export type Degree = 'declared' | 'convention';

/** Declared once, on the operation, with `x-list`, or certain by convention. Names are those of parameters and headers. */
export interface ListMeaning {
  /** Whether the description says so, or conventions do: what is certain by convention asserts less. */
  readonly degree: Degree;
  /** JSON pointer to the array in the body; empty where the body is the array. */
  readonly items: string;
  /** JSON pointer, in an item, to what tells it from the others; empty where that is not known. */
  readonly id: string;
  /** Whether no two items can have the same id. */
  readonly unique: boolean;
  readonly itemNode: SchemaNode;
  /** The number of items in this answer. */
  readonly count?: NumberPlace;
  /** The number of all items that match. */
  readonly total?: NumberPlace;
  /** Whether the header `Content-Range` names the items of the answer, and the number of all. */
  readonly ranged?: true;
  /** Parameter with the greatest number of items to return. */
  readonly limit?: string;
  /** Whether an answer holds as many items as were requested, where there are so many. Else it may be cut, and nobody says where. */
  readonly fullPages: boolean;
  /** Whether an answer may be a part of the list also where none is requested. */
  readonly inParts?: true;
  /** Whether a limit beyond its maximum may be cut down to it, rather than be refused. */
  readonly beyondMaximum?: 'cut';
  /** Whether an item may be requested by another name than its id, such as `me`. */
  readonly aliases?: true;
  readonly paging?: Paging;
  /** What an answer says of the page that it holds. */
  readonly pageFacts: readonly PageFact[];
  /** Where an answer says how the page after it is asked for. */
  readonly next?: NextPlace;
  readonly sort?: Sort;
  readonly filters: readonly Filter[];
  /** The free-form parameter by which any member filters, named by its dotted path. */
  readonly anyFilter?: string;
  /** Whether the whole list can be read, so that an answer can be held against it. */
  readonly readable: boolean;
  /** Whether the list has an order of its own, the same each time, where none is requested. */
  readonly ordered: boolean;
  /**
   * How the details of an item agree with the list. `whole`: every member that the list shows is there, with the same value.
   * `shared`: what both show has the same value. `plain`: the same, but only of values that nobody shortens: numbers,
   * yes-or-no, times, values of an enum.
   */
  readonly agreement: 'whole' | 'shared' | 'plain';
  /** JSON pointer to the item in the answer that shows it alone, such as `/data`; empty where the answer is the item. */
  readonly detailsAt: string;
}

/** Where an answer tells a number. `optional`: an answer may lack the header. */
export type NumberPlace =
  | { readonly kind: 'header'; readonly name: string; readonly optional?: true }
  /** The header `Content-Range: items 0-19/60`: the number behind the slash. https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
  | { readonly kind: 'content-range'; readonly optional?: true }
  /** JSON pointer in the body. */
  | { readonly kind: 'member'; readonly pointer: string };

/** How a list is read part by part. */
export type Paging =
  /** The index of the first item, from 0. */
  | { readonly kind: 'offset'; readonly parameter: string }
  /** The number of the page; `first` is that of the first one. */
  | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
  /** A cursor that the answer before gives at `next`, a JSON pointer in its body: null, empty or missing at the end. */
  | { readonly kind: 'cursor'; readonly parameter: string; readonly next: string };

/** `page`, `limit`, `offset`: as asked for. `pages`: how many there are. `has-next`: whether items follow. */
export interface PageFact {
  /** JSON pointer in the body. */
  readonly pointer: string;
  readonly says: 'page' | 'limit' | 'offset' | 'pages' | 'has-next';
}

/** The URL of the page after: the header `Link` with `rel="next"` (RFC 8288), or a member of the body. */
export type NextPlace = { readonly kind: 'link-header' } | { readonly kind: 'member'; readonly pointer: string };

/** How an order is requested. `{key}` stands for the name of a key: `-{key}`, `{key} desc`; where it is missing, there is one key. */
export interface Sort {
  readonly parameter: string;
  readonly keys: readonly SortKey[];
  readonly ascending: string;
  readonly descending: string;
  /** Whether several keys may be given, with commas between them. */
  readonly several: boolean;
  /** A parameter of its own for the direction. Then both spellings of a key are the same. */
  readonly direction?: { readonly parameter: string; readonly ascending: string; readonly descending: string };
  /** Whether items with equal keys have an order of their own, the same each time. */
  readonly stable: boolean;
  /** What decides among items that are equal by all that was requested, whichever way that goes. Missing: nobody says it. */
  readonly ties?: SortedBy;
  /** Texts are compared by the numbers of their characters, and not as people sort them. Missing: nobody says how. */
  readonly texts?: 'code-points';
}

/** A key, and which way it goes. */
export interface SortedBy {
  readonly key: SortKey;
  readonly descending: boolean;
}

export interface SortKey {
  /** As the parameter spells it: a dotted path, such as `customer.name`. */
  readonly name: string;
  /** JSON pointer in an item. */
  readonly member: string;
  readonly order: 'date-time' | 'number' | 'text' | 'rank';
  /** Items without it come last, whichever way it goes. Missing: nobody says where they come. */
  readonly absent?: 'last';
  /** For `rank`: the values, the least first. What is none of them comes anywhere. */
  readonly ranks?: readonly string[];
}

export interface Filter {
  readonly parameter: string;
  /** JSON pointer in an item. */
  readonly member: string;
  /** Whether only the very value matches: no part of it, whatever its case. */
  readonly exact: boolean;
  /** Whether several values may be requested, with commas between them, each of which matches. */
  readonly anyOf?: true;
  /** The values that are known to select, such as `true` where nothing is said of `false`. Any, where it is missing. */
  readonly values?: readonly string[];
  /** Where not the value itself is requested, but what lies on one side of it. Such a filter is never `exact`. */
  readonly bound?: Bound;
}

export interface Bound {
  /** Whether values from this one on match, or those up to it. */
  readonly side: 'from' | 'to';
  /** Whether the very value matches. Missing: nobody says it, so it may or not. */
  readonly inclusive?: boolean;
  readonly order: 'date-time' | 'number';
  /** Whether the same moment may be requested as clocks elsewhere show it. */
  readonly anyZone: boolean;
}
