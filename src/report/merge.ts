/** The JSON reports of the shards of one run, joined into the report that the run would have had. */
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { countNotJudged } from '../run/not-judged.ts';
import { BLIND, isBlind } from '../run/problems.ts';
import { totalsOf } from '../run/verdict.ts';
import { arranged, type Cause, toCauses } from './causes.ts';
import { hintsFor } from './hints.ts';
import { VERSION } from './json.ts';
import { causesOf, type Reported } from './notes.ts';

/** @throws UserError `document/wrong-type` for a file that is not our JSON report. */
export function readReport(text: string, file: string): Reported {
  const report = parse(text);
  if (isRecord(report) && report['version'] === VERSION && Array.isArray(report['requests'])) {
    return report as unknown as Reported;
  }
  const isOther = isRecord(report) && typeof report['version'] === 'number' && Array.isArray(report['requests']);
  const message = isOther
    ? `this JSON report has version ${report['version']}, and version ${VERSION} is read`
    : 'this is not a JSON report of `run`';
  const hint = isOther
    ? 'Run again with this version of postman-contract.'
    : 'Written by `run <description> --report json=<file>`, or by `--json` on standard output.';
  throw new UserError({ code: 'document/wrong-type', message, place: { file }, hint });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws UserError `document/wrong-type` where these are not all the shards of one run: nothing may be left out. */
export function mergeReports(reports: readonly Reported[]): Reported {
  const [first] = reports;
  if (!first) throw refuse('there is no report to merge');
  const order = orderOf(reports);
  const requests = mergeRequests(reports, order);
  const unique = (texts: readonly string[]) => [...new Set(texts)];
  const own = unique(reports.flatMap(({ problems }) => problems));
  const blind = isBlind(requests) ? [BLIND] : [];
  const problems = [...own, ...blind];
  const ok = problems.length === 0 && requests.every((request) => request.ok);
  return {
    name: first.name,
    client: first.client,
    ok,
    exitCode: ok ? EXIT.ok : exitCodeOf(reports),
    requests,
    notSent: reports.flatMap(({ notSent }) => notSent),
    problems,
    notices: unique(reports.flatMap(({ notices }) => notices)),
    notJudged: countNotJudged(requests),
    totals: totalsOf(requests, {
      requestsOfScripts: reports.reduce((total, { totals }) => total + totals.requestsOfScripts, 0),
      // The shards ran at the same time.
      ms: Math.max(...reports.map(({ totals }) => totals.ms)),
    }),
    notes: unique(reports.flatMap(({ notes = [] }) => notes)),
    causes: [...mergeCauses(reports, requests), ...toCauses({ requests: [], problems: blind })],
  };
}

/** Causes with the places that each shard found in the description, and their requests in the order of the suite. */
function mergeCauses(reports: readonly Reported[], requests: readonly RequestVerdict[]): readonly Cause[] {
  const places = new Map(requests.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: { readonly id: string }) => places.get(id) ?? requests.length;
  const alike = groupBy(
    reports.flatMap((report) => causesOf(report)),
    ({ id }) => id,
  );
  const joined = [...alike.values()].flatMap(([first, ...more]): Cause[] => {
    if (!first) return [];
    const all = [first, ...more].flatMap((cause) => cause.requests);
    const own = [...new Map(all.map((request) => [request.id, request])).values()];
    const known = new Map(
      [first, ...more].flatMap((cause) => cause.places).map((place) => [JSON.stringify(place), place]),
    );
    const sorted = own.toSorted((a, b) => placeOf(a) - placeOf(b));
    return [{ ...first, places: [...known.values()], requests: sorted, hints: hintsFor(first.rule, sorted) }];
  });
  return arranged(joined.toSorted((a, b) => firstPlace(a, placeOf) - firstPlace(b, placeOf)));
}

function firstPlace({ requests: [first] }: Cause, placeOf: (request: { readonly id: string }) => number): number {
  return first ? placeOf(first) : Number.POSITIVE_INFINITY;
}

/** The ids of all requests of the suite, after a check that the shards are those of one run. */
function orderOf(reports: readonly Reported[]): readonly string[] {
  const [first] = reports;
  const shard = first?.shard;
  if (!shard) throw refuse('a report is not that of a shard (`run --shard`)');
  const numbers = reports.map((report) => report.shard?.number);
  const isSame = (report: Reported) =>
    report.name === first.name &&
    report.client === first.client &&
    report.shard?.of === shard.of &&
    JSON.stringify(report.shard.order) === JSON.stringify(shard.order);
  if (!reports.every(isSame)) throw refuse('these are shards of different suites, or of different clients');
  const missing = Array.from({ length: shard.of }, (_, index) => index + 1).filter((one) => !numbers.includes(one));
  if (missing.length > 0) throw refuse(`of ${shard.of} shards, these are missing: ${missing.join(', ')}`);
  if (numbers.length > shard.of) throw refuse('a shard was given twice');
  return shard.order;
}

function refuse(message: string): UserError {
  return new UserError({ code: 'document/wrong-type', message });
}

/** Requests in the order of the suite. One that several shards sent, for the token, counts once, and is red if it was red once. */
function mergeRequests(reports: readonly Reported[], order: readonly string[]): readonly RequestVerdict[] {
  const found = new Map<string, RequestVerdict>();
  for (const request of reports.flatMap(({ requests }) => requests)) {
    if (found.get(request.id)?.ok !== false) found.set(request.id, request);
  }
  const known = new Set(order);
  return [...order.flatMap((id) => found.get(id) ?? []), ...[...found.values()].filter(({ id }) => !known.has(id))];
}

/** A broken contract comes before a run that could not judge. */
function exitCodeOf(reports: readonly Reported[]): ExitCode {
  const codes = reports.map(({ exitCode }) => exitCode).filter((code) => code !== EXIT.ok);
  return codes.includes(EXIT.broken) || codes.length === 0 ? EXIT.broken : (codes[0] ?? EXIT.broken);
}
