import type { NotJudgedReason } from '../../../src/core/protocol.ts';
import type { AssertionOutcome, FaultEvent, ReceivedAnswer, RequestEvent, RunEvent } from '../../../src/run/events.ts';
import type { PlannedRequest, RunPlan } from '../../../src/run/plan.ts';
import type { PlannedAssertion } from '../../../src/run/planned-assertions.ts';

/** Builders of what a run tells, with overrides: one request `a` that assertions `first`, sent and answered 200. */

export function assertion(name: string, overrides: Partial<PlannedAssertion> = {}): PlannedAssertion {
  return { name, form: 'test', asynchronous: false, ...overrides };
}

export function planned(id: string, overrides: Partial<PlannedRequest> = {}): PlannedRequest {
  const assertions = [assertion('first')];
  return {
    id,
    name: id,
    folder: [],
    method: 'GET',
    writes: false,
    asksForToken: false,
    authenticates: false,
    assertions,
    ...overrides,
  };
}

export function started(requests: readonly PlannedRequest[], overrides: Partial<RunPlan> = {}): RunEvent {
  return { kind: 'started', client: 'newman', plan: { name: 'Pets', requests, notSent: [], ...overrides } };
}

export function answered(status: number): ReceivedAnswer {
  return { kind: 'answered', status, text: status === 200 ? 'OK' : 'Other', ms: 34, bytes: 2 };
}

export function sent(itemId: string, overrides: Partial<RequestEvent> = {}): RunEvent {
  return {
    kind: 'request',
    itemId,
    attempt: 1,
    name: itemId,
    folder: [],
    method: 'GET',
    url: `http://localhost/${itemId}`,
    answer: answered(200),
    unresolved: [],
    curl: `curl -sS -X GET 'http://localhost/${itemId}'`,
    ...overrides,
  };
}

export function judged(
  itemId: string,
  name: string,
  outcome: AssertionOutcome | 'passed' = 'passed',
  attempt = 1,
): RunEvent {
  return { kind: 'assertion', itemId, attempt, name, outcome: outcome === 'passed' ? { kind: 'passed' } : outcome };
}

export function failed(message: string): AssertionOutcome {
  return { kind: 'failed', message };
}

/** Without a reason, its script skips it. */
export function notJudged(reason?: NotJudgedReason): AssertionOutcome {
  return { kind: 'not-judged', ...(reason && { reason }) };
}

export function fault(kind: FaultEvent['fault'], message: string, itemId?: string): RunEvent {
  return { kind: 'fault', fault: kind, message, ...(itemId ? { item: { itemId, attempt: 1 } } : {}) };
}

export const finished: RunEvent = { kind: 'finished', ms: 2100 };
