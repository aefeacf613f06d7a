/** The variables of outputs of workflows and steps: their own names, unless several outputs share one. */
import { child, type Node, type Reading } from './reading.ts';
import { elementsAt, membersAt, textAt } from './typed-members.ts';

/** An expression that names an output. */
export const OUTPUT = /^\$(workflows|steps)\.([^.]+)\.outputs\.([\w-]+)$/;

/** `{$steps.a.outputs.id}` -> `$steps.a.outputs.id`. */
export function unbraced(expression: string): string {
  return /^\{(\$[^{}]+)\}$/.exec(expression)?.[1] ?? expression;
}

/** The variables of a document. */
export interface OutputNames {
  /** The variable of an output of a workflow. */
  readonly ofWorkflow: (workflow: string, output: string) => string;
  /** The variable of an output of a step. */
  readonly ofStep: (workflow: string, step: string, output: string) => string;
  /** The variable that an expression in a workflow reads; `undefined` if it is no output. */
  readonly read: (expression: string, workflow: string) => string | undefined;
}

/** Two steps that both have an output `id` need two variables, or one would get the other's value. */
export function outputNames(reading: Reading, workflows: readonly Node[]): OutputNames {
  const givers = new Map<string, Set<string>>();
  const sharing = new Map<string, number>();
  const give = (output: string, giver: string) => givers.set(output, (givers.get(output) ?? new Set()).add(giver));
  for (const workflow of workflows) {
    const id = textAt(reading, workflow, 'workflowId');
    for (const step of elementsAt(reading, workflow, 'steps')) {
      for (const [output] of outputsOf(reading, step))
        give(output, `${id} ${textAt(reading, step, 'stepId')} ${output}`);
    }
    for (const [output, { value }] of outputsOf(reading, workflow)) {
      sharing.set(output, (sharing.get(output) ?? 0) + 1);
      const [, kind, step, source] = OUTPUT.exec(String(value)) ?? [];
      give(output, kind === 'steps' ? `${id} ${step} ${source}` : `${id} ${String(value)}`);
    }
  }
  const ofWorkflow = (workflow: string, output: string) =>
    (sharing.get(output) ?? 0) > 1 ? `${workflow}_${output}` : output;
  const ofStep = (workflow: string, step: string, output: string) =>
    (givers.get(output)?.size ?? 0) > 1 ? `${workflow}_${step}_${output}` : output;
  const read = (expression: string, workflow: string) => {
    const [, kind, from, output] = OUTPUT.exec(unbraced(expression)) ?? [];
    if (from === undefined || output === undefined) return undefined;
    return kind === 'steps' ? ofStep(workflow, from, output) : ofWorkflow(from, output);
  };
  return { ofWorkflow, ofStep, read };
}

/** Outputs that are no texts are reported elsewhere. */
function outputsOf(reading: Reading, node: Node): [string, Node][] {
  return child(node, 'outputs')
    ? membersAt(reading, node, 'outputs').filter(([, { value }]) => typeof value === 'string')
    : [];
}
