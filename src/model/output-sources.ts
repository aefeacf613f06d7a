/** Where the outputs come from that a workflow reads: an expression of a step. */
import { isRecord } from '../core/json.ts';
import { OUTPUT } from './output-names.ts';
import { child, type Node, type Reading } from './reading.ts';
import { elementsAt, textAt } from './typed-members.ts';

/** The step that has an output, and the runtime expression of its value. */
export interface OutputSource {
  readonly step: Node;
  readonly source: string;
}

/** The source of an output of a step, or of a workflow that hands it on. `undefined` if nothing says so. */
export function outputSource(
  reading: Reading,
  workflows: readonly Node[],
  expression: string,
  workflowId: string,
): OutputSource | undefined {
  const [, kind, from, name] = OUTPUT.exec(expression) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const isSteps = kind === 'steps';
  const workflow = workflows.find((one) => textAt(reading, one, 'workflowId') === (isSteps ? workflowId : from));
  if (!workflow) return undefined;
  const giver = isSteps
    ? elementsAt(reading, workflow, 'steps').find((one) => textAt(reading, one, 'stepId') === from)
    : workflow;
  const outputs = giver && child(giver, 'outputs');
  const value = isRecord(outputs?.value) ? outputs.value[name] : undefined;
  if (!giver || typeof value !== 'string') return undefined;
  if (isSteps) return { step: giver, source: value };
  // What a workflow hands on is an output of one of its steps.
  return value.startsWith('$steps.') ? outputSource(reading, workflows, value, from ?? '') : undefined;
}

/** The JSON pointer of `$response.body#/0/id`; that of a whole body is empty. `undefined` if it is another expression. */
export function memberIn(source: string): string | undefined {
  const found = /^\$response\.body(?:#(\/.*)?)?$/.exec(source);
  return found ? (found[1] ?? '') : undefined;
}

/** The texts in a value, each with the names that lead to it. */
export function textsIn(value: unknown, path: readonly string[] = []): { text: string; path: readonly string[] }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => textsIn(member, [...path, name]));
}
