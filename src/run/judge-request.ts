import { toList } from '../core/words.ts';
import type { FaultEvent, ReceivedAnswer, RequestEvent, RunEvent } from './events.ts';
import {
  type AssertionVerdict,
  isAcceptable,
  isPutOff,
  judgeAssertions,
  notesIn,
  type Policy,
} from './judge-assertions.ts';
import type { PlannedRequest } from './plan.ts';

/** What became of one request: its response, and the outcome of each of its assertions. */
export interface RequestVerdict {
  readonly id: string;
  readonly name: string;
  readonly folder: readonly string[];
  readonly method: string;
  readonly asksForToken: boolean;
  /** It sends credentials. */
  readonly authenticates?: true;
  /** The server must refuse it. */
  readonly mustBeRefused?: true;
  readonly ok: boolean;
  /** How often it was sent. The last execution is judged. 0: it was not sent. */
  readonly attempts: number;
  /** How many requests its scripts sent. Missing where there were none, or where the client does not say. */
  readonly requestsOfScripts?: number;
  readonly url?: string;
  readonly answer?: ReceivedAnswer;
  readonly assertions: readonly AssertionVerdict[];
  /** What is wrong apart from assertions, in sentences. */
  readonly problems: readonly string[];
  /** Remarks of its scripts, which are no assertions. */
  readonly notes: readonly string[];
  /** A curl command that repeats the request. Missing where the request is ok, or was not sent. */
  readonly curl?: string;
}

/** Judge one request by its last execution, and by the faults of all its executions. */
export function judgeRequest(planned: PlannedRequest, events: readonly RunEvent[], policy: Policy): RequestVerdict {
  const last = Math.max(0, ...events.map((event) => ('attempt' in event ? event.attempt : 0)));
  const ofLast = events.filter((event) => 'attempt' in event && event.attempt === last);
  const request = ofLast.find((event) => event.kind === 'request');
  const faults: readonly FaultEvent[] = events
    .filter((event) => event.kind === 'fault')
    .filter((fault) => !isTold(fault, planned));
  const needed = policy.scopesOf?.(planned.id);
  const telling = needed ? ofLast.filter((event) => !isOfOtherScopes(event, needed)) : ofLast;
  const assertions = judgeAssertions(planned.assertions, telling, policy);
  const problems = [...problemsOf(request, assertions), ...faults.map(({ message }) => message)];
  const ok = problems.length === 0 && assertions.every(({ outcome }) => isAcceptable(outcome));
  return {
    id: planned.id,
    name: planned.name,
    folder: planned.folder,
    method: planned.method,
    asksForToken: planned.asksForToken,
    ...(planned.authenticates && { authenticates: true as const }),
    ...(planned.mustBeRefused && { mustBeRefused: true as const }),
    ok,
    attempts: events.filter((event) => event.kind === 'request').length,
    ...(request ? { url: request.url, answer: request.answer } : {}),
    assertions,
    problems,
    notes: notesIn(ofLast),
    ...(request && !ok ? { curl: request.curl } : {}),
  };
}

/** Whether a request says that its token lacks scopes, none of which it needs. */
function isOfOtherScopes(event: RunEvent, needed: readonly string[]): boolean {
  if (event.kind !== 'assertion' || event.outcome.kind !== 'not-judged' || event.outcome.reason !== 'no-scope')
    return false;
  const lacking = event.outcome.detail?.split(' ') ?? [];
  return !lacking.some((scope) => needed.includes(scope));
}

/** Comparisons repeat a request of theirs that got no response, and say themselves if it got none again. */
function isTold({ fault }: FaultEvent, { assertions }: PlannedRequest): boolean {
  return fault === 'request' && assertions.some(({ form }) => form === 'compare');
}

/** Whether a request is not ok only because no answer came, to it or to what its comparisons requested. */
export function isSilent({ answer, assertions, problems }: RequestVerdict): boolean {
  if (answer?.kind === 'unanswered' || problems.includes(PUT_OFF)) return true;
  if (answer && problems.length > 0) return false;
  const isNoAnswer = ({ outcome }: AssertionVerdict) => outcome.kind === 'not-judged' && outcome.reason === 'no-answer';
  return assertions.some(isNoAnswer) && assertions.every((one) => isAcceptable(one.outcome) || isNoAnswer(one));
}

/** The problem of a request that was not sent. Why, another problem says. */
export const NOT_SENT = 'The request was not sent.';

/** The problem of a request that a server put off each time. */
export const PUT_OFF = 'The server still asked to slow down (429) after three waits, so nothing was judged.';

function problemsOf(request: RequestEvent | undefined, assertions: readonly AssertionVerdict[]): string[] {
  if (!request) return isTelling(assertions) ? [] : [NOT_SENT];
  const { answer, unresolved } = request;
  const problems: string[] = [];
  if (answer.kind === 'unanswered') problems.push(whyUnanswered(answer));
  if (isPutOff(request) && assertions.every(({ outcome }) => outcome.kind === 'not-judged')) problems.push(PUT_OFF);
  if (unresolved.length > 0) {
    problems.push(`No value for ${toList(unresolved.map((name) => `{{${name}}}`))}: sent as text.`);
  }
  if (assertions.length === 0) problems.push('It has no assertion, so nothing was judged.');
  return problems;
}

function whyUnanswered({ error, cause }: Extract<ReceivedAnswer, { kind: 'unanswered' }>): string {
  return cause === 'bounds' ? error : `The request got no response: ${error}`;
}

/** Whether its script reported every assertion as not judged, such as without an item to request: the reason says why it was not sent. */
function isTelling(assertions: readonly AssertionVerdict[]): boolean {
  return (
    assertions.length > 0 &&
    assertions.every(({ outcome }) => outcome.kind === 'not-judged' && outcome.reason !== undefined)
  );
}
