import { assertNever } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { NOTE, type NotJudgedReason, STATUS_IS, THIS_REQUEST } from '../core/protocol.ts';
import type { AssertionOutcome, NotJudged, RequestEvent, RunEvent } from './events.ts';
import type { PlannedAssertion } from './planned-assertions.ts';

/** How strictly assertions that could not be judged count. */
export interface Policy {
  /** The target is a service of somebody else: some assertions cannot be judged there, which is tolerated. */
  readonly live: boolean;
  /** Its data may change during the run. If not, a response that is right only when requested again is wrong. Default: `live`. */
  readonly moves?: boolean;
  /** Reasons for which nothing may be left without a judgement, or all of them. Default: none. */
  readonly failOn?: readonly NotJudgedReason[] | 'all';
  /** The scopes that a request needs of the token, by its id. Without it, or where they are not known, they may be any. */
  readonly scopesOf?: (requestId: string) => readonly string[] | undefined;
  /** These are some requests of a suite, so that what only the whole shows is not looked for. Default: no. */
  readonly isPart?: boolean;
}

/** `missing`: it stands in the script, and no result was reported. Without the plan, nobody would notice. */
export type AssertionResult =
  | Exclude<AssertionOutcome, { kind: 'not-judged' }>
  /** `gated`: it would be tolerated without `--fail-on-not-judged`. */
  | (NotJudged & { readonly tolerated: boolean; readonly gated?: true })
  | { readonly kind: 'missing' };

export interface AssertionVerdict {
  readonly name: string;
  readonly form: PlannedAssertion['form'];
  /** Whether it was found in the script before the run. Others have names that the script composes. */
  readonly planned: boolean;
  readonly outcome: AssertionResult;
}

/** Whether an assertion passed, or was not judged for a reason that is tolerated. */
export function isAcceptable(outcome: AssertionResult): boolean {
  switch (outcome.kind) {
    case 'passed':
      return true;
    case 'not-judged':
      return outcome.tolerated;
    case 'failed':
    case 'missing':
      return false;
    default:
      return assertNever(outcome);
  }
}

/**
 * Match reported assertions with planned ones. Those that were not planned come last. Without a response, none is judged, whatever a
 * script says of the empty one that clients give it.
 */
export function judgeAssertions(
  planned: readonly PlannedAssertion[],
  events: readonly RunEvent[],
  policy: Policy,
): AssertionVerdict[] {
  const all = events.filter((event) => event.kind === 'assertion').filter((event) => !isNote(event));
  const isRed = all.some(({ outcome }) => outcome.kind === 'failed');
  const hasNoAnswer = events.some(
    (event) => event.kind === 'request' && (event.answer.kind === 'unanswered' || (isRed && isPutOff(event))),
  );
  const said = hasNoAnswer ? NO_ANSWER : all.find(({ name }) => name === THIS_REQUEST)?.outcome;
  const reported = said?.kind === 'not-judged' ? withExcuse(said, planned, all) : all;
  const judged = groupBy(reported, ({ name }) => name);
  const ofName = groupBy(planned, ({ name }) => name);
  const assertions = planned.map((assertion): AssertionVerdict => {
    const same = ofName.get(assertion.name) ?? [];
    const place = same.indexOf(assertion);
    const outcomes = (judged.get(assertion.name) ?? []).map(({ outcome }) => outcome);
    // A test in a loop is one assertion, and passes if every iteration passes: the last of a name takes all remaining results.
    const own = outcomes.slice(place, place === same.length - 1 ? undefined : place + 1);
    const outcome = toOutcome(worst(own), assertion.asynchronous, policy);
    return { name: assertion.name, form: assertion.form, planned: true, outcome };
  });
  const unplanned = reported
    .filter(({ name }) => !ofName.has(name))
    .map(({ name, outcome }): AssertionVerdict => {
      return { name, form: 'test', planned: false, outcome: toOutcome(outcome, false, policy) };
    });
  return [...assertions, ...unplanned];
}

interface Reported {
  readonly name: string;
  readonly outcome: AssertionOutcome;
}

/** What is left of the assertions of a request that says that it was not sent, or which scope its token lacks. */
function withExcuse(
  excuse: NotJudged,
  planned: readonly PlannedAssertion[],
  all: readonly Reported[],
): readonly Reported[] {
  if (excuse.reason !== 'no-scope') return planned.map(({ name }) => ({ name, outcome: excuse }));
  // A server that knows the token forbids what its scopes do not allow: https://www.rfc-editor.org/rfc/rfc6750#section-3.1
  const isForbidden = ({ name, outcome }: Reported) => outcome.kind === 'failed' && name.startsWith(STATUS_IS);
  return all
    .filter(({ name }) => name !== THIS_REQUEST)
    .map((one) => (isForbidden(one) ? { ...one, outcome: excuse } : one));
}

