/** The success criteria of a step of a workflow that are asserted of its response. */
import { isRecord, toPlainText } from '../core/json.ts';
import { remark } from './arazzo-features.ts';
import { statusOf, toCondition } from './criteria.ts';
import { child, elementsAt, type Node, type Reading } from './reading.ts';
import type { Scope } from './step-body.ts';
import type { Operation, Refusal, StepCriterion } from './types.ts';

/** What is asserted of the response to a step. */
export interface Criteria {
  /** The criterion that needs a status which is no success. */
  readonly refusal?: Refusal;
  readonly criteria: readonly StepCriterion[];
}

/**
 * The success criteria that are asserted. A notice says which are not. `isOther`: the request is not the described one, so its response need
 * not be.
 */
export function readCriteria(
  reading: Reading,
  step: Node,
  scope: Scope,
  operation: Operation | undefined,
  isOther: boolean,
): Criteria {
  const hasActions = child(step, 'onFailure') ?? child(scope.workflow, 'failureActions');
  const why = hasActions
    ? 'a failure has actions (`onFailure`)'
    : isOther
      ? 'the request is sent with other values than the step describes'
      : undefined;
  const read = elementsAt(reading, step, 'successCriteria').map((node) => readCriterion(node));
  const [refusal] = read.flatMap(({ text, condition, path }): Refusal[] => {
    const status = condition && statusOf(condition);
    const isRefusal = status !== undefined && /^[345]/.test(String(status));
    return condition && isRefusal ? [{ text, condition, path, status, isRefusal }] : [];
  });
  const criteria = read.flatMap(({ text, condition, path, node }): StepCriterion[] => {
    if (isExpected(text, operation, refusal)) return [];
    if (condition && why === undefined) return [{ text, condition, path }];
    remark(reading, 'note', path, `the success criterion "${text}" is not asserted: ${why ?? whyNot(node)}`);
    return [];
  });
  return { criteria, ...(refusal && { refusal }) };
}

function readCriterion(node: Node) {
  const text = toPlainText(child(node, 'condition')?.value).trim();
  const isSimple = [undefined, 'simple'].includes(child(node, 'type')?.value as string) && !child(node, 'context');
  return { text, condition: isSimple ? toCondition(text) : undefined, path: node.path, node };
}

function whyNot(node: Node): string {
  const type = child(node, 'type')?.value ?? 'simple';
  if (type !== 'simple') return `it is of type ${toPlainText(isRecord(type) ? type['type'] : type)}`;
  return 'it is not understood, or engines may read it differently';
}

/** Whether the status of a response is asserted anyway. */
function isExpected(text: string, operation: Operation | undefined, refusal: Refusal | undefined): boolean {
  const status = /^\$statusCode\s*==\s*(\d{3})$/.exec(text)?.[1];
  const successes = operation?.responses.filter((response) => response.status.startsWith('2')) ?? [];
  if (status === undefined) return false;
  return (
    status === String(refusal?.status) || (status.startsWith('2') && successes.every((one) => one.status === status))
  );
}
