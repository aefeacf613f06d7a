import { assertNever } from '../core/errors.ts';
import { toPlainText } from '../core/json.ts';
import type { PageFact } from '../model/list-meaning.ts';
import type { ListRequest } from './list-request.ts';
import type { Page } from './page.ts';

/** The members of the body that describe its page: for each, the values that are right, the simplest first. */
export function truePageFacts(request: ListRequest, page: Page): readonly (readonly [string, readonly unknown[]])[] {
  return request.list.pageFacts.flatMap((fact) =>
    fact.place.kind === 'member' ? [[fact.place.pointer, truthsOfFact(fact, request, page)] as const] : [],
  );
}

/** The headers that describe the page. */
export function pageHeaders(request: ListRequest, page: Page): Record<string, string> {
  const entries = request.list.pageFacts.flatMap((fact) => {
    const value = truthsOfFact(fact, request, page).find((truth) => truth !== null);
    return fact.place.kind === 'header' ? [[fact.place.name, toPlainText(value)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function truthsOfFact({ says }: PageFact, { list: { paging } }: ListRequest, page: Page): readonly unknown[] {
  return truthsOf(says, page, paging?.kind === 'page' ? paging.first : 1);
}

function truthsOf(says: PageFact['says'], { start, limit, items, total }: Page, first: 0 | 1): readonly unknown[] {
  const size = limit ?? total;
  switch (says) {
    case 'page':
      return [(size > 0 ? Math.floor(start / size) : 0) + first];
    case 'limit':
      // Without a limit, null if the schema allows it; else a limit that is not exceeded.
      return limit === undefined ? [null, total, Math.max(total, 1)] : [limit];
    case 'offset':
      return [start];
    case 'pages':
      // For an empty list, some APIs count one page.
      return total === 0 ? [0, 1] : [size > 0 ? Math.ceil(total / size) : 0];
    case 'has-next':
      return [items.length > 0 && start + items.length < total];
    case 'is-last':
      return [items.length === 0 || start + items.length >= total];
    default:
      return assertNever(says);
  }
}
