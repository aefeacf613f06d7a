import type { Notice } from '../../core/notices.ts';
import { toSlug } from '../../core/words.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { mustBeRefused } from '../../rules/answers.ts';
import type { Argument, ContractRequest, Credentials, Expected, NotedResponse } from '../../rules/request.ts';
import { withEntityTag } from '../entity-tags.ts';
import { excusesOf, wherePutOff } from '../excuses.ts';
import { type Harmless, isLikelyRefusedWrite, isRefusedWrite, toHarmless } from '../harmless.ts';
import { toListQuery } from '../list-query.ts';
import { isReading } from '../reading-methods.ts';
import { itemOf } from '../relations.ts';
import { bodyOf } from '../request-body.ts';
import { usualCredentials } from '../requests.ts';
import type { Subject } from './subjects.ts';

/** A request of the folder "Contract", before it is complete. Without `expected`, nothing is documented, and no request is made. */
export interface Case {
  /** The folder of the request. */
  readonly subject: Subject;
  readonly name: string;
  readonly description: string;
  readonly operation: Operation;
  readonly arguments: readonly Argument[];
  readonly credentials?: Credentials;
  readonly expected: Expected | undefined;
  /** Whether its filter is chosen so that nothing matches. */
  readonly empty?: boolean;
  /** Whether its filter is a part of a value, which only an item with just this value matches. */
  readonly near?: true;
  readonly looksAt?: ContractRequest['looksAt'];
  readonly captures?: ContractRequest['captures'];
  readonly endpoint?: 'token' | 'discovery';
  readonly mayLockOut?: true;
  readonly noted?: NotedResponse;
  readonly afterWrites?: true;
  readonly deletedBy?: string;
  readonly after?: string;
  /** By default, the body of a correct request: a request that must be refused is wrong in one way only. */
  readonly body?: NonNullable<ContractRequest['body']>;
  /** What the reader of a summary must know of this case: on the last of a list that is cut. */
  readonly notice?: Notice;
}

/** Cases as requests. */
export function toRequests(cases: readonly Case[], model: ApiModel): readonly ContractRequest[] {
  return cases.flatMap((made): ContractRequest[] => {
    const { subject, empty, near, expected, arguments: _given, looksAt, captures = [], notice: _, ...rest } = made;
    if (!expected) return [];
    const { arguments: given, mayHarm } = harmlessOf({ ...made, expected }, model);
    const id = `contract/${subject}/${made.operation.method}-${toSlug(made.name)}`;
    const item = itemOf(made.operation, model);
    const body = made.body ?? bodyOf(made.operation, model);
    const query = expected.causes === undefined ? toListQuery(made.operation, given, model, empty) : undefined;
    const listQuery = query && { ...query, ...(near && { near }) };
    const credentials = made.credentials ?? usualCredentials(made.operation);
    const parts = { ...(body && { body }), ...(listQuery && { listQuery }) };
    const asked = { operation: made.operation, arguments: given, credentials, expected, ...parts };
    const excuses = made.endpoint ? wherePutOff(asked) : excusesOf(asked, model);
    return [
      {
        ...rest,
        credentials,
        ...(excuses.length > 0 && { excuses }),
        ...parts,
        id,
        arguments: given,
        expected,
        ...(item && { item }),
        ...(looksAt && { looksAt }),
        ...(mayHarm && { mayHarm }),
        captures,
      },
    ];
  });
}

/** Requests with undocumented methods have made-up ids already. Others may name what is there. */
function harmlessOf(made: Case & { readonly expected: Expected }, model: ApiModel): Harmless {
  const { operation, arguments: given, subject, credentials } = made;
  const { method } = operation;
  if (subject === 'methods') {
    const isThere =
      credentials?.kind === 'nothing' || (credentials?.kind === 'where-writing' && credentials.all === true);
    return { arguments: given, mayHarm: isThere && !isReading(method) && method !== 'post' };
  }
  if (!isLikelyRefusedWrite(made)) return { arguments: given, mayHarm: false };
  const harmless = toHarmless(withEntityTag(given, operation, model, 'created'), operation, model);
  // Where a refusal may be a success with an error in it, no status tells that a request was let in.
  const isUnseen = mustBeRefused(made) && !isRefusedWrite(made);
  return { ...harmless, mayHarm: isUnseen || (harmless.mayHarm && isRefusedWrite(made)) };
}
