/** A request of the contract, as rules read it: its parameters, its credentials, and the expected responses (see `answers.ts`). */
import type { Json } from '../core/json.ts';
import type { NotJudgedReason } from '../core/protocol.ts';
import type { Bound } from '../model/list-meaning.ts';
import type {
  ApiModel,
  Cause,
  Media,
  Operation,
  Parameter,
  Response,
  StepCriterion,
  UseCaseStep,
} from '../model/types.ts';
import type { ItemOfList, ListQuery } from './list-query.ts';

export interface ContractRequest {
  /** Stable and unique in its contract, made from names: `contract/access/get-no-token`. */
  readonly id: string;
  readonly name: string;
  /** Markdown, for the reader of the collection. */
  readonly description: string;
  readonly operation: Operation;
  /** The endpoint, if it is not the API: it grants tokens, or names the one that does (OpenID Connect). */
  readonly endpoint?: 'token' | 'discovery';
  /** Its credentials are wrong, and too many such requests can lock the client out. */
  readonly mayLockOut?: true;
  /** It must be refused, may write, and may name what is there: a server that does not refuse it changes that. */
  readonly mayHarm?: true;
  /** It reads what another request has created or deleted, so it is sent only where those are. */
  readonly afterWrites?: true;
  /** The DELETE that was a success, as `DELETE /orders/{id}`. That the item is still there is a note in the report, and no failure. */
  readonly deletedBy?: string;
  /** What the standard has for this response of the token endpoint. A difference is a note in the report, and no failure. */
  readonly noted?: NotedResponse;
  readonly arguments: readonly Argument[];
  /** `media`: what describes it. Missing for what is not of the description, such as a request for a token. */
  readonly body?: {
    readonly type: string;
    readonly value: Json;
    readonly media?: Media;
    /** Values of earlier responses in a JSON body, by variables that hold JSON. */
    readonly variables?: readonly { readonly pointer: string; readonly variable: string }[];
  };
  readonly credentials: Credentials;
  readonly expected: Expected;
  /** Documented errors that are neither right nor wrong here. */
  readonly excuses?: readonly Excuse[];
  /** The meaning of the request, if its response is a list. */
  readonly listQuery?: ListQuery;
  /** The list of the item, if the response is one item of a list. */
  readonly item?: ItemOfList;
  /** Where the response has the id of the item that an earlier request created. `example`: what is requested until then. */
  readonly shows?: { readonly at: string; readonly example: string };
  /** Checks that run once for each list: the same request twice, the list page by page, every item, sampled details. */
  readonly looksAt?: readonly ('same-response' | 'pages' | 'every-item' | 'details')[];
  /** Success criteria of a step of a use case, each with its text. */
  readonly criteria?: readonly StepCriterion[];
  /** The variable that says whether the request was sent, and a success, that changes what this one is about. */
  readonly after?: string;
  /** The step of a use case that sends it. */
  readonly step?: UseCaseStep;
  /** Values of the response that variables keep for later requests. */
  readonly captures: readonly Capture[];
}

/** The statuses of a response, and the error codes of a refusal (RFC 6749, sections 5.1 and 5.2). */
export interface NotedResponse {
  readonly statuses: readonly number[];
  readonly errors?: readonly string[];
}

/** A value of the response that a variable keeps for later requests. */
export type Capture =
  /** The member at a JSON pointer: percent-encoded for a path or a query, as `text` for a header, or as `json` for a body. `forOthers`: for the paths of other requests, as a link says, and not as an output of a use case. */
  | {
      readonly kind: 'member';
      readonly variable: string;
      readonly body: string;
      readonly as?: 'text' | 'json';
      readonly forOthers?: true;
    }
  /** That the request was sent, and was a success. */
  | { readonly kind: 'sent'; readonly variable: string }
  /** The access token that the token endpoint grants. */
  | { readonly kind: 'token' }
  /** The URL of the token endpoint, from an OpenID configuration. */
  | { readonly kind: 'token-url' }
  /** Whether the token endpoint grants an undocumented scope. */
  | { readonly kind: 'unknown-scope' }
  /** A token with an insufficient scope, if the endpoint grants one. */
  | { readonly kind: 'small-token'; readonly variable: string; readonly needed: readonly string[] }
  /** The entity tag of an item, for `If-Match` of what changes it next: that of the response, or `*` where it shows none. */
  | { readonly kind: 'entity-tag'; readonly variable: string; readonly isShown: boolean }
  /** The id of the last item of the list. */
  | { readonly kind: 'last-id'; readonly variable: string }
  /**
   * The id of a created item: a member of the body, or else the end of the URL in `Location`, if the segment before it is `parent`. It need
   * not be there. `only201`: another success may show what was there before.
   */
  | {
      readonly kind: 'created';
      readonly variable: string;
      readonly body?: string;
      readonly parent?: string;
      readonly only201?: true;
    }
  /**
   * A value to filter by: the value at a JSON pointer in an item, or a `part` of it. All values are taken from one item, so that this
   * item matches all filters together.
   */
  | {
      readonly kind: 'filter-value';
      readonly variable: string;
      readonly parameter: string;
      readonly member: string;
      /** Whether only an equal value matches. */
      readonly exact: boolean;
      readonly as: 'whole' | 'part';
    }
  /** A value for a lower or upper bound: the median of the values at a JSON pointer in the items, or the same instant in another zone. */
  | {
      readonly kind: 'middle-value';
      readonly variable: string;
      readonly member: string;
      readonly order: Bound['order'];
      readonly as: 'whole' | 'other-zone';
    };

