/** The contract of an API: its requests, their assertions, and their saved responses. */
import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import type { Assertion } from '../rules/rule.ts';
import type { NotAsserted } from '../schema/translation.ts';

/** The requests of a suite, in their order, with what each must show, and the remarks on the description. */
export interface Contract {
  readonly model: ApiModel;
  readonly groups: readonly Group[];
  /** Schema keywords that no Postman runtime can validate. */
  readonly notAsserted: readonly NotAsserted[];
  /** Remarks on the description: those of the model, and what has no request or only a shortened one. */
  readonly notices: readonly Notice[];
}

/** A folder of the collection. */
export interface Group {
  readonly name: string;
  readonly description: string;
  readonly entries: readonly Entry[];
  /** Folders in it, after its own requests. */
  readonly groups: readonly Group[];
}

/** All entries of a contract, in the order in which they are sent. */
export function entriesOf({ groups }: { readonly groups: readonly Group[] }): readonly Entry[] {
  return groups.flatMap((group) => [...group.entries, ...entriesOf(group)]);
}

/** A request with its assertions and saved responses. */
export interface Entry {
  readonly request: ContractRequest;
  readonly assertions: readonly Assertion[];
  readonly savedResponses: readonly SavedAnswer[];
}

export interface SavedAnswer {
  readonly name: string;
  readonly status: number;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Missing for an answer without content. */
  readonly mediaType?: string;
  /** Of JSON. */
  readonly body?: Json;
  /** Of any other type. */
  readonly text?: string;
  /** The body of the request that gets this answer, if it is not that of the request beside it. */
  readonly requestBody?: ContractRequest['body'];
  /** The parameters of that request, if they are not those of the request beside it. */
  readonly requestArguments?: ContractRequest['arguments'];
}

/** Returns the response of a correct server, if there is data for one. */
export type Answering = (
  request: ContractRequest,
) => Promise<(Pick<SavedAnswer, 'status' | 'headers'> & { readonly body: Json }) | undefined>;
