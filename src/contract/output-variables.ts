/** The variables of the outputs of use cases: none is that of another output, or of a value that other requests need. */
import type { ApiModel, StepParameter, UseCase } from '../model/types.ts';
import { isFreeFor } from './source-names.ts';
import { variableFor } from './step-arguments.ts';
import { toVariableName } from './variable-names.ts';

/** Where variables of an output are sent: each kind of place has its own. */
const PLACES = ['path', 'header', 'body'] as const;

/**
 * The use cases with longer names for outputs whose variables would be those of something else: `id_json` beside `id` in a body, or a
 * customer's `id` beside that of orders.
 */
export function withOwnVariables(useCases: readonly UseCase[], model: ApiModel): readonly UseCase[] {
  const names = namesOf(useCases, model);
  const toName = (variable: string) => names.get(variable) ?? variable;
  if ([...names].every(([from, to]) => from === to)) return useCases;
  return useCases.map((useCase) => ({
    ...useCase,
    outputs: useCase.outputs.map((output) => ({ ...output, variable: toName(output.variable) })),
    steps: useCase.steps.map((step) => ({
      ...step,
      parameters: step.parameters.map((parameter) => renamed(parameter, toName)),
      ...(step.body && {
        body: {
          ...step.body,
          outputs: step.body.outputs.map((output) => ({ ...output, variable: toName(output.variable) })),
        },
      }),
    })),
  }));
}

function renamed(parameter: StepParameter, toName: (variable: string) => string): StepParameter {
  const { value } = parameter;
  return value.kind === 'output'
    ? { ...parameter, value: { kind: 'output', variable: toName(value.variable) } }
    : parameter;
}

/** By the name of each output, the first whose variables are free. What has no clash keeps its name. */
function namesOf(useCases: readonly UseCase[], model: ApiModel): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  const variablesOf = (name: string) => PLACES.map((place) => toVariableName(variableFor(name, place), model));
  for (const { id, steps, outputs } of useCases) {
    for (const { variable, step, body } of outputs) {
      if (names.has(variable)) continue;
      const operation = steps.find((one) => one.id === step)?.operation ?? '';
      const isFree = (name: string) =>
        variablesOf(name).every((one) => !taken.has(one) && isFreeFor(one, { operation, body }, model));
      let name = variable;
      for (let number = 1; !isFree(name); number += 1) name = `${id}_${variable}${number > 1 ? `_${number}` : ''}`;
      names.set(variable, name);
      for (const one of variablesOf(name)) taken.add(one);
    }
  }
  return names;
}
