/** What is wrong with a run as a whole, in sentences: what no single request shows. */
import { groupBy } from '../core/group-by.ts';
import { type NotJudgedReason, STATUS_IS } from '../core/protocol.ts';
import { toChoices } from '../core/words.ts';
import { accessProblems, isRefusal, isUnreachable, SHUT_OUT, statusOf } from './access.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import { everywhereProblems } from './everywhere.ts';
import type { RequestVerdict } from './judge-request.ts';
import { NEXT_STEP } from './next-step.ts';
import type { RunPlan } from './plan.ts';

/** A token that could not be fetched is a fault of the run, not of the first request that needed it. */
export function itemIdOf(event: RunEvent): string | undefined {
  if ('itemId' in event) return event.itemId;
  return event.kind === 'fault' && event.fault !== 'token' ? event.item?.itemId : undefined;
}

export function isTokenFault(event: RunEvent): boolean {
  return event.kind === 'fault' && event.fault === 'token';
}

/** Whether the run was ended before all was sent, although nothing was wrong with its client. */
export function isEnding(event: RunEvent): boolean {
  return event.kind === 'fault' && ['limit', 'silent', 'stopped'].includes(event.fault);
}

/** Whether nothing else is wrong with a run: it got no token, or somebody stopped it, which shows nothing of the server. */
function isSoleCause(event: RunEvent): boolean {
  return isTokenFault(event) || (event.kind === 'fault' && event.fault === 'stopped');
}

/** What is wrong with a run besides its assertions, a sentence each. */
export function problemsOf(
  plan: RunPlan,
  requests: readonly RequestVerdict[],
  events: readonly RunEvent[],
  isPart = false,
): string[] {
  const problems = events.filter((event) => event.kind === 'fault' && itemIdOf(event) === undefined);
  const sentences = problems.map((fault) => sentenceOf(fault as FaultEvent, requests));
  if (events.some(isSoleCause)) return sentences;
  if (isUnreachable(requests) && events.some(isEnding)) return [...sentences, unreachableIn(requests)];
  // What was not sent shows nothing of lists, of credentials, or of values that the server does not know.
  if (events.some(isEnding)) return sentences;
  sentences.push(...clientProblems(plan, events));
  // With more shards than groups of requests, some have none.
  const isEmptyPart = isPart && requests.length === 0;
  if (requests.length === 0 && !isPart) sentences.push('There is no request to send.');
  if (isUnreachable(requests)) sentences.push(unreachableIn(requests));
  if (!isEmptyPart && !events.some((event) => event.kind === 'assertion')) sentences.push('No assertion was judged.');
  if (!isPart && isBlind(requests)) sentences.push(BLIND);
  if (!isPart) sentences.push(...unjudgedProblems(requests), ...everywhereProblems(requests));
  const responses = groupBy(
    events.filter((event) => event.kind === 'request'),
    ({ itemId }) => itemId,
  );
  sentences.push(...accessProblems(requests, ({ id }) => (responses.get(id) ?? []).map(statusOf)));
  return sentences;
}

/** What is wrong with what the client reports. */
function clientProblems({ requests }: RunPlan, events: readonly RunEvent[]): readonly string[] {
  const known = new Set(requests.map(({ id }) => id));
  const unknown = events.map(itemIdOf).find((id) => id !== undefined && !known.has(id));
  return [
    ...(unknown === undefined ? [] : [`The client reported the request ${unknown}, which is not in the collection.`]),
    ...(events.some((event) => event.kind === 'finished') ? [] : ['The run was not completed.']),
  ];
}

export const BLIND = 'No comparison with the whole list could be judged.';

const UNJUDGED = 'No request that may succeed could be judged: ';

/** Whether a problem says that no response showed anything of the contract. */
export function isUnjudged(problem: string): boolean {
  return problem.startsWith(UNJUDGED);
}

/**
 * That no request that may succeed has a passed assertion, although none failed: such as 404 to all values that were made up, which a right
 * server may answer, and a wrong URL, too.
 */
export function unjudgedProblems(requests: readonly RequestVerdict[]): readonly string[] {
  const able = requests.filter((request) => !request.mustBeRefused && !request.asksForToken && !expectsError(request));
  const outcomes = able.flatMap(({ assertions }) => assertions).map(({ outcome }) => outcome.kind);
  const statuses = [...new Set(able.flatMap((request) => statusOf(request) ?? []))];
  const isOpen = statuses.length > 0 && statuses.every((status) => status >= 400) && requests.every(({ ok }) => ok);
  if (!isOpen || outcomes.includes('passed') || !outcomes.includes('not-judged')) return [];
  return [
    `${UNJUDGED}each was answered with ${toChoices(statuses.map(String).toSorted())}. Check the URL of the target, and whether the server knows the values that are sent.`,
  ];
}

