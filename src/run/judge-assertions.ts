import { assertNever } from '../core/errors.ts';
import { type NotJudgedReason, THIS_REQUEST } from '../core/protocol.ts';
import type { AssertionOutcome, NotJudged, RunEvent } from './events.ts';
import { groupBy } from './group-by.ts';
import type { PlannedAssertion } from './planned-assertions.ts';

/** How strictly assertions that could not be judged count. */
export interface Policy {
  /** The target is somebody else's service: what it makes impossible to judge is tolerated. */
  readonly live: boolean;
  /** Its data may change while one looks. Where it stands still, an answer that is right the second time only is wrong. Default: as `live`. */
  readonly moves?: boolean;
}

/** `missing`: it was announced and never judged. The worst of all, since nobody would notice. */
export type AssertionResult =
  | Exclude<AssertionOutcome, { kind: 'not-judged' }>
  | (NotJudged & { readonly tolerated: boolean })
  | { readonly kind: 'missing' };

export interface AssertionVerdict {
  readonly name: string;
  readonly form: PlannedAssertion['form'];
  /** Found in the script before the run; others have names that scripts make up. */
  readonly planned: boolean;
  readonly outcome: AssertionResult;
}

/** Whether an assertion speaks for the contract, or at least not against it. */
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

/** Put what was judged beside what was planned; what nobody planned comes last. */
export function judgeAssertions(
  planned: readonly PlannedAssertion[],
  events: readonly RunEvent[],
  policy: Policy,
): AssertionVerdict[] {
  const all = events.filter((event) => event.kind === 'assertion');
  const notSent = all.find(({ name }) => name === THIS_REQUEST)?.outcome;
  const reported: readonly { readonly name: string; readonly outcome: AssertionOutcome }[] =
    notSent?.kind === 'not-judged' ? planned.map(({ name }) => ({ name, outcome: notSent })) : all;
  const judged = groupBy(reported, ({ name }) => name);
  const ofName = groupBy(planned, ({ name }) => name);
  const assertions = planned.map((assertion): AssertionVerdict => {
    const same = ofName.get(assertion.name) ?? [];
    const place = same.indexOf(assertion);
    const outcomes = (judged.get(assertion.name) ?? []).map(({ outcome }) => outcome);
    // The last of a name gets all that is left of it: a test in a loop is one assertion, which passes when it passes in every round.
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

const BADNESS = { passed: 0, 'not-judged': 1, failed: 2 } as const satisfies Record<AssertionOutcome['kind'], number>;

function worst(outcomes: readonly AssertionOutcome[]): AssertionOutcome | undefined {
  return outcomes.toSorted((a, b) => BADNESS[b.kind] - BADNESS[a.kind])[0];
}

const ASYNC =
  'Its function is async: the Postman CLI ticks such a test before it is judged. Judge in a plain function.';

/**
 * Where a reason is tolerated. `anywhere`: nothing is there to compare or to ask for, or it is too long to read. `live`: on somebody
 * else's service. `moving`: where data may change while they are read. `never`: a runner sends what was planned.
 */
const TOLERATED = {
  'empty-list': 'anywhere',
  'no-such-value': 'anywhere',
  'list-too-long': 'anywhere',
  'budget-spent': 'anywhere',
  unconfirmed: 'moving',
  'no-expired-token': 'live',
  'no-smaller-scope': 'live',
  'no-order': 'live',
  'reading-refused': 'live',
  'data-moved': 'moving',
  'request-changed': 'never',
} as const satisfies Record<NotJudgedReason, 'anywhere' | 'live' | 'moving' | 'never'>;

function toOutcome(outcome: AssertionOutcome | undefined, isAsync: boolean, policy: Policy): AssertionResult {
  switch (outcome?.kind) {
    case undefined:
      return { kind: 'missing' };
    case 'passed':
      return isAsync ? { kind: 'failed', message: ASYNC } : outcome;
    case 'failed':
      return outcome;
    case 'not-judged': {
      return { ...outcome, tolerated: isExcuse(outcome.reason, policy) };
    }
    default:
      return assertNever(outcome);
  }
}

function isExcuse(reason: NotJudgedReason | undefined, { live, moves = live }: Policy): boolean {
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