/** The attempts of a request that a server puts off, as in `sandbox/slow-down.js`. */
const ATTEMPTS = 4;

/** Whether a server still asks to slow down after all waits: it says nothing about the contract. https://www.rfc-editor.org/rfc/rfc6585#section-4 */
export function isPutOff({ answer, attempt }: RequestEvent): boolean {
  return answer.kind === 'answered' && answer.status === 429 && attempt >= ATTEMPTS;
}

const NO_ANSWER = { kind: 'not-judged', reason: 'no-answer' } as const satisfies AssertionOutcome;

/** The remarks that scripts make as skipped tests with a name of their own. */
export function notesIn(events: readonly RunEvent[]): readonly string[] {
  const assertions = events.filter((event) => event.kind === 'assertion').filter(isNote);
  return assertions.map(({ name }) => name.slice(NOTE.length));
}

function isNote({ name, outcome }: { readonly name: string; readonly outcome: AssertionOutcome }): boolean {
  return outcome.kind === 'not-judged' && outcome.reason === undefined && name.startsWith(NOTE);
}

const BADNESS = { passed: 0, 'not-judged': 1, failed: 2 } as const satisfies Record<AssertionOutcome['kind'], number>;

function worst(outcomes: readonly AssertionOutcome[]): AssertionOutcome | undefined {
  return outcomes.toSorted((a, b) => BADNESS[b.kind] - BADNESS[a.kind])[0];
}

const ASYNC =
  'Its function is async: the Postman CLI reports such a test as passed before it ends. Use a plain function.';

/**
 * Where a reason is tolerated. `anywhere`: there is nothing to compare, or too much to read. `live`: on a service of somebody
 * else. `moving`: where data may change during the run. `never`: something changed the request, or no answer came.
 */
const TOLERATED = {
  'empty-list': 'anywhere',
  'no-such-value': 'anywhere',
  'nothing-created': 'anywhere',
  'other-status': 'anywhere',
  'list-too-long': 'anywhere',
  'no-scope': 'anywhere',
  'budget-spent': 'anywhere',
  unconfirmed: 'moving',
  'no-client': 'live',
  'no-password': 'live',
  'no-expired-token': 'live',
  'no-smaller-scope': 'live',
  'no-order': 'live',
  'reading-refused': 'live',
  'data-moved': 'moving',
  'request-changed': 'never',
  'no-answer': 'never',
  // What is not tolerated of these, another assertion of the same response says: its status, its media type.
  'other-media-type': 'anywhere',
  'no-body': 'anywhere',
  'not-present': 'anywhere',
  'one-item': 'anywhere',
  'no-difference': 'anywhere',
  'only-like': 'live',
  'nothing-shared': 'anywhere',
  'last-page': 'anywhere',
  'no-credential': 'anywhere',
  // The request that was let in is red.
  'let-in': 'anywhere',
  'other-data': 'anywhere',
  alias: 'anywhere',
  // Our own server may look at the id or at the rest first, as any other.
  'malformed-id': 'anywhere',
  // Our own server knows every value, and has no such state.
  'refused-too': 'live',
  'unknown-data': 'live',
  'needs-more': 'live',
  'unknown-scheme': 'live',
  header: 'live',
  state: 'live',
} as const satisfies Record<NotJudgedReason, 'anywhere' | 'live' | 'moving' | 'never'>;

export function toOutcome(outcome: AssertionOutcome | undefined, isAsync: boolean, policy: Policy): AssertionResult {
  switch (outcome?.kind) {
    case undefined:
      return { kind: 'missing' };
    case 'passed':
      return isAsync ? { kind: 'failed', message: ASYNC } : outcome;
    case 'failed':
      return outcome;
    case 'not-judged': {
      return { ...outcome, ...toleranceOf(outcome.reason, policy) };
    }
    default:
      return assertNever(outcome);
  }
}

/** Whether nothing may be left without a judgement for this reason. */
export function mayNotBeLeft(reason: NotJudgedReason | undefined, failOn: NonNullable<Policy['failOn']>): boolean {
  return failOn === 'all' || (reason !== undefined && failOn.includes(reason));
}

function toleranceOf(reason: NotJudgedReason | undefined, policy: Policy) {
  if (isExcuse(reason, policy)) return { tolerated: true };
  return { tolerated: false, ...(isExcuse(reason, { ...policy, failOn: [] }) && { gated: true as const }) };
}

function isExcuse(reason: NotJudgedReason | undefined, { live, moves = live, failOn = [] }: Policy): boolean {
  if (mayNotBeLeft(reason, failOn)) return false;
  const where = reason === undefined ? 'never' : TOLERATED[reason];
  switch (where) {
    case 'anywhere':
      return true;
    case 'live':
      return live;
    case 'moving':
      return moves;
    case 'never':
      return false;
    default:
      return assertNever(where);
  }
}