/** Whether a request is for something that is not there. */
function expectsError({ assertions }: RequestVerdict): boolean {
  return assertions.some(
    ({ name }) => name.startsWith(STATUS_IS) && /^(?:any )?[45]/.test(name.slice(STATUS_IS.length)),
  );
}

const NO_TOKEN = 'The run ended because it got no access token: ';

/** Whether a problem says that nothing was sent, since there was no token. */
export function isTokenless(problem: string): boolean {
  return problem.startsWith(NO_TOKEN);
}

/** Whether a problem says that no response came at all. */
export function isUnreachableProblem(problem: string): boolean {
  return [UNREACHABLE, API_UNREACHABLE].some((words) => problem.startsWith(words));
}

const TIME_OVER = 'The time limit of the run is over';

/** The problem of a run that took too long. `--timeout` takes seconds. */
export function timeOver(runMs: number): string {
  return `${TIME_OVER} (--timeout ${runMs / 1000}).`;
}

const SILENCE = 'The server no longer answers';

/** The problem of a run that was ended because no answer came, again and again. */
export function noLongerAnswers(times: number): string {
  return `${SILENCE}: ${times} requests in a row got no response, so the others were not sent.`;
}

const STOPPED = 'The run was stopped';

/** The problem of a run that somebody stopped. */
export function wasStopped(how: string): string {
  return `${STOPPED}${how}.`;
}

/** Whether a problem says that the run was ended before all was sent. */
export function isEarlyEnd(problem: string): boolean {
  return [TIME_OVER, SILENCE, STOPPED].some((words) => problem.startsWith(words));
}

const UNREACHABLE = 'No request got a response: the target cannot be reached from here.';
const API_UNREACHABLE = 'No request to the API got a response: it cannot be reached from here.';

/** Whether a problem is one that only a whole run can have. A shard may have it where the run has not. */
export function isOfAll(problem: string): boolean {
  return problem === BLIND || problem === SHUT_OUT || isRefusal(problem) || isUnjudged(problem);
}

function sentenceOf({ fault, message }: FaultEvent, requests: readonly RequestVerdict[]): string {
  if (fault !== 'token') return message;
  // The script of a request does not see why there is no response.
  const why = requests.find(({ asksForToken }) => asksForToken)?.answer;
  const cause = /^no response from \S+$/.test(message) && why?.kind === 'unanswered' ? `: ${why.error}` : '';
  const isRefused = / HTTP (?:400|401|403|407)(?: \(\w+\))?$/.test(message);
  const next = isRefused ? `. ${NEXT_STEP}what is refused.` : `. ${NEXT_STEP}why.`;
  return `${NO_TOKEN}${`${message}${cause}`.replace(/\.$/, '')}${next}`;
}

/**
 * Whether there were comparisons with lists, none was judged, and not all for reasons that lie in the lists, or because no response came at
 * all.
 */
export function isBlind(requests: readonly RequestVerdict[]): boolean {
  const comparisons = requests.flatMap(({ assertions }) => assertions).filter(({ form }) => form === 'compare');
  const isExcuse = ({ outcome }: (typeof comparisons)[number]) =>
    outcome.kind === 'not-judged' && outcome.reason !== undefined && OF_THE_LIST.includes(outcome.reason);
  return (
    comparisons.length > 0 &&
    comparisons.every(({ outcome }) => outcome.kind === 'not-judged') &&
    !comparisons.every(isExcuse) &&
    !isUnreachable(requests)
  );
}

/** Reasons that lie in the lists; that a status or a media type is wrong, other assertions say. */
const OF_THE_LIST: readonly NotJudgedReason[] = [
  'empty-list',
  'one-item',
  'no-difference',
  'only-like',
  'nothing-shared',
  'last-page',
  'not-present',
  'no-body',
  'other-status',
  'other-media-type',
  'no-such-value',
  'list-too-long',
  'budget-spent',
  'no-order',
];

function unreachableIn(requests: readonly RequestVerdict[]): string {
  const hasToken = requests.some(({ asksForToken, answer }) => asksForToken && answer?.kind === 'answered');
  const said = hasToken ? API_UNREACHABLE : UNREACHABLE;
  const errors = new Set(
    requests.flatMap(({ answer, asksForToken }) =>
      answer?.kind === 'unanswered' && !(hasToken && asksForToken) ? [answer.error.replace(/\.?$/, '.')] : [],
    ),
  );
  return [said, ...(errors.size === 1 ? errors : []), `${NEXT_STEP}what cannot be reached.`].join(' ');
}
