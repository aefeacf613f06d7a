/** What comparisons say of a question in a script: the items that match it, the values that it asks for. */
import type { Json } from '../core/json.ts';
import type { Bound } from '../model/list-meaning.ts';
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

/** `.filter(…)`: narrows a list to the items that match; of a bound, to those that match for certain. */
export function onlyMatching(filter: AskedFilter): Script {
  const { member, value, bound } = filter;
  return bound
    ? js`.filter((item) => isWithin(item, ${member}, ${askedText(value)}, ${toSides(bound)}) === true)`
    : js`.filter((item) => ${hasAsked(filter, askedText(value))})`;
}

/** Whether `item` has the value that is asked for, or one of several, as an expression. */
export function hasAsked({ member, anyOf }: AskedFilter, wanted: Script): Script {
  return anyOf ? js`${anyOf}.some((text) => matches(item, ${member}, text))` : js`matches(item, ${member}, ${wanted})`;
}

/** `.filter(…)`: narrows a list to the items that may match. */
export function perhapsMatching(filter: AskedFilter): Script {
  const { member, value, bound } = filter;
  return bound
    ? js`.filter((item) => isWithin(item, ${member}, ${askedText(value)}, ${toSides(bound)}) !== false)`
    : onlyMatching(filter);
}

/** What the script needs to know of a bound. */
export function toSides({ side, inclusive, order }: Bound): Json {
  return { side, order, ...(inclusive !== undefined && { inclusive }) };
}

/** The helper that tells whether an item matches. */
export function matchingHelper({ bound }: AskedFilter): 'matches' | 'isWithin' {
  return bound ? 'isWithin' : 'matches';
}
