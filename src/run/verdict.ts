import { EXIT, type ExitCode } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { isRefusal, isShutOutBy, SHUT_OUT } from './access.ts';
import type { ClientName, RunEvent } from './events.ts';
import type { Policy } from './judge-assertions.ts';
import { isSilent, judgeRequest, NOT_SENT, type RequestVerdict } from './judge-request.ts';
import { countNotJudged, type NotJudgedCount } from './not-judged.ts';
import { noticesOf } from './notices.ts';
import type { NotSent } from './prepare.ts';
import { isEnding, isTokenFault, isUnjudged, itemIdOf, problemsOf } from './problems.ts';
import { withoutEmptyRefusals } from './refused-too.ts';

/** The numbers of requests and assertions of a run, and its time in milliseconds. */
export interface Totals {
  readonly requestsPlanned: number;
  /** How many of them were sent, each counted once. */
  readonly requestsSent: number;
  /** How often one was sent again. */
  readonly requestsRepeated: number;
  /** Requests that scripts sent, to get a token or to compare. */
  readonly requestsOfScripts: number;
  readonly assertionsPlanned: number;
  readonly assertionsPassed: number;
  readonly assertionsFailed: number;
  readonly assertionsNotJudged: number;
  readonly assertionsMissing: number;
  readonly ms: number;
}

/** The result of a run, judged against its plan. */
export interface Verdict {
  readonly name: string;
  readonly client: ClientName;
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly requests: readonly RequestVerdict[];
  /** Requests that were left out before the run, and why. */
  readonly notSent: readonly NotSent[];
  /** What is wrong with the run as a whole, in sentences. */
  readonly problems: readonly string[];
  /** Remarks that do not make a run red, in sentences. */
  readonly notices: readonly string[];
  /** Why assertions were not judged, the most frequent reason first. */
  readonly notJudged: readonly NotJudgedCount[];
  readonly totals: Totals;
}

/**
 * Judge a run: green only where every planned assertion was judged and passed, and nothing else went wrong.
 *
 * The run is compared with its plan, the first event, since both clients end green when a test never runs. `ok` says whether it
 * is green, `exitCode` why not: 1 for a broken contract, 4 where nothing could be judged. All times are in milliseconds.
 *
 * @throws Error where the first event is not `started`: these are not the events of one run.
 * @example
 * ```ts
 * import { generateCollection, loadDescription, openReferenceTarget, run, toVerdict } from 'postman-contract';
 *
 * const { description, model, collection } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * const target = await openReferenceTarget(description, model);
 * const events = [];
 * for await (const event of run({ collection, ...target })) events.push(event);
 * for (const { name, ok, problems } of toVerdict(events, target).requests) console.log(ok ? 'ok' : 'broken', name, problems);
 * await target.close();
 * ```
 */
export function toVerdict(events: readonly RunEvent[], policy: Policy): Verdict {
  const [first, ...rest] = events;
  if (first?.kind !== 'started') throw new Error('the first event of a run must be "started"');
  const { plan, client } = first;
  const byItem = groupBy(rest, itemIdOf);
  const ofScripts = groupBy(rest.filter(isOfScript), ({ item }) => item?.itemId);
  const judged = plan.requests.map((request): RequestVerdict => {
    const requestsOfScripts = sumOf(ofScripts.get(request.id) ?? [], requestsIn);
    const verdict = judgeRequest(request, byItem.get(request.id) ?? [], policy);
    return { ...verdict, ...(requestsOfScripts > 0 && { requestsOfScripts }) };
  });
  const requests = withoutEmptyRefusals(rest.some(isTokenFault) ? judged.map(withoutEcho) : judged, policy);
  const problems = problemsOf(plan, requests, rest, policy.isPart);
  const ok = problems.length === 0 && requests.every((request) => request.ok);
  return {
    name: plan.name,
    client,
    ok,
    exitCode: ok ? EXIT.ok : exitCodeOf(requests, rest, problems),
    requests,
    notSent: plan.notSent,
    problems,
    notices: [...rest.flatMap((event) => (event.kind === 'note' ? [event.message] : [])), ...noticesOf(plan, requests)],
    notJudged: countNotJudged(requests),
    totals: totalsOf(requests, {
      requestsOfScripts: sumOf(rest, requestsIn),
      ms: sumOf(rest, (event) => (event.kind === 'finished' ? event.ms : 0)),
    }),
  };
}

/** Without a token nothing is sent. The cause is reported once, for the run, and not again for a request. */
function withoutEcho(request: RequestVerdict): RequestVerdict {
  return request.answer ? request : { ...request, problems: [NOT_SENT] };
}

/**
 * The exit code of a red run. A failed assertion means a broken contract, whatever else went wrong. Without one, a run that had
 * no token, no client or no more time says nothing about the contract, and neither does one that is red only where no answer came, because all
 * credentials were refused, or because no response showed anything of it.
 */
function exitCodeOf(
  requests: readonly RequestVerdict[],
  events: readonly RunEvent[],
  problems: readonly string[],
): ExitCode {
  const noToken = events.some(isTokenFault);
  const isRefused = problems.some(isRefusal);
  const isBroken = requests.some(
    (request) =>
      request.answer?.kind === 'answered' &&
      // What refused credentials cause is no fault of the server.
      !(isRefused && isShutOutBy(request)) &&
      // Without a token, what the request for it shows is why the rest could not be judged.
      !(noToken && request.asksForToken) &&
      request.assertions.some(({ outcome }) => outcome.kind === 'failed'),
  );
  const unable = (event: RunEvent) =>
    isEnding(event) || (event.kind === 'fault' && (event.fault === 'token' || event.fault === 'client'));
  const red = requests.filter(({ ok }) => !ok);
  const wasSilent =
    !requests.some(({ answer }) => answer?.kind === 'answered') || (red.length > 0 && red.every(isSilent));
  const isOnlyUnjudged = red.length === 0 && problems.every((problem) => problem === SHUT_OUT || isUnjudged(problem));
  return !isBroken && (wasSilent || isOnlyUnjudged || isRefused || events.some(unable)) ? EXIT.unable : EXIT.broken;
}

function isOfScript(event: RunEvent): event is Extract<RunEvent, { kind: 'script-requests' }> {
  return event.kind === 'script-requests';
}

function requestsIn(event: RunEvent): number {
  return isOfScript(event) ? event.count : 0;
}

function sumOf(events: readonly RunEvent[], amount: (event: RunEvent) => number): number {
  return events.reduce((total, event) => total + amount(event), 0);
}

/** The totals of requests, with what is not known from them. */
export function totalsOf(
  requests: readonly RequestVerdict[],
  { requestsOfScripts, ms }: Pick<Totals, 'requestsOfScripts' | 'ms'>,
): Totals {
  const assertions = requests.flatMap((request) => request.assertions);
  const among = (kind: string) => assertions.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    requestsPlanned: requests.length,
    requestsSent: requests.filter(({ attempts }) => attempts > 0).length,
    requestsRepeated: requests.reduce((total, { attempts }) => total + Math.max(0, attempts - 1), 0),
    requestsOfScripts,
    assertionsPlanned: assertions.filter(({ planned }) => planned).length,
    assertionsPassed: among('passed'),
    assertionsFailed: among('failed'),
    assertionsNotJudged: among('not-judged'),
    assertionsMissing: among('missing'),
    ms,
  };
}
