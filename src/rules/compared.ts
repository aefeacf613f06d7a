/** What comparisons say of a question in a script: the items that match it, the values that it asks for. */
import type { ArgumentValue, AskedFilter, ListQuery } from './request.ts';
import { joined, js, type Script } from './script.ts';

/** Every list that a comparison may need read, and its name in the script: `lists.whole`. */
export type Compared = 'whole' | 'matching' | 'pages' | 'other' | 'again' | 'next' | 'details';

/** The text that a filter asks for, as an expression. */
export function askedText(value: ArgumentValue): Script {
  return value.kind === 'text' ? js`${value.text}` : js`decodeURIComponent(pm.variables.get(${value.name}))`;
}

/**
 * All items that match a question, as an expression.
 *
 * Where a filter may find more than the very value, the server is asked for them, without the limits of a page; else they are picked from the
 * whole list, which shows a filter that is wrong each time.
 */
export function matchingItems(query: ListQuery): Script {
  if (readsMatching(query)) return js`lists.matching`;
  return joined([js`lists.whole`, ...query.filters.map(onlyMatching)], 0);
}

function readsMatching({ filters }: ListQuery): boolean {
  return filters.some(({ exact }) => !exact);
}

/** What `matchingItems` needs. */
export function matchingLists(query: ListQuery): readonly Compared[] {
  return [readsMatching(query) ? 'matching' : 'whole'];
}

/** `.filter(…)`: narrows a list to the items that match. */
export function onlyMatching({ member, value }: AskedFilter): Script {
  return js`.filter((item) => matches(item, ${member}, ${askedText(value)}))`;
}
