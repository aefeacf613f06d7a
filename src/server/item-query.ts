import { type Condition, matchesCondition, toConditions } from './filter.ts';
import type { ListRequest } from './list-request.ts';
import { isRefused, type Refused } from './reply.ts';
import { type SortBy, sortItems } from './sort.ts';
import { toSortBys } from './sort-words.ts';

/** The filters and the order of a request to a list, without the page. */
export interface ItemQuery {
  readonly conditions: readonly Condition[];
  readonly bys: readonly SortBy[];
  /** Equal for equal requests, whatever the order of their parameters. */
  readonly text: string;
}

export function toItemQuery(request: ListRequest): ItemQuery | Refused {
  const conditions = toConditions(request);
  const bys = toSortBys(request);
  if (isRefused(bys)) return bys;
  const set = conditions.map((condition) => JSON.stringify(condition)).sort();
  return { conditions, bys, text: JSON.stringify([request.operation.id, [...request.values], set, bys]) };
}

/** All items that match, in the requested order. */
export function answerTo({ conditions, bys }: ItemQuery, items: readonly unknown[]): readonly unknown[] {
  const found = items.filter((item) => conditions.every((condition) => matchesCondition(item, condition)));
  return bys.length === 0 ? found : sortItems(found, bys);
}
