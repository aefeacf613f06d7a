/** A request of the contract as rules see it: what is asked, with which credentials, and what the answer must be. */
import type { Json } from '../core/json.ts';
import type { Bound, ListMeaning, SortedBy } from '../model/list-meaning.ts';
import type { ApiModel, Cause, Operation, Parameter, Response } from '../model/types.ts';

export interface ContractRequest {
  /** Stable and unique in its contract, made of names: `contract/without-a-token`. */
  readonly id: string;
  readonly name: string;
  /** Markdown, for the reader of the collection. */
  readonly description: string;
  readonly operation: Operation;
  /** Where it goes, if not to the API. */
  readonly endpoint?: 'token';
  readonly arguments: readonly Argument[];
  readonly body?: { readonly type: string; readonly value: Json };
  readonly credentials: Credentials;
  readonly expected: Expected;
  /** What is asked of a list, by meaning. Only where the answer is the list. */
  readonly listQuery?: ListQuery;
  /** Where the answer is one item of a list: how both belong together. */
  readonly item?: ItemOfList;
  /** What is looked at only once for each list: the same request twice; the list, page by page. */
  readonly looksAt?: readonly ('same-response' | 'pages' | 'every-item' | 'details')[];
  /** What later requests need of the answer, and the variables that hold it. */
  readonly captures: readonly Capture[];
}

/** A value of the answer that a variable keeps for later requests. */
export type Capture =
  /** The member at a JSON pointer in the body. */
  | { readonly kind: 'member'; readonly variable: string; readonly body: string }
  /** The access token that the token endpoint grants. */
  | { readonly kind: 'token' }
  /** Whether the token endpoint grants a scope that nobody described. */
  | { readonly kind: 'unknown-scope' }
  /** A token whose scope is not what is needed, where the endpoint grants one. */
  | { readonly kind: 'small-token'; readonly variable: string; readonly needed: readonly string[] }
  /** The id of the last item of the list. */
  | { readonly kind: 'last-id'; readonly variable: string }
  /**
   * What a filter can ask for: the value at a JSON pointer in an item. All values of a request are from one item, so that it
   * matches all of them; `whole`, or spelled as no item has it: `part` of it.
   */
  | {
      readonly kind: 'filter-value';
      readonly variable: string;
      readonly parameter: string;
      readonly member: string;
      /** Whether only the very value matches. */
      readonly exact: boolean;
      readonly as: 'whole' | 'part';
    }
  /** What a bound can ask for: of all values at a JSON pointer in the items, the middle one; or the same moment in another zone. */
  | {
      readonly kind: 'middle-value';
      readonly variable: string;
      readonly member: string;
      readonly order: Bound['order'];
      readonly as: 'whole' | 'other-zone';
    };

/** A value in the request: text as it is, or a variable of the collection. */
export type ArgumentValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly initial: string };

export interface Argument {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly value: ArgumentValue;
  /** Unchecked in Postman where false: there for the reader, not sent. */
  readonly enabled: boolean;
  readonly description: string;
}

/** Which credentials a request sends. `inherited` is what its operation needs, mostly from the collection's authorization. */
export type Credentials =
  | { readonly kind: 'inherited' }
  /** No token or password, but the API keys. */
  | { readonly kind: 'none' }
  /** No API key either. */
  | { readonly kind: 'nothing' }
  /** Nothing either, unless whoever runs it says that the target may be written to. */
  | { readonly kind: 'where-writing' }
  | { readonly kind: 'wrong' }
  /** The right token, under another scheme than `Bearer`. */
  | { readonly kind: 'other-scheme' }
  /** A token that has run out. */
  | { readonly kind: 'expired' }
  /** A token with a scope that is not the one needed. */
  | {
      readonly kind: 'small-scope';
      readonly variable: string;
      readonly scope: string;
      readonly needed: readonly string[];
    }
  | { readonly kind: 'without-api-key'; readonly scheme: string }
  | { readonly kind: 'wrong-api-key'; readonly scheme: string }
  /** The client's own credentials, for the token endpoint. */
  | { readonly kind: 'client'; readonly wrong?: 'id' | 'secret' | 'all' };

