/** A request of the contract as rules see it: what is asked, with which credentials, and what the answer must be. */
import type { Json } from '../core/json.ts';
import type { ApiModel, Cause, ListMeaning, Operation, Parameter, Response, SortKey } from '../model/types.ts';

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
  /** Whether the answer is held against a second one to the same question. */
  readonly askedTwice?: boolean;
  /** Members of the answer that later requests need, and the variables that keep them. */
  readonly keeps: readonly { readonly variable: string; readonly body: string }[];
}

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
  | { readonly kind: 'wrong' }
  /** The right token, under another scheme than `Bearer`. */
  | { readonly kind: 'other-scheme' }
  /** A token that has run out. */
  | { readonly kind: 'expired' }
  /** A token with a scope that is not the one needed. */
  | { readonly kind: 'small-scope'; readonly scope: string; readonly needed: readonly string[] }
  | { readonly kind: 'without-api-key'; readonly scheme: string }
  | { readonly kind: 'wrong-api-key'; readonly scheme: string }
  /** The client's own credentials, for the token endpoint. */
  | { readonly kind: 'client'; readonly wrong?: 'id' | 'secret' };

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

export interface ListQuery {
  readonly list: ListMeaning;
  readonly filters: readonly { readonly parameter: string; readonly member: string; readonly text: string }[];
  readonly sort: readonly { readonly key: SortKey; readonly descending: boolean }[];
  /** As it is spelled in the request; the whole list is read with the same, to compare in the same order. */
  readonly sortText?: string;
  readonly offset?: number;
  readonly limit?: number;
  /** Chosen so that nothing matches. */
  readonly empty: boolean;
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
