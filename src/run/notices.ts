/** Remarks that do not make a run red, in sentences. */
import { BUDGET, type NotJudgedReason, STATUS_IS } from '../core/protocol.ts';
import { count, toShortList } from '../core/words.ts';
import { statusOf } from './access.ts';
import type { RequestVerdict } from './judge-request.ts';
import type { RunPlan } from './plan.ts';
import type { NotSent } from './prepare.ts';

/** Remarks that follow from what was not sent, or not judged. */
export function noticesOf({ notSent }: Pick<RunPlan, 'notSent'>, requests: readonly RequestVerdict[]): string[] {
  const outcomes = requests.flatMap(({ assertions }) => assertions.map(({ outcome }) => outcome));
  const isCut = outcomes.some(
    (outcome) =>
      outcome.kind === 'not-judged' && outcome.reason !== undefined && OF_THE_BUDGET.includes(outcome.reason),
  );
  return [
    ...notSentNotice(notSent, 'writes', 'writing is not allowed (--writes).'),
    ...notSentNotice(notSent, 'probes', PROBES_NOTICE),
    ...(isCut ? [BUDGET_NOTICE] : []),
    ...stateNotice(requests),
    ...new Set(requests.flatMap(({ name, notes }) => notes.map((note) => `Note: ${name}: ${note}`))),
  ];
}

function notSentNotice(notSent: readonly NotSent[], reason: NotSent['reason'], why: string): string[] {
  const { length } = notSent.filter((request) => request.reason === reason);
  return length > 0 ? [`${count(length, 'request')} not sent: ${why}`] : [];
}

const PROBES_NOTICE = 'wrong secrets could lock the client out (`--probe-credentials` sends them).';

const OF_THE_BUDGET: readonly NotJudgedReason[] = ['list-too-long', 'budget-spent', 'unconfirmed'];

const BUDGET_NOTICE = [
  `To compare, scripts read at most ${BUDGET.parts} pages or ${BUDGET.items} items of a list at a time,`,
  `and at most ${BUDGET.requests} pages or ${BUDGET.bytes / 1e6} MB of it in a run. What lies beyond is not judged.`,
].join(' ');

/** What a documented refusal leaves: it may speak of an item that is of others or in some state, and no response shows whether it does. */
function stateNotice(requests: readonly RequestVerdict[]): string[] {
  const refused = requests.filter(
    ({ assertions, mustBeRefused }) =>
      !mustBeRefused &&
      assertions.some(
        ({ name, outcome }) =>
          name.startsWith(STATUS_IS) && outcome.kind === 'not-judged' && outcome.reason === 'state',
      ),
  );
  if (refused.length === 0) return [];
  // A request without a name of its own is named by its method and path.
  const nameOf = ({ method, name }: RequestVerdict) => (name.startsWith(`${method} `) ? name : `${method} ${name}`);
  const names = refused.map((request) => `${nameOf(request)} (${statusOf(request)})`);
  return [
    `Refused as documented, so that no success was judged: ${toShortList(names)}. The state or the owner of what is requested may be why.`,
  ];
}
