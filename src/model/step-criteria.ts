/** The success criteria of a step of a workflow that are asserted of its response. */
import { isRecord, toPlainText } from '../core/json.ts';
import { remark } from './arazzo-features.ts';
import type { Condition } from './condition-types.ts';
import { mayBeMetBy, operandsOf, statusMatching, statusOf, toCondition } from './criteria.ts';
import { child, type Node, type Reading } from './reading.ts';
import { type ActionList, actionsAt } from './reusable.ts';
import { elementsAt, textAt } from './typed-members.ts';
import type { Operation, Refusal, StepCriterion } from './types.ts';

/** What is asserted of the response to a step. */
export interface Criteria {
  /** The criterion that allows a status which is no success. */
  readonly refusal?: Refusal;
  readonly criteria: readonly StepCriterion[];
}

/** Why the criteria of a step are not asserted, and why those of the steps after it are not. */
export interface Doubt {
  readonly own?: string;
  readonly later?: string;
}

/** Of a request that is not the described one: its response need not be. */
export const OTHER_VALUES = {
  own: 'the request is sent with other values than the step describes',
  later: 'an earlier step is sent with other values than it describes',
} as const satisfies Doubt;

/** What makes a run another one than the workflow describes. `isOther`: the request is not the described one. */
export function doubtOf(reading: Reading, workflow: Node, step: Node, isOther: boolean): Doubt {
  const has = (node: Node, name: ActionList) => actionsAt(reading, node, name).length > 0;
  const hasActions = has(step, 'onFailure') || has(workflow, 'failureActions');
  const own = hasActions ? 'a failure has actions (`onFailure`)' : isOther ? OTHER_VALUES.own : undefined;
  const isLeft = hasActions || has(workflow, 'successActions') || leavesOrder(reading, workflow, step);
  const later = isLeft
    ? 'an earlier step has actions, which are not followed'
    : isOther
      ? OTHER_VALUES.later
      : undefined;
  return { ...(own !== undefined && { own }), ...(later !== undefined && { later }) };
}

/** Whether a success leads to something else than the next step. */
function leavesOrder(reading: Reading, workflow: Node, step: Node): boolean {
  const ids = elementsAt(reading, workflow, 'steps').map((one) => textAt(reading, one, 'stepId'));
  const next = ids[ids.indexOf(textAt(reading, step, 'stepId')) + 1];
  return actionsAt(reading, step, 'onSuccess').some((action) => child(action, 'stepId')?.value !== next);
}

/** The success criteria that are asserted. A notice says which are not. `why`: the reason for which none is. */
export function readCriteria(
  reading: Reading,
  step: Node,
  operation: Operation | undefined,
  why: string | undefined,
): Criteria {
  const read = elementsAt(reading, step, 'successCriteria').map((node) => readCriterion(node));
  const { isSuccess, others } = statusesFor(
    operation,
    read.flatMap(({ condition }) => condition ?? []),
  );
  const refusal = read.flatMap(({ text, condition, path }): Refusal[] => {
    const [first, ...more] = others;
    if (first === undefined || !condition || !namesStatus(condition)) return [];
    const isOpen = isSuccess || why !== undefined;
    return [{ text, condition, path, statuses: [first, ...more], ...(isOpen && { orSuccess: true }) }];
  })[0];
  const isImpossible = !isSuccess && !refusal;
  const reason = why ?? (isImpossible ? 'it needs a status that the description does not have' : undefined);
  const criteria = read.flatMap(({ text, condition, path, node }): StepCriterion[] => {
    if (isExpected(text, operation, refusal)) return [];
    if (condition && reason === undefined) return [{ text, condition, path }];
    remark(reading, 'note', path, notAsserted(text, reason ?? whyNot(node)));
    return [];
  });
  return { criteria, ...(refusal && { refusal }) };
}

export function notAsserted(text: string, why: string): string {
  return `the success criterion "${text}" is not asserted: ${why}`;
}

/** Whether the criteria of a step want a status that is no success. */
export function wantsRefusal(reading: Reading, step: Node, operation: Operation | undefined): boolean {
  const conditions = elementsAt(reading, step, 'successCriteria').flatMap(
    (node) => readCriterion(node).condition ?? [],
  );
  return conditions.some(namesStatus) && statusesFor(operation, conditions).others.length > 0;
}

function readCriterion(node: Node) {
  const text = toPlainText(child(node, 'condition')?.value).trim();
  const isOfStatus = child(node, 'type')?.value === 'regex' && child(node, 'context')?.value === '$statusCode';
  const matching = isOfStatus ? statusMatching(text) : undefined;
  if (matching) return { ...matching, path: node.path, node };
  const isSimple = [undefined, 'simple'].includes(child(node, 'type')?.value as string) && !child(node, 'context');
  return { text, condition: isSimple ? toCondition(text) : undefined, path: node.path, node };
}

function whyNot(node: Node): string {
  const type = child(node, 'type')?.value ?? 'simple';
  if (type !== 'simple') return `it is of type ${toPlainText(isRecord(type) ? type['type'] : type)}`;
  if (toPlainText(child(node, 'condition')?.value).includes('"')) return "texts stand in single quotes, as in 'open'";
  return 'it is not understood, or engines may read it differently';
}

interface Statuses {
  /** Whether a success may meet all conditions. */
  readonly isSuccess: boolean;
  /** What else may: the one status that they need, or those that are documented. */
  readonly others: Refusal['statuses'] | readonly [];
}

function statusesFor(operation: Operation | undefined, conditions: readonly Condition[]): Statuses {
  const documented = (operation?.responses ?? []).map(({ status }) => status.toUpperCase());
  const meets = (status: number) => conditions.every((one) => mayBeMetBy(one, status));
  const successes = documented.filter((status) => status.startsWith('2'));
  const isOpen = successes.length === 0 || successes.includes('2XX');
  const isSuccess = isOpen ? hundred(2).some(meets) : successes.some((status) => meets(Number(status)));
  const needed = conditions.map(statusOf).find((status) => status !== undefined && /^[345]/.test(String(status)));
  if (needed !== undefined) return { isSuccess, others: [needed] };
  if (!conditions.some(namesStatus)) return { isSuccess, others: [] };
  const exact = documented.flatMap((status) =>
    /^[345]\d\d$/.test(status) && meets(Number(status)) ? [Number(status)] : [],
  );
  const isClass = documented.some((status) => status === '4XX' || status === 'DEFAULT') && hundred(4).some(meets);
  const [first, ...more] = [...exact, ...(isClass ? (['4XX'] as const) : [])];
  return { isSuccess, others: first === undefined ? [] : [first, ...more] };
}

/** The statuses of a class. */
function hundred(first: number): readonly number[] {
  return Array.from({ length: 100 }, (_, index) => first * 100 + index);
}

function namesStatus(condition: Condition): boolean {
  return operandsOf(condition).some(({ kind }) => kind === 'status');
}

/** Whether the status of a response is asserted anyway. */
function isExpected(text: string, operation: Operation | undefined, refusal: Refusal | undefined): boolean {
  const status = /^\$statusCode\s*==\s*(\d{3})$/.exec(text)?.[1];
  const successes = operation?.responses.filter((response) => response.status.startsWith('2')) ?? [];
  if (status === undefined) return false;
  if (refusal && !refusal.orSuccess && refusal.statuses.map(String).join(' ') === status) return true;
  return status.startsWith('2') && successes.every((one) => one.status === status);
}
