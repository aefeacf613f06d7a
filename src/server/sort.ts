import { assertNever } from '../core/errors.ts';
import { valueAt } from '../core/pointer.ts';
import type { SortKey } from '../model/list-meaning.ts';

export interface SortBy {
  readonly path: readonly string[];
  readonly order: SortKey['order'];
  readonly ranks?: readonly string[];
  readonly descending: boolean;
}

/** Sort items. Ties keep their order. Items without the key come last, in both directions. */
export function sortItems(items: readonly unknown[], bys: readonly SortBy[]): unknown[] {
  const rows = items.map((item) => ({ item, keys: bys.map((by) => toComparable(item, by)) }));
  rows.sort((a, b) => {
    for (const [index, { descending }] of bys.entries()) {
      const order = compare(a.keys[index], b.keys[index], descending);
      if (order !== 0) return order;
    }
    return 0;
  });
  return rows.map(({ item }) => item);
}

type Comparable = number | string | undefined;

/** The member as a value to compare; `undefined` where it is missing or of another type. */
function toComparable(item: unknown, { path, order, ranks = [] }: SortBy): Comparable {
  const value = valueAt(item, path);
  switch (order) {
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
    case 'date-time': {
      const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      return Number.isNaN(time) ? undefined : time;
    }
    case 'rank': {
      const rank = typeof value === 'string' ? ranks.indexOf(value) : -1;
      return rank < 0 ? undefined : rank;
    }
    case 'text':
      return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
    default:
      return assertNever(order);
  }
}

/** Texts are compared by code unit, as `<` does, independent of the locale. */
function compare(a: Comparable, b: Comparable, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b === descending ? 1 : -1;
}
