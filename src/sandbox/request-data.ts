/**
 * The data about a request and its list that the generator writes into scripts. These types import nothing, because scripts are
 * compiled with an older `lib` than the rest.
 */

/** The second argument of the factory, for a request with the right token that gets a 401 for another credential. */
export interface Refused {
  readonly refused: true;
}

/** The second argument of the factory, for a request that reads a list or an item of one. */
export interface About {
  readonly refused?: Refused['refused'];
  /** The list, by its name in `contract.lists`. */
  readonly list: string;
  /** Whether the response is the list itself. */
  readonly isList?: true;
  /** The generated query parameters. The values of a name that is sent several times are one text: `a&name=b`. */
  readonly query: Readonly<Record<string, string | { readonly variable: string }>>;
  /** The query parameters that the list of this item requires. */
  readonly required?: readonly (readonly [name: string, value: string])[];
  /** The headers that the list of this item requires, and the item does not. */
  readonly headers?: readonly Header[];
  /** What the details of an item require, besides what the list does. */
  readonly details?: {
    readonly query?: readonly (readonly [name: string, value: string])[];
    readonly headers?: readonly Header[];
  };
  readonly filters?: readonly FilterData[];
  /** Query parameters that do not change the meaning of the request, such as an API key. */
  readonly ignored?: readonly string[];
  /** A parameter and a value for another request to the same list. */
  readonly other?: readonly [name: string, value: string];
  /** The number of items, in the order of this request, that its comparisons need; all if it is missing. */
  readonly upTo?: number;
  /** The page size by which comparisons read the list; the largest one if it is missing. */
  readonly size?: number;
  /** Whether the order of items may differ from request to request. */
  readonly unordered?: true;
  /** The statuses of the responses that have the list or the item, if other successes are right, too. */
  readonly statuses?: string | number | readonly (string | number)[];
}

interface Header {
  readonly key: string;
  readonly value: string;
}

/** A filter that a request sends. */
export interface FilterData {
  readonly parameter: string;
  /** JSON pointer in an item. */
  readonly member: string;
  readonly bound?: BoundData;
  readonly anyOf?: readonly string[];
  /** Whether it may match other values than the requested one. */
  readonly isLoose?: true;
}

/** A filter with a lower or upper bound. */
export interface BoundData {
  readonly side: 'from' | 'to';
  /** Whether a value equal to the bound matches; missing if that is not described. */
  readonly inclusive?: boolean;
  readonly order: 'date-time' | 'number';
}

/** A list, as an entry of `contract.lists`. */
export interface ListData {
  /** JSON pointer to the array in the body. */
  readonly items: string;
  /** Whether an empty list may be missing, or null. */
  readonly mayLack?: true;
  /** JSON pointer in an item to its id. */
  readonly id: string;
  readonly unique: boolean;
  /** What the path of the list ends in, and those of its items after the id: mostly nothing. */
  readonly ends: readonly [list: string, item: string];
  /** Which members of the details agree with the list. */
  readonly agreement: 'whole' | 'shared' | 'plain';
  /** Members that have another type in the details. */
  readonly apart?: readonly string[];
  readonly limit?: string;
  /** The largest page size, or one of those of a parameter that is required. */
  readonly most?: number;
  /** The number of items of a response that may be a part, of a list without a way to its other items. */
  readonly cutAt?: number;
  readonly paging?:
    | { readonly kind: 'offset'; readonly parameter: string }
    | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
    | { readonly kind: 'cursor'; readonly parameter: string; readonly next?: string };
  /** The parameter and value of the first page, if the list cannot be requested without it, or may be whole then. */
  readonly start?: readonly [name: string, value: number];
  /** The index or number of the last page that may be requested, if the list may have more. */
  readonly last?: number;
  /** Whether every page but the last is full. */
  readonly fullPages?: boolean;
  /** The place of the link to the next page. */
  readonly next?: { readonly kind: 'link-header' } | { readonly kind: 'member'; readonly pointer: string };
  /** The sort parameters of the list. */
  readonly sorting?: readonly string[];
  /** The parameters and values for the order in which the whole list is read. */
  readonly order?: readonly (readonly [name: string, value: string])[];
}

/** A sort key. */
export interface OrderKey {
  /** JSON pointer in an item. */
  readonly member: string;
  readonly descending: boolean;
  readonly order: 'date-time' | 'number' | 'text' | 'code-points' | 'rank';
  readonly ranks?: readonly string[];
  /** `last`: items without the key come last, in both directions. */
  readonly absent?: 'last';
}

/** A value of an item that a later request filters for. */
export interface WantedValue {
  readonly variable: string;
  readonly member: string;
  readonly as: 'whole' | 'part';
  /** Whether only an equal value matches. */
  readonly exact?: true;
}

/** The data that an error response must not contain. */
export interface RefusalData {
  /** JSON pointer to the list. */
  readonly list?: string;
  /** Members that all items have, some of which error responses do not. */
  readonly members: readonly string[];
}

/** The names of what may hold a credential in requests, as `contract.credentials`. Those of headers are in lower case. */
export interface CredentialPlaces {
  readonly headers: readonly string[];
  readonly query: readonly string[];
  readonly cookies: readonly string[];
}

/** Credentials that are added to a request without any, if a variable allows it. */
export interface LentCredentials {
  /** `may_write_all` instead of `may_write`. */
  readonly by?: 'may_write_all';
  /** The variables with user name and password, for HTTP Basic. */
  readonly login?: readonly [username: string, password: string];
  readonly headers: readonly { readonly key: string; readonly prefix: string; readonly variable: string }[];
}

/** How a client authenticates at the token endpoint, and which part is wrong, if any. */
export interface Client {
  readonly sentIn: 'header' | 'body';
  readonly wrong?: 'id' | 'secret' | 'all';
  /** Whether it requests the scopes in `token_scope`. */
  readonly scoped?: true;
  /** The variable with a token that is sent if there is no client id. */
  readonly given?: string;
}
