/** What is wrong with a run as a whole, in sentences: what no single request shows. */
import type { NotJudgedReason } from '../core/protocol.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import type { RequestVerdict } from './judge-request.ts';
import type { RunPlan } from './plan.ts';

/** A token that could not be fetched is a fault of the run, not of the first request that needed it. */
export function itemIdOf(event: RunEvent): string | undefined {
  if ('itemId' in event) return event.itemId;
  return event.kind === 'fault' && event.fault !== 'token' ? event.item?.itemId : undefined;
}

export function isTokenFault(event: RunEvent): boolean {
  return event.kind === 'fault' && event.fault === 'token';
}

export function problemsOf(
  plan: RunPlan,
  requests: readonly RequestVerdict[],
  events: readonly RunEvent[],
  isPart = false,
): string[] {
  const problems = events.filter((event) => event.kind === 'fault' && itemIdOf(event) === undefined);
  const sentences = problems.map((fault) => sentenceOf(fault as FaultEvent, requests));
  if (events.some(isTokenFault)) return sentences;
  const known = new Set(plan.requests.map(({ id }) => id));
  const unknown = events.map(itemIdOf).find((id) => id !== undefined && !known.has(id));
  if (unknown !== undefined)
    sentences.push(`The client reported the request ${unknown}, which is not in the collection.`);
  if (!events.some((event) => event.kind === 'finished')) sentences.push('The run was not completed.');
  if (requests.length === 0) sentences.push('There is no request to send.');
  if (isUnreachable(requests)) sentences.push(unreachableIn(requests));
  if (!events.some((event) => event.kind === 'assertion')) sentences.push('No assertion was judged.');
  if (!isPart && isBlind(requests)) sentences.push(BLIND);
  if (isShutOut(plan, events)) sentences.push(SHUT_OUT);
  return sentences;
}

export const BLIND = 'No comparison with the whole list could be judged.';

export const SHUT_OUT = 'Authentication never succeeded: no request that sends credentials was let in.';

/**
 * Whether no request got in by its credentials. One that must be refused shows nothing of it. A redirect does, and so does an error
 * that speaks of something else, such as an id that the server does not know.
 */
function isShutOut(plan: RunPlan, events: readonly RunEvent[]): boolean {
  const able = plan.requests.filter(({ authenticates, mustBeRefused }) => authenticates && !mustBeRefused);
  const ids = new Set(able.map(({ id }) => id));
  const isIn = ({ status }: { readonly status: number }) => status < 500 && ![401, 403, 407].includes(status);
  const granted = (event: RunEvent) =>
    event.kind === 'request' && ids.has(event.itemId) && event.answer.kind === 'answered' && isIn(event.answer);
  return ids.size > 0 && !events.some(granted);
}

function sentenceOf({ fault, message }: FaultEvent, requests: readonly RequestVerdict[]): string {
  if (fault !== 'token') return message;
  // The script of a request does not see why there is no response.
  const why = requests.find(({ asksForToken }) => asksForToken)?.answer;
  const cause = /^no response from \S+$/.test(message) && why?.kind === 'unanswered' ? `: ${why.error}` : '';
  return `The run ended because it got no access token: ${message}${cause}`;
}

/** Whether there were comparisons with lists, none was judged, and not all for reasons that lie in the lists. */
export function isBlind(requests: readonly RequestVerdict[]): boolean {
  const comparisons = requests.flatMap(({ assertions }) => assertions).filter(({ form }) => form === 'compare');
  const isExcuse = ({ outcome }: (typeof comparisons)[number]) =>
    outcome.kind === 'not-judged' && outcome.reason !== undefined && OF_THE_LIST.includes(outcome.reason);
  return (
    comparisons.length > 0 &&
    comparisons.every(({ outcome }) => outcome.kind === 'not-judged') &&
    !comparisons.every(isExcuse)
  );
}

/** Reasons that lie in the lists; that a status or a media type is wrong, other assertions say. */
const OF_THE_LIST: readonly NotJudgedReason[] = [
  'empty-list',
  'one-item',
  'last-page',
  'not-present',
  'other-status',
  'other-media-type',
  'no-such-value',
  'list-too-long',
  'budget-spent',
  'no-order',
];

function unreachableIn(requests: readonly RequestVerdict[]): string {
  const hasToken = requests.some(({ asksForToken, answer }) => asksForToken && answer?.kind === 'answered');
  return hasToken
    ? 'No request to the API got a response: it cannot be reached from here.'
    : 'No request got a response: the target cannot be reached from here.';
}

/** Whether no request to the API got a response. That the token endpoint responds, which may be another server, does not count. */
function isUnreachable(requests: readonly RequestVerdict[]): boolean {
  const sent = requests.filter(({ answer }) => answer !== undefined);
  const toApi = sent.filter(({ asksForToken }) => !asksForToken);
  const counted = toApi.length > 0 ? toApi : sent;
  return counted.length > 0 && counted.every(({ answer }) => answer?.kind === 'unanswered');
}
