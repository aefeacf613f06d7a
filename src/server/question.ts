import { type Condition, matches, toConditions } from './filter.ts';
import type { ListRequest } from './list-request.ts';
import { isRefused, type Refused } from './reply.ts';
import { type SortBy, sortItems } from './sort.ts';
import { toSortBys } from './sort-words.ts';

/** What is asked of a list, whatever the page of it. */
export interface Question {
  readonly conditions: readonly Condition[];
  readonly bys: readonly SortBy[];
  /** The same for the same question to the same list, however it is spelled. */
  readonly text: string;
}

export function toQuestion(request: ListRequest): Question | Refused {
  const conditions = toConditions(request);
  const bys = toSortBys(request);
  if (isRefused(bys)) return bys;
  const set = conditions.map((condition) => JSON.stringify(condition)).sort();
  return { conditions, bys, text: JSON.stringify([request.operation.id, [...request.values], set, bys]) };
}

/** All items that match, in the order that was asked for. */
export function answerTo({ conditions, bys }: Question, items: readonly unknown[]): readonly unknown[] {
  const found = items.filter((item) => conditions.every((condition) => matches(item, condition)));
  return bys.length === 0 ? found : sortItems(found, bys);
}
