/** Outputs that a step reads and that nothing gives, gives too late, or cannot give: their values would be empty in every run, without an error. */
import { preferredJson } from '../core/media-types.ts';
import { didYouMean } from '../core/nearest.ts';
import { fromPointer } from '../core/pointer.ts';
import { mayHave } from '../schema/may-have.ts';
import { isImpossible } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { remark } from './arazzo-features.ts';
import { OUTPUT, unbraced } from './output-names.ts';
import { memberIn, outputSource, textsIn } from './output-sources.ts';
import { type Node, type Reading, report } from './reading.ts';
import { elementsAt, membersAt, textAt } from './typed-members.ts';
import type { ApiModel, Operation } from './types.ts';
import { valuesGivenIn } from './unusable-outputs.ts';

/** Reports each expression that names no output, where it stands. */
export function checkOutputs(reading: Reading, workflows: readonly Node[]): void {
  for (const workflow of workflows) {
    const steps = elementsAt(reading, workflow, 'steps');
    for (const node of valuesGivenIn(reading, workflow)) {
      for (const { text, path } of textsIn(node.value)) {
        const place = [...node.path, ...path];
        const mistake = mistakeIn(reading, workflows, workflow, unbraced(text));
        if (mistake) report(reading, 'use-case/unsupported', place, mistake.message, mistake.hint);
        else if (isLater(reading, steps, unbraced(text), place))
          remark(reading, 'note', place, `"${text}" has no value there: it is of a step that is not sent before`);
      }
    }
  }
}

interface Mistake {
  readonly message: string;
  readonly hint: string;
}

function mistakeIn(
  reading: Reading,
  workflows: readonly Node[],
  workflow: Node,
  expression: string,
): Mistake | undefined {
  const [, kind, from = '', name = ''] = OUTPUT.exec(expression) ?? [];
  if (kind === undefined) return undefined;
  if (outputSource(reading, workflows, expression, textAt(reading, workflow, 'workflowId'))) return undefined;
  const givers = kind === 'steps' ? elementsAt(reading, workflow, 'steps') : workflows;
  const idOf = (node: Node) => textAt(reading, node, kind === 'steps' ? 'stepId' : 'workflowId');
  const what = kind === 'steps' ? 'step' : 'workflow';
  const giver = givers.find((node) => idOf(node) === from);
  if (!giver) return { message: `there is no ${what} "${from}"`, hint: hintOf(from, givers.map(idOf)) };
  const outputs = membersAt(reading, giver, 'outputs').map(([output]) => output);
  // One that cannot be read has an error of its own.
  if (outputs.includes(name)) return undefined;
  const message = `the ${what} "${from}" gives no output "${name}"`;
  return { message, hint: hintOf(name, outputs) };
}

function hintOf(name: string, known: readonly string[]): string {
  return known.length === 0 ? 'It gives none.' : `${didYouMean(name, known)}There: ${known.join(', ')}.`;
}

/** Whether an expression reads an output of its own step, or of a later one. */
function isLater(reading: Reading, steps: readonly Node[], expression: string, place: readonly string[]): boolean {
  const [, kind, from] = OUTPUT.exec(expression) ?? [];
  const at = steps.findIndex(({ path }) => path.every((name, index) => place[index] === name));
  const giver = steps.findIndex((step) => textAt(reading, step, 'stepId') === from);
  return kind === 'steps' && at >= 0 && giver >= at;
}

/** Remarks on the outputs of a step that are members which no success of its operation describes. */
export function noteImpossibleOutputs(reading: Reading, step: Node, operation: Operation | undefined, model: ApiModel) {
  if (!operation) return;
  for (const [name, { value, path }] of membersAt(reading, step, 'outputs')) {
    const member = typeof value === 'string' ? memberIn(value) : undefined;
    if (member === undefined || mayGive(operation, fromPointer(member), model)) continue;
    remark(
      reading,
      'note',
      path,
      `no response of ${operation.id} describes "${member}", which the output "${name}" is`,
    );
  }
}

/** A success that describes no JSON may have anything. */
function mayGive({ responses }: Operation, path: readonly string[], model: ApiModel): boolean {
  const successes = responses.filter(({ status }) => /^(2|default)/i.test(status));
  const nodes = successes.map(({ media }) => preferredJson(media)?.node);
  return nodes.length === 0 || nodes.some((node) => !node || describes(model, node, path));
}

function describes(model: ApiModel, node: SchemaNode, path: readonly string[]): boolean {
  return !isImpossible(model, node, path) && mayHave(model, node, path, { byTrue: true });
}
