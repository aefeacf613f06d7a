import { assertNever } from '../core/errors.ts';
import type { PageFact } from '../model/list-meaning.ts';
import type { ListRequest } from './list-request.ts';
import type { Page } from './page.ts';

/** What the body says of its page: for each fact the values that are true, the plainest first. */
export function truePageFacts({ list }: ListRequest, page: Page): readonly (readonly [string, readonly unknown[]])[] {
  return list.pageFacts.map(({ pointer, says }) => [
    pointer,
    truthsOf(says, page, list.paging?.kind === 'page' ? list.paging.first : 1),
  ]);
}

function truthsOf(says: PageFact['says'], { start, limit, items, total }: Page, first: 0 | 1): readonly unknown[] {
  const size = limit ?? total;
  switch (says) {
    case 'page':
      return [(size > 0 ? Math.floor(start / size) : 0) + first];
    case 'limit':
      // Where there is no limit, none is said if that can be; else one that holds.
      return limit === undefined ? [null, total, Math.max(total, 1)] : [limit];
    case 'offset':
      return [start];
    case 'pages':
      // Some count a page that is empty.
      return total === 0 ? [0, 1] : [size > 0 ? Math.ceil(total / size) : 0];
    case 'has-next':
      return [items.length > 0 && start + items.length < total];
    default:
      return assertNever(says);
  }
}
