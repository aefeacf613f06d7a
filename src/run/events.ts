import { assertNever } from '../core/errors.ts';
import { type NetworkCause, toNetworkFault, withSentence } from '../core/network-faults.ts';
import { fromSkippedName, type NotJudgedReason, TOKEN_ASSERTION } from '../core/protocol.ts';
import type { RunPlan } from './plan.ts';

/** `postman` is the Postman CLI with a collection v2.1, `postman-v3` with the same in version 3, which has another runtime. */
export const CLIENT_NAMES = ['newman', 'postman', 'postman-v3'] as const;

/** The program that sends the requests: Newman, or the Postman CLI with version 2.1 or 3 of the format. */
export type ClientName = (typeof CLIENT_NAMES)[number];

/** The names of the clients for readers of a report. */
export const CLIENT_TITLES = {
  newman: 'Newman',
  postman: 'the Postman CLI',
  'postman-v3': 'the Postman CLI, in version 3',
} as const satisfies Record<ClientName, string>;

/** The result of one assertion in one execution of its request. */
export type AssertionOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly message: string }
  | NotJudged;

/** The assertion neither passed nor failed. Without a `reason`, the script skipped it for one that we do not know. */
export interface NotJudged {
  readonly kind: 'not-judged';
  readonly reason?: NotJudgedReason;
  readonly detail?: string;
}

/**
 * What went wrong apart from assertions. `script`: it threw, or ran too long. `request`: no response. `token`: no access token.
 * `client`: Newman or the Postman CLI itself failed. `limit`: the run took too long. `silent`: the server answered several requests in a row
 * not at all. `stopped`: the caller ended it.
 */
type FaultKind = 'script' | 'request' | 'token' | 'client' | 'limit' | 'silent' | 'stopped';

/** Where something happened: in which execution of which request. A request that is sent again has a higher `attempt`. */
interface InItem {
  readonly itemId: string;
  readonly attempt: number;
}

/** A response, or why there is none. */
export type ReceivedAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly text: string;
      readonly ms: number;
      readonly bytes: number;
      /** Its media type without parameters, where the client says it. */
      readonly type?: string;
      /** What the body of a 5xx says, where the client shows it. */
      readonly said?: string;
    }
  | {
      readonly kind: 'unanswered';
      /** A sentence, where the fault is known. */
      readonly error: string;
      readonly cause?: NetworkCause;
    };

/** No response, for the reason that a client gives. `ms`: how long it was waited for, where that is known. */
export function toUnanswered(words: string, ms?: number): ReceivedAnswer {
  const { cause, sentence } = toNetworkFault(words);
  const waited = ms === undefined || cause !== 'silent' ? '' : ` (${toSeconds(ms)} s)`;
  return { kind: 'unanswered', error: sentence.replace(/\.$/, `${waited}.`), cause };
}

/** Milliseconds as seconds, with one digit after the point where there is one to see. */
export function toSeconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}

/**
 * What happens in a run, as plain data that can be sent between processes. It holds no secrets.
 *
 * `item` begins an execution of a request, even where nothing is sent. `script-requests` counts the requests that scripts send,
 * of which item a client may not say.
 */
export type RunEvent =
  | { readonly kind: 'started'; readonly client: ClientName; readonly plan: RunPlan }
  | (InItem & { readonly kind: 'item' })
  | (InItem & {
      readonly kind: 'request';
      readonly name: string;
      readonly folder: readonly string[];
      readonly method: string;
      readonly url: string;
      readonly answer: ReceivedAnswer;
      /** Names of variables without a value: `{{name}}` was sent as text. */
      readonly unresolved: readonly string[];
      /** A curl command that repeats the request, for a POSIX shell. */
      readonly curl: string;
    })
  | (InItem & { readonly kind: 'assertion'; readonly name: string; readonly outcome: AssertionOutcome })
  | { readonly kind: 'script-requests'; readonly count: number; readonly item?: InItem }
  /** A remark on the run as a whole, which does not make it red. */
  | { readonly kind: 'note'; readonly message: string }
  | { readonly kind: 'fault'; readonly fault: FaultKind; readonly message: string; readonly item?: InItem }
  | { readonly kind: 'finished'; readonly ms: number };

export type RequestEvent = Extract<RunEvent, { kind: 'request' }>;
export type FaultEvent = Extract<RunEvent, { kind: 'fault' }>;

/**
 * The event for one `pm.test`. An assertion that cannot be judged is reported as skipped, under a name that ends in the reason.
 */
export function toAssertionEvent(
  item: InItem,
  test: { readonly name: string; readonly skipped: boolean; readonly error?: string },
): RunEvent {
  if (test.name === TOKEN_ASSERTION && test.error !== undefined) {
    return { kind: 'fault', fault: 'token', message: withSentence(test.error), item };
  }
  if (test.skipped) {
    const { name, ...why } = fromSkippedName(test.name);
    return { kind: 'assertion', ...item, name, outcome: { kind: 'not-judged', ...why } };
  }
  const outcome: AssertionOutcome =
    test.error === undefined ? { kind: 'passed' } : { kind: 'failed', message: test.error };
  return { kind: 'assertion', ...item, name: test.name, outcome };
}

/** Apply `change` to every text of an event that came from outside, for example to redact secrets. Ids and kinds stay. */
export function mapTexts(event: RunEvent, change: (text: string) => string): RunEvent {
  switch (event.kind) {
    case 'started':
      return { ...event, plan: mapPlan(event.plan, change) };
    case 'request':
      return {
        ...event,
        name: change(event.name),
        folder: event.folder.map(change),
        url: change(event.url),
        answer: mapAnswer(event.answer, change),
        unresolved: event.unresolved.map(change),
      };
    case 'assertion':
      return { ...event, name: change(event.name), outcome: mapOutcome(event.outcome, change) };
    case 'fault':
    case 'note':
      return { ...event, message: change(event.message) };
    case 'item':
    case 'script-requests':
    case 'finished':
      return event;
    default:
      return assertNever(event);
  }
}

function mapPlan(plan: RunPlan, change: (text: string) => string): RunPlan {
  const named = <Named extends { name: string; folder: readonly string[] }>(it: Named): Named => ({
    ...it,
    name: change(it.name),
    folder: it.folder.map(change),
  });
  return {
    name: change(plan.name),
    requests: plan.requests.map((request) => ({
      ...named(request),
      assertions: request.assertions.map((assertion) => ({ ...assertion, name: change(assertion.name) })),
    })),
    notSent: plan.notSent.map(named),
  };
}

function mapAnswer(answer: ReceivedAnswer, change: (text: string) => string): ReceivedAnswer {
  if (answer.kind === 'unanswered') return { ...answer, error: change(answer.error) };
  return {
    ...answer,
    text: change(answer.text),
    ...(answer.type !== undefined && { type: change(answer.type) }),
    ...(answer.said !== undefined && { said: change(answer.said) }),
  };
}

function mapOutcome(outcome: AssertionOutcome, change: (text: string) => string): AssertionOutcome {
  switch (outcome.kind) {
    case 'passed':
      return outcome;
    case 'failed':
      return { ...outcome, message: change(outcome.message) };
    case 'not-judged':
      return outcome.detail === undefined ? outcome : { ...outcome, detail: change(outcome.detail) };
    default:
      return assertNever(outcome);
  }
}
