/**
 * The requests of the folder "Contract". A request is made only if the description contains what it needs, and one that must be
 * refused only if its error response is documented.
 */
import type { Notice } from '../../core/notices.ts';
import type { ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel } from '../../model/types.ts';
import type { ContractRequest } from '../../rules/request.ts';
import { listOperations } from '../relations.ts';
import { toRequests } from './case.ts';
import { createdCases } from './created-cases.ts';
import { shortenedFilters } from './filter-parameters.ts';
import { listCases } from './list-cases.ts';
import { negativeCases } from './negative-cases.ts';
import { notTried } from './not-tried.ts';
import { oddParameterCases } from './odd-parameter-cases.ts';
import { securityCases } from './security-cases.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { tokenCases } from './token-cases.ts';
import { triedCases } from './tried-cases.ts';

/** `earlier` are the requests of the use cases, which are not repeated. */
export function contractRequests(model: ApiModel, earlier: readonly ContractRequest[]): ContractRequests {
  const lists = listOperations(model).filter(({ list }) => isKnown(list));
  const cases = [
    ...tokenCases(model),
    ...securityCases(model),
    ...negativeCases(model),
    ...oddParameterCases(model),
    ...lists.flatMap((list) => listCases(list, model, earlier)),
    ...triedCases(model),
    ...createdCases(model),
  ];
  const subjects = (Object.keys(SUBJECTS) as Subject[]).map((subject) => ({
    ...SUBJECTS[subject],
    requests: toRequests(
      cases.filter((made) => made.subject === subject),
      model,
    ),
  }));
  const ofCases = cases.flatMap(({ notice }) => notice ?? []);
  const ofLists = lists.flatMap((list) => shortenedFilters(list, model));
  return { subjects, notices: [...ofCases, ...ofLists, ...notTried(model)] };
}

/** The folders, and what of their requests is cut. */
export interface ContractRequests {
  readonly subjects: readonly SubjectRequests[];
  readonly notices: readonly Notice[];
}

/** The requests about one subject: a folder. */
export interface SubjectRequests {
  readonly name: string;
  readonly description: string;
  readonly requests: readonly ContractRequest[];
}

/** Whether more is known of a list than the place of its items. */
function isKnown({ degree, limit, paging, next, total }: ListMeaning): boolean {
  return degree === 'declared' || [limit, paging, next, total].some((part) => part !== undefined);
}