/** A value in the request: literal text, or a variable of the collection. */
export type ArgumentValue =
  /**
   * `encoded`: as it stands in a URL or a cookie, if that is not the percent-encoding of the whole text. `fresh`: the text is a sample, and
   * each request that is sent has a UUID of its own.
   */
  | { readonly kind: 'text'; readonly text: string; readonly encoded?: string; readonly fresh?: true }
  /**
   * `created`: the id of an item that an earlier request created. `from`: the variable that has it; until it has, the request is sent with
   * the initial value, which is made up.
   */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly initial: string;
      readonly created?: true;
      readonly from?: string;
    };

export interface Argument {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly value: ArgumentValue;
  /** If false, the parameter is unchecked in Postman: visible, but not sent. */
  readonly enabled: boolean;
  readonly description: string;
  /**
   * Why the server need not know its value: `made-up`, it is an example or a sample; `pending`, the response that has it does not promise
   * that the resource is there.
   */
  readonly doubt?: 'made-up' | 'pending';
  /** Whether a server may refuse its made-up text as malformed: nothing says which form ids have. */
  readonly mayBeMalformed?: true;
  /** Whether the request whose response has its value may not be sent: it may change data, or needs another value itself. */
  readonly mayBeUnsent?: true;
}

/** The credentials that a request sends. `inherited`: those that its operation needs, mostly the collection's authorization. */
export type Credentials =
  | { readonly kind: 'inherited' }
  /** The API keys, but no token or password. */
  | { readonly kind: 'none' }
  /** No credentials at all. */
  | { readonly kind: 'nothing' }
  /** No credentials, unless the variable `may_write`, or for `all` `may_write_all`, allows to change data. */
  | { readonly kind: 'where-writing'; readonly all?: true }
  | { readonly kind: 'wrong' }
  /** A valid token, sent with another scheme than `Bearer`. */
  | { readonly kind: 'other-scheme' }
  /** An expired token. */
  | { readonly kind: 'expired' }
  /** A token with an insufficient scope. */
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

/** A class of statuses, as OpenAPI spells it: those that are not documented by themselves. */
export type StatusClass = '2XX' | '3XX' | '4XX';

/** A response that the description documents. */
export interface DocumentedAnswer {
  readonly status: number | StatusClass;
  readonly response: Response;
  /** The causes of an error response. Several, if the server need not tell them apart. */
  readonly causes?: readonly Cause[];
}

/** The expected response. */
export interface Expected extends DocumentedAnswer {
  /** Other correct responses, where the description does not say which one a server gives. */
  readonly or?: readonly DocumentedAnswer[];
}

/** Statuses that a correct server may give for a reason outside of the request. */
export interface Excuse {
  readonly reason: Extract<
    NotJudgedReason,
    | 'unknown-data'
    | 'needs-more'
    | 'unknown-scheme'
    | 'state'
    | 'header'
    | 'last-page'
    | 'no-scope'
    | 'no-answer'
    | 'malformed-id'
  >;
  readonly statuses: readonly number[];
  /** The variables of which one has no value of a response, only its initial one. Else the statuses are not excused. */
  readonly notGiven?: readonly string[];
}

/** The input of rules: the request, and its API. */
export interface Context {
  readonly request: ContractRequest;
  readonly model: ApiModel;
}
