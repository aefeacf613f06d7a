/**
 * What scripts know of a request and its list: the generator writes it into them as data. It stands by itself, since scripts are
 * compiled for an older library than the rest.
 */

/** A request that reads a list, or an item of one: the second argument of the factory. A request about no list passes nothing. */
export interface About {
  /** The list, by its name in `contract.lists`. */
  readonly list: string;
  /** Whether the response is the list itself. */
  readonly isList?: true;
  /** The query parameters that it was generated with. */
  readonly query: Readonly<Record<string, string | { readonly variable: string }>>;
  readonly filters?: readonly FilterData[];
  /** Query parameters that say nothing of what is asked, such as an API key. */
  readonly ignored?: readonly string[];
  /** A parameter and its value, which make another request to the same list. */
  readonly other?: readonly [name: string, value: string];
  /** How many items, in the order of this request, its comparisons need; all, where it is missing. */
  readonly upTo?: number;
  /** Whether items may come in another order each time. */
  readonly unordered?: true;
}

/** A filter that a request sends. */
export interface FilterData {
  readonly parameter: string;
  /** JSON pointer in an item. */
  readonly member: string;
  readonly bound?: BoundData;
  readonly anyOf?: readonly string[];
}

/** A filter that takes what lies on one side of its value. */
export interface BoundData {
  readonly side: 'from' | 'to';
  /** Whether the very value matches; missing, where nobody says it. */
  readonly inclusive?: boolean;
  readonly order: 'date-time' | 'number';
}

/** A list, as scripts find it in `contract.lists`. */
export interface ListData {
  /** JSON pointer to the array in the body. */
  readonly items: string;
  /** JSON pointer, in an item, to what tells it from the others. */
  readonly id: string;
  readonly unique: boolean;
  /** How the details of an item agree with the list. */
  readonly agreement: 'whole' | 'shared' | 'plain';
  readonly limit?: string;
  /** The greatest number of items that can be requested at once. */
  readonly most?: number;
  readonly paging?:
    | { readonly kind: 'offset'; readonly parameter: string }
    | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
    | { readonly kind: 'cursor'; readonly parameter: string; readonly next: string };
  /** Whether a part holds as many items as were requested, where there are so many. */
  readonly fullPages?: boolean;
  /** Where a response says how the page after it is asked for. */
  readonly next?: { readonly kind: 'link-header' } | { readonly kind: 'member'; readonly pointer: string };
  /** The parameters that order the list. */
  readonly sorting?: readonly string[];
  /** The parameters, and their values, for the order in which the whole of it is read. */
  readonly order?: readonly (readonly [name: string, value: string])[];
}

/** A key by which items are sorted. */
export interface OrderKey {
  /** JSON pointer in an item. */
  readonly member: string;
  readonly descending: boolean;
  readonly order: 'date-time' | 'number' | 'text' | 'code-points' | 'rank';
  readonly ranks?: readonly string[];
  /** Items without it come last, whichever way it goes. */
  readonly absent?: 'last';
}

/** A value of an item that a later request filters for. */
export interface WantedValue {
  readonly variable: string;
  readonly member: string;
  readonly as: 'whole' | 'part' | 'other-case';
  /** Whether only the very value matches. */
  readonly exact?: true;
}

/** What would be data, if a refusal held it. */
export interface RefusalData {
  /** JSON pointer to the list. */
  readonly list?: string;
  /** JSON pointer to what only an item has. */
  readonly id?: string;
  /** Members that all items have. */
  readonly members: readonly string[];
}

/** Where requests of an API may hold credentials. Header names are in lower case. */
export interface CredentialPlaces {
  readonly headers: readonly string[];
  readonly query?: readonly string[];
  readonly cookies?: readonly string[];
}

/** Credentials that are put into a request which is made without any. */
export interface LentCredentials {
  /** `basic`, or the variable that holds the token. */
  readonly authorization?: string;
  readonly keys: readonly { readonly header: string; readonly variable: string }[];
}

/** How a client authenticates at the token endpoint, and what of it is wrong. */
export interface Client {
  readonly sentIn: 'header' | 'body';
  readonly wrong?: 'id' | 'secret' | 'all';
}