/** A class of statuses, as OpenAPI spells it: all that no other answer names. */
export type StatusClass = '2XX' | '4XX';

/** One way to answer that the description documents. */
export interface DocumentedAnswer {
  readonly status: number | StatusClass;
  readonly response: Response;
  /** Why the server refuses, where it shall; several where it need not tell them apart. */
  readonly causes?: readonly Cause[];
}

/** What the answer must be. */
export interface Expected extends DocumentedAnswer {
  /** Other answers that are as right: the description does not say which of them a server gives. */
  readonly or?: readonly DocumentedAnswer[];
}

/** What a request asks of a list, whatever the names and spellings of its parameters. */
export interface ListQuery {
  readonly list: ListMeaning;
  readonly filters: readonly RequestedFilter[];
  readonly sort: readonly SortedBy[];
  /** The index, from 0, of the first item that is requested. */
  readonly offset?: number;
  /** The greatest number of items: asked for, or the default that the description declares. */
  readonly limit?: number;
  /** Whether the answer may hold a part of the items that match: it asks for a part, or the list comes in parts anyway. */
  readonly isPart: boolean;
  /** Chosen so that nothing matches. */
  readonly empty: boolean;
  /** The query parameters that cut out a part, and those that filter. Without them, the request is about the whole list. */
  readonly parameters: { readonly part: readonly string[]; readonly filters: readonly string[] };
  /** What to ask with to have as much as can be had at once. */
  readonly most?: { readonly parameter: string; readonly size: number };
}

export interface RequestedFilter {
  readonly parameter: string;
  readonly member: string;
  readonly exact: boolean;
  readonly value: ArgumentValue;
  readonly bound?: Bound;
  /** Where several values are requested: any of them matches. */
  readonly anyOf?: readonly string[];
}

export interface ItemOfList {
  readonly list: ListMeaning;
  /** The path parameter that names the item. */
  readonly parameter: string;
}

/** What rules read: the request, and the API it belongs to. */
export interface Context {
  readonly request: ContractRequest;
  readonly model: ApiModel;
}

/** Every way to answer that is right, the likeliest first. */
export function answersOf({
  expected,
}: Pick<ContractRequest, 'expected'>): readonly [DocumentedAnswer, ...DocumentedAnswer[]] {
  return [expected, ...(expected.or ?? [])];
}

/** Whether a status is the one of an answer: its very own, or one of its class. */
export function hasStatus({ status }: DocumentedAnswer, code: number): boolean {
  return typeof status === 'number' ? status === code : status[0] === String(code)[0];
}

/** Whether an answer is a success, 2xx. */
export function isSuccessAnswer({ status }: DocumentedAnswer): boolean {
  return String(status).startsWith('2');
}

/** Whether the answer shall be a success, 2xx. */
export function isSuccess({ expected }: ContractRequest): boolean {
  return isSuccessAnswer(expected);
}

/** Whether the server must refuse the request: each answer that is right is a 4xx. */
export function mustBeRefused({ expected }: ContractRequest): boolean {
  return answersOf({ expected }).every(({ status }) => String(status).startsWith('4'));
}

/** The JSON media type of a response, if it has one. */
export function jsonOf({ media }: Response) {
  return media.find(({ type }) => /[/+]json\b/.test(type));
}

/** The JSON media type of the expected answer, if it has one. */
export function jsonMedia({ expected }: ContractRequest) {
  return jsonOf(expected.response);
}

/** An API key that opens nothing. */
export const WRONG_KEY = 'a-key-that-nobody-issued';

/** The variable by which whoever runs a collection says that the target may be written to. */
export const MAY_WRITE = 'may_write';
