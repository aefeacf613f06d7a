/** What several requests together suggest about a cause: a count that is always off by the same, two counts that are swapped. */
import { count } from '../core/words.ts';
import type { Cause, Occurrence } from './causes.ts';
import type { Sides } from './sides.ts';

const COUNTING = new Set(['result-count', 'total-count', 'total-is-whole']);

/** The hints that the requests of one cause give. */
export function hintsFor(rule: string | undefined, requests: readonly Occurrence[]): readonly string[] {
  if (rule === undefined || !COUNTING.has(rule) || rule === 'total-count' || requests.length < 2) return [];
  const differences = new Set(requests.map(({ sides }) => differenceOf(sides)));
  const [difference] = differences;
  if (differences.size !== 1 || difference === undefined || difference === 0) return [];
  const far = Math.abs(difference);
  return [`In all ${requests.length} requests it is ${far} too ${difference > 0 ? 'high' : 'low'}.`];
}

function differenceOf(sides: Sides | undefined): number | undefined {
  const [server, other] = [Number(sides?.server.value), Number(sides?.other.value)];
  return Number.isFinite(server - other) ? server - other : undefined;
}

/**
 * Hints for counts that look swapped, by the ids of their causes: in the same requests, the number of returned items is what the
 * total should be, and the total is what the number of returned items should be.
 */
export function swapHints(causes: readonly Cause[]): ReadonlyMap<string, readonly string[]> {
  const hints = new Map<string, readonly string[]>();
  for (const returned of causes.filter(({ rule }) => rule === 'result-count')) {
    for (const total of causes.filter(({ rule }) => rule === 'total-is-whole')) {
      const swapped = returned.requests.filter((one) => total.requests.some((other) => areSwapped(one, other)));
      if (swapped.length === 0) continue;
      const names = [returned, total].map(({ sides }) => sides?.server.label ?? '').join(' and ');
      const hint = `${names} look swapped: each has the number of the other, in ${count(swapped.length, 'request')}.`;
      for (const { id } of [returned, total]) hints.set(id, [...(hints.get(id) ?? []), hint]);
    }
  }
  return hints;
}

function areSwapped(one: Occurrence, other: Occurrence): boolean {
  if (one.id !== other.id || !one.sides || !other.sides) return false;
  const [a, b] = [one.sides, other.sides];
  return a.server.value !== b.server.value && a.server.value === b.other.value && b.server.value === a.other.value;
}
