/** The causes of the shards of one run, joined into those of the whole run. */
import type { ExitCode } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { isOfAll } from '../run/problems.ts';
import { arranged, type Cause, toCauses } from './causes.ts';
import { hintsFor } from './hints.ts';
import { causesOf, type Reported } from './notes.ts';

interface Whole {
  /** All requests in the order of the suite, as the merged run judges them. */
  readonly requests: readonly RequestVerdict[];
  /** The same, as the shards judged them. */
  readonly sent: readonly RequestVerdict[];
  readonly problems: readonly string[];
  readonly exitCode: ExitCode;
}

/** The first item of each key. */
export function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...groupBy(items, keyOf).values()].flatMap(([first]) => first ?? []);
}

/**
 * Causes with the places that each shard found in the description, and their requests in the order of the suite. What follows from the whole
 * run alone is judged anew, and has no places.
 */
export function mergeCauses(reports: readonly Reported[], whole: Whole): readonly Cause[] {
  const { requests, exitCode } = whole;
  const positions = new Map(requests.map(({ id }, index) => [id, index]));
  const positionOf = ({ id }: { readonly id: string }) => positions.get(id) ?? requests.length;
  const firstOf = ({ requests: [first] }: Cause) => (first ? positionOf(first) : Number.POSITIVE_INFINITY);
  const all = [
    ...reports.flatMap((report) => causesOf(report).filter(({ message }) => !isOfAll(message))),
    ...causesOfAll(reports, whole),
  ].toSorted((a, b) => firstOf(a) - firstOf(b));
  const joined = [...groupBy(all, ({ id }) => id).values()].flatMap((same): Cause[] => {
    const [first] = same;
    if (!first) return [];
    const own = uniqueBy(
      same.flatMap((cause) => cause.requests),
      ({ id }) => id,
    ).toSorted((a, b) => positionOf(a) - positionOf(b));
    const places = uniqueBy(
      same.flatMap((cause) => cause.places),
      (place) => JSON.stringify(place),
    );
    // Hints of several requests are found anew, those of a problem say what to do.
    const hints = first.kind === 'problem' ? first.hints : hintsFor(first, own);
    return [{ ...first, places, requests: own, hints }];
  });
  return arranged(joined, exitCode);
}

/** Causes that shards have not, or have for their part only. */
function causesOfAll(reports: readonly Reported[], { requests, sent, problems }: Whole): readonly Cause[] {
  const known = new Set(reports.flatMap((report) => report.problems).filter((problem) => !isOfAll(problem)));
  const refused = new Set(
    reports
      .flatMap((report) => causesOf(report))
      .filter(({ message }) => isOfAll(message))
      .flatMap((cause) => cause.requests.map(({ id }) => id)),
  );
  const asSent = new Set(sent);
  return toCauses({
    requests: requests.filter((request) => refused.has(request.id) || !asSent.has(request)),
    problems: problems.filter((problem) => !known.has(problem)),
  });
}
