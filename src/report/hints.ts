/** What a message, and several requests together, suggest about a cause: a time without an offset, a count that is always off by the same, two counts that are swapped. */
import { dateTimeLack } from '../core/date-time-lack.ts';
import { count } from '../core/words.ts';
import type { Cause, Occurrence } from './causes.ts';
import type { Side, Sides } from './sides.ts';

const COUNTING = new Set(['result-count', 'total-is-whole']);

/** The hints that the message and the requests of one cause give. */
export function hintsFor(
  { rule, message }: { readonly rule?: string; readonly message: string },
  requests: readonly Occurrence[],
): readonly string[] {
  return [...ofTime(message), ...ofCounts(rule, requests)];
}

/** Programs write times without an offset, which is hard to see in a message. */
function ofTime(message: string): readonly string[] {
  const [, format = '', text = ''] = /should be a valid (date-time|time), got "([^"]*)"/.exec(message) ?? [];
  const lack = dateTimeLack(format, text);
  return lack === undefined ? [] : [`A ${format} is one of RFC 3339: ${lack}.`];
}

function ofCounts(rule: string | undefined, requests: readonly Occurrence[]): readonly string[] {
  if (rule === undefined || !COUNTING.has(rule) || requests.length < 2) return [];
  const differences = new Set(requests.map(({ sides }) => differenceOf(sides)));
  const [difference] = differences;
  if (differences.size !== 1 || difference === undefined || difference === 0) return [];
  const far = Math.abs(difference);
  return [`In all ${requests.length} requests it is ${far} too ${difference > 0 ? 'high' : 'low'}.`];
}

function differenceOf(sides: Sides | undefined): number | undefined {
  const [server, other] = [numberIn(sides?.server), numberIn(sides?.other)];
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

/**
 * Hints where a total and a link agree that more items follow a page that was read as the last one, because it is not full. Then rather
 * the page is too short than both are wrong.
 */
export function shortPageHints(causes: readonly Cause[]): ReadonlyMap<string, readonly string[]> {
  const links = causes.filter(
    ({ rule, message }) => rule === 'next-page' && message.startsWith('no items follow, but '),
  );
  const isHigh = ({ sides }: Occurrence) => (differenceOf(sides) ?? 0) > 0;
  const totals = causes.filter(({ rule, requests }) => rule === 'total-is-whole' && requests.every(isHigh));
  const pairs = totals.flatMap((total) =>
    links
      .filter((link) => link.requests.some(({ id }) => total.requests.some((one) => one.id === id)))
      .flatMap((link) => [total, link]),
  );
  return new Map(pairs.map(({ id }) => [id, [SHORT_PAGE]]));
}

const SHORT_PAGE =
  'The total and the link to the next page agree that more items follow a page that is not full: it may have fewer items than requested. If pages may be so, declare `fullPages: false`.';

export function areSwapped(one: Occurrence, other: Occurrence): boolean {
  if (one.id !== other.id) return false;
  const [returned, total] = [one.sides, other.sides].map((sides) => [numberIn(sides?.server), numberIn(sides?.other)]);
  return returned?.[0] !== returned?.[1] && returned?.[0] === total?.[1] && returned?.[1] === total?.[0];
}

/** The number of `44` and of `45 items`. */
function numberIn(side: Side | undefined): number {
  return Number.parseFloat(side?.value ?? '');
}
