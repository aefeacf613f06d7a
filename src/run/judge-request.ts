import { toList } from '../core/words.ts';
import type { FaultEvent, ReceivedAnswer, RequestEvent, RunEvent } from './events.ts';
import { type AssertionVerdict, isAcceptable, judgeAssertions, type Policy } from './judge-assertions.ts';
import type { PlannedRequest } from './plan.ts';

export interface RequestVerdict {
  readonly id: string;
  readonly name: string;
  readonly folder: readonly string[];
  readonly method: string;
  readonly asksForToken: boolean;
  readonly ok: boolean;
  /** How often it was sent; the last time counts. 0 where it was not. */
  readonly attempts: number;
  readonly url?: string;
  readonly answer?: ReceivedAnswer;
  readonly assertions: readonly AssertionVerdict[];
  /** What is wrong beside the assertions, in sentences. */
  readonly problems: readonly string[];
  /** Sends the request again. There where it is not ok and was sent. */
  readonly curl?: string;
}

/** Judge one request by what happened in its executions: by the last, but for faults, which count whenever they came. */
export function judgeRequest(planned: PlannedRequest, events: readonly RunEvent[], policy: Policy): RequestVerdict {
  const last = Math.max(0, ...events.map((event) => ('attempt' in event ? event.attempt : 0)));
  const ofLast = events.filter((event) => 'attempt' in event && event.attempt === last);
  const request = ofLast.find((event) => event.kind === 'request');
  const faults: readonly FaultEvent[] = events.filter((event) => event.kind === 'fault');
  const assertions = judgeAssertions(planned.assertions, ofLast, policy);
  const problems = [...problemsOf(request, assertions), ...faults.map(({ message }) => message)];
  const ok = problems.length === 0 && assertions.every(({ outcome }) => isAcceptable(outcome));
  return {
    id: planned.id,
    name: planned.name,
    folder: planned.folder,
    method: planned.method,
    asksForToken: planned.asksForToken,
    ok,
    attempts: events.filter((event) => event.kind === 'request').length,
    ...(request ? { url: request.url, answer: request.answer } : {}),
    assertions,
    problems,
    ...(request && !ok ? { curl: request.curl } : {}),
  };
}

function problemsOf(request: RequestEvent | undefined, assertions: readonly AssertionVerdict[]): string[] {
  if (!request) return isExcused(assertions) ? [] : ['It was not sent.'];
  const { answer, unresolved } = request;
  const problems: string[] = [];
  if (answer.kind === 'unanswered') problems.push(`It got no answer: ${answer.error}`);
  if (unresolved.length > 0) {
    problems.push(`Nothing fills ${toList(unresolved.map((name) => `{{${name}}}`))}: sent as text.`);
  }
  if (assertions.length === 0) problems.push('It asserts nothing, so nothing was judged.');
  return problems;
}

/** It was not sent since there was nothing to ask for, and its script says so of each of its assertions. */
function isExcused(assertions: readonly AssertionVerdict[]): boolean {
  return assertions.length > 0 && assertions.every(({ outcome }) => outcome.kind === 'not-judged' && outcome.tolerated);
}
