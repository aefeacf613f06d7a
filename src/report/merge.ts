/** The JSON reports of the shards of one run, joined into the report that the run would have had. */
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { accessProblems, isRefusal, SHUT_OUT, statusOf } from '../run/access.ts';
import { type AssertionVerdict, mayNotBeLeft, type Policy } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { countNotJudged } from '../run/not-judged.ts';
import { noticesOf } from '../run/notices.ts';
import type { NotSent } from '../run/prepare.ts';
import { BLIND, isBlind, isOfAll, isUnjudged, unjudgedProblems } from '../run/problems.ts';
import { totalsOf } from '../run/verdict.ts';
import { gate } from './gate.ts';
import { mergeCauses, uniqueBy } from './merge-causes.ts';
import { mergeCoverage, whyNoCoverage } from './merge-coverage.ts';
import type { Reported, Shard } from './notes.ts';

/** What a merged run must reach, as a whole run must. */
export interface MergeGates {
  /** In percent. */
  readonly minCoverage?: number | undefined;
  readonly failOn?: Policy['failOn'];
}

/** @throws UserError `usage/bad-report` where these are not all the shards of one run: nothing may be left out. */
export function mergeReports(reports: readonly Reported[], { minCoverage, failOn = [] }: MergeGates = {}): Reported {
  const [first] = reports;
  if (!first) throw refuse('there is no report to merge');
  const order = orderOf(reports);
  const sent = mergeRequests(reports, order);
  const requests = sent.map((request) => withoutExcuse(request, failOn));
  const coverage = mergeCoverage(reports.map((report) => report.coverage));
  if (minCoverage !== undefined && !coverage) {
    throw refuse('--min-coverage needs reports of `run --shard` of this version, which have their coverage');
  }
  const problems = unique(reports.flatMap((report) => report.problems).filter((problem) => !isOfAll(problem)));
  const ofAll = [...(isBlind(requests) ? [BLIND] : []), ...unjudgedProblems(requests), ...accessOf(reports, sent)];
  const ok = problems.length + ofAll.length === 0 && requests.every((request) => request.ok);
  const exitCode = ok ? EXIT.ok : exitCodeOf(reports, requests, ofAll);
  const notSent = inOrder(
    uniqueBy(
      reports.flatMap((report) => report.notSent),
      JSON.stringify,
    ),
    order,
  );
  refuseGaps(order, sent, notSent);
  const gated = gate({ ok, exitCode, problems: [...problems, ...ofAll] }, coverage, minCoverage);
  return {
    name: first.name,
    client: first.client,
    ...gated,
    requests,
    notSent,
    notices: [...mergeNotices(reports, { requests, notSent }), ...(coverage ? [] : whyNoCoverage(reports))],
    notJudged: countNotJudged(requests),
    totals: totalsOf(requests, {
      requestsOfScripts: reports.reduce((total, { totals }) => total + totals.requestsOfScripts, 0),
      // The shards ran at the same time.
      ms: Math.max(...reports.map(({ totals }) => totals.ms)),
    }),
    notes: unique(reports.flatMap(({ notes = [] }) => notes)),
    causes: mergeCauses(reports, { requests, sent, problems: gated.problems, exitCode: gated.exitCode }),
    ...(coverage && { coverage }),
    ...(first.file !== undefined && { file: first.file }),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Whether no shard was let in. One at least says so: without a token, nothing was sent that could show it. */
function accessOf(reports: readonly Reported[], requests: readonly RequestVerdict[]): readonly string[] {
  if (!reports.some(({ problems }) => problems.some(isOfAll))) return [];
  return accessProblems(requests, ({ answer }) => (answer ? [statusOf({ answer })] : []));
}

/** A request with what `--fail-on-not-judged` tolerates no longer. */
function withoutExcuse(request: RequestVerdict, failOn: NonNullable<Policy['failOn']>): RequestVerdict {
  const assertions = request.assertions.map((assertion): AssertionVerdict => {
    const { outcome } = assertion;
    const isMeant = outcome.kind === 'not-judged' && outcome.tolerated && mayNotBeLeft(outcome.reason, failOn);
    return isMeant ? { ...assertion, outcome: { ...outcome, tolerated: false, gated: true as const } } : assertion;
  });
  const isSame = assertions.every((assertion, index) => assertion === request.assertions[index]);
  return isSame ? request : { ...request, ok: false, assertions };
}

/** Remarks of the shards, and those that follow from all that was not sent or not judged. */
function mergeNotices(reports: readonly Reported[], all: Pick<Reported, 'requests' | 'notSent'>): readonly string[] {
  const own = reports.flatMap((report) => {
    const following = new Set(noticesOf(report, report.requests));
    return report.notices.filter((notice) => !following.has(notice));
  });
  return unique([...own, ...noticesOf(all, all.requests)]);
}

/** As many as `--shard` takes: a report is a file of somebody. */
const MOST_SHARDS = 9_999;

function isShard({ number, of, order }: Shard): boolean {
  const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= MOST_SHARDS;
  return isCount(number) && isCount(of) && Array.isArray(order);
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
  if (!isShard(shard)) throw refuse('what a report says of its shard cannot be read');
  const all = Array.from({ length: shard.of }, (_, index) => index + 1);
  const twice = all.filter((one) => numbers.filter((number) => number === one).length > 1);
  if (twice.length > 0) throw refuse(`of ${shard.of} shards, these were given more than once: ${twice.join(', ')}`);
  const missing = all.filter((one) => !numbers.includes(one));
  if (missing.length > 0) throw refuse(`of ${shard.of} shards, these are missing: ${missing.join(', ')}`);
  return shard.order;
}

/** Each request of the suite is in a report, as sent or as not sent: what is in none was not judged. */
function refuseGaps(order: readonly string[], sent: readonly RequestVerdict[], notSent: readonly NotSent[]): void {
  // A report of an earlier version does not say which requests were not sent.
  if (notSent.some(({ id }) => id === undefined)) return;
  const known = new Set([...sent, ...notSent].map(({ id }) => id));
  const lost = order.filter((id) => !known.has(id));
  if (lost.length > 0)
    throw refuse(`of ${order.length} requests of the suite, ${lost.length} are in none of the reports`);
}

function refuse(message: string): UserError {
  return new UserError({ code: 'usage/bad-report', message });
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

/** What was left out, in the order of the suite. A report of an earlier version has no ids. */
function inOrder(notSent: readonly NotSent[], order: readonly string[]): readonly NotSent[] {
  const places = new Map(order.map((id, index) => [id, index]));
  const placeOf = ({ id = '' }: NotSent) => places.get(id) ?? -1;
  return notSent.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/**
 * A broken contract comes before a run that could not judge. A shard that could not judge since its credentials were refused has judged
 * them where another was let in.
 */
function exitCodeOf(
  reports: readonly Reported[],
  requests: readonly RequestVerdict[],
  problems: readonly string[],
): ExitCode {
  const isUnable = problems.some((problem) => problem === SHUT_OUT || isRefusal(problem) || isUnjudged(problem));
  const codes = reports.flatMap(({ exitCode, problems: own, requests }): ExitCode[] => {
    if (isUnable || !own.some(isOfAll) || !own.every(isOfAll)) return exitCode === EXIT.ok ? [] : [exitCode];
    return requests.every(({ ok }) => ok) ? [] : [EXIT.broken];
  });
  const ofShards = codes.includes(EXIT.broken) ? EXIT.broken : codes[0];
  return ofShards ?? (isUnable && requests.every(({ ok }) => ok) ? EXIT.unable : EXIT.broken);
}
