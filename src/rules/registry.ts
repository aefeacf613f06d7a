import { bodySchema } from './body-schema.ts';
import { bodySyntax } from './body-syntax.ts';
import { capturedValue } from './captured-value.ts';
import { contentRange } from './content-range.ts';
import { createdId } from './created-id.ts';
import { detailsAgree } from './details-agree.ts';
import { everyItem } from './every-item.ts';
import { filterComplete } from './filter-complete.ts';
import { filterEmpty } from './filter-empty.ts';
import { filterMatches } from './filter-matches.ts';
import { filterNear } from './filter-near.ts';
import { headers } from './headers.ts';
import { itemId } from './item-id.ts';
import { listAgrees } from './list-agrees.ts';
import { mediaType } from './media-type.ts';
import { nextPage } from './next-page.ts';
import { noBody } from './no-body.ts';
import { noCredentialEcho } from './no-credential-echo.ts';
import { noDuplicates } from './no-duplicates.ts';
import { pageContent } from './page-content.ts';
import { pageFacts } from './page-facts.ts';
import { pageSize } from './page-size.ts';
import { pagesJoin } from './pages-join.ts';
import { problemStatus } from './problem-status.ts';
import { refusalCode } from './refusal-code.ts';
import { refusalWithoutData } from './refusal-without-data.ts';
import type { Context } from './request.ts';
import { resultCount } from './result-count.ts';
import type { Assertion, Rule } from './rule.ts';
import { sameResponse } from './same-response.ts';
import { sortOrder } from './sort-order.ts';
import { status } from './status.ts';
import { successCriterion } from './success-criterion.ts';
import { timeBudget } from './time-budget.ts';
import { tokenResponse } from './token-response.ts';
import { totalCount } from './total-count.ts';
import { totalIsWhole } from './total-is-whole.ts';
import { utf8 } from './utf-8.ts';

/** Every rule, in the order of its assertions in a script: first those about the response alone, then the comparisons. */
export const RULES: readonly Rule[] = [
  status,
  timeBudget,
  mediaType,
  headers,
  noBody,
  utf8,
  bodySchema,
  bodySyntax,
  resultCount,
  totalCount,
  contentRange,
  pageSize,
  pageFacts,
  filterMatches,
  filterNear,
  filterEmpty,
  sortOrder,
  noDuplicates,
  itemId,
  createdId,
  tokenResponse,
  refusalCode,
  problemStatus,
  refusalWithoutData,
  noCredentialEcho,
  successCriterion,
  capturedValue,
  totalIsWhole,
  filterComplete,
  pageContent,
  pagesJoin,
  nextPage,
  everyItem,
  detailsAgree,
  sameResponse,
  listAgrees,
];

/** The rules without which later requests lack values: they store what they assert. */
export const CARRYING_RULES: readonly Rule[] = [capturedValue];

/**
 * All assertions of a request. Reports and the plan identify an assertion by its title, so titles are unique in a request: the
 * second one with the same title gets a number.
 */
export function assertionsOf(context: Context, rules: readonly Rule[] = RULES): readonly Assertion[] {
  const visited = new Map<string, number>();
  return rules
    .flatMap((rule) => rule.assertions(context))
    .map((assertion) => {
      const number = (visited.get(assertion.title) ?? 0) + 1;
      visited.set(assertion.title, number);
      return number === 1 ? assertion : { ...assertion, title: `${assertion.title} (${number})` };
    });
}
