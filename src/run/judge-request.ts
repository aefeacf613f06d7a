import { toList } from '../core/words.ts';
import type { Answer, FaultEvent, RequestEvent, RunEvent } from './events.ts';
import { isKept, judgePromises, type Policy, type PromiseVerdict } from './judge-promises.ts';
import type { PlannedRequest } from './plan.ts';

export interface RequestVerdict {
  readonly id: string;
  readonly name: string;
  readonly folder: readonly string[];
  readonly method: string;
  readonly ok: boolean;
  /** How often it was sent; the last time counts. 0 where it was not. */
  readonly attempts: number;
  readonly url?: string;
  readonly answer?: Answer;
  readonly promises: readonly PromiseVerdict[];
  /** What is wrong beside the promises, in sentences. */
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
  const promises = judgePromises(planned.promises, ofLast, policy);
  const problems = [...problemsOf(request, promises), ...faults.map(({ message }) => message)];
  const ok = problems.length === 0 && promises.every(({ outcome }) => isKept(outcome));
  return {
    id: planned.id,
    name: planned.name,
    folder: planned.folder,
    method: planned.method,
    ok,
    attempts: events.filter((event) => event.kind === 'request').length,
    ...(request ? { url: request.url, answer: request.answer } : {}),
    promises,
    problems,
    ...(request && !ok ? { curl: request.curl } : {}),
  };
}

function problemsOf(request: RequestEvent | undefined, promises: readonly PromiseVerdict[]): string[] {
  if (!request) return isExcused(promises) ? [] : ['It was not sent.'];
  const { answer, unresolved } = request;
  const problems: string[] = [];
  if (answer.kind === 'unanswered') problems.push(`It got no answer: ${answer.error}`);
  if (unresolved.length > 0) {
    problems.push(`Nothing fills ${toList(unresolved.map((name) => `{{${name}}}`))}: sent as text.`);
  }
  if (promises.length === 0) problems.push('It promises nothing, so nothing was judged.');
  return problems;
}

/** It was not sent since there was nothing to ask for, and its script says so of each of its promises. */
function isExcused(promises: readonly PromiseVerdict[]): boolean {
  return promises.length > 0 && promises.every(({ outcome }) => outcome.kind === 'not-judged' && outcome.tolerated);
}
