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

/** `.filter(…)`: narrows a list to the items that match; of a bound, to those that match for certain. */
export function onlyMatching(filter: AskedFilter): Script {
  const wanted = askedText(filter.value);
  return js`.filter((item) => ${filter.bound ? js`${withinBound(filter, wanted)} === true` : hasAsked(filter, wanted)})`;
}

/** `.filter(…)`: narrows a list to the items that may match; of what is no bound, that is certain. */
export function perhapsMatching(filter: AskedFilter): Script {
  if (!filter.bound) return onlyMatching(filter);
  return js`.filter((item) => ${withinBound(filter, askedText(filter.value))} !== false)`;
}

/** Whether `item` has the value that is asked for, or one of several, as an expression. */
function hasAsked({ member, anyOf }: AskedFilter, wanted: Script): Script {
  return anyOf ? js`${anyOf}.some((text) => matches(item, ${member}, text))` : js`matches(item, ${member}, ${wanted})`;
}

/** Whether `item` lies on the side of its bound that is asked for, as an expression: `undefined` where that is not known. */
function withinBound({ member, bound }: AskedFilter, wanted: Script): Script {
  const { anyZone: _, ...sides } = bound ?? {};
  return js`isWithin(item, ${member}, ${wanted}, ${sides})`;
}

/** Whether `item` certainly does not match, as an expression. */
export function isLeftOut(filter: AskedFilter, wanted: Script): Script {
  return filter.bound ? js`${withinBound(filter, wanted)} === false` : js`!${hasAsked(filter, wanted)}`;
}

/** The helper that tells whether an item matches. */
export function matchingHelper({ bound }: AskedFilter): 'matches' | 'isWithin' {
  return bound ? 'isWithin' : 'matches';
}
