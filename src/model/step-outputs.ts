/** The outputs of workflows and of their steps: what is captured for later steps. */
import { isRecord } from '../core/json.ts';
import { remark } from './arazzo-features.ts';
import type { OutputNames } from './output-names.ts';
import { memberIn } from './output-sources.ts';
import { child, type Node, type Reading, report } from './reading.ts';
import { elementsAt, objectAt, textAt } from './typed-members.ts';
import type { UseCase, UseCaseOutput, UseCaseStep } from './types.ts';

/** Reads `order_id: $steps.list.outputs.order_id`, and in that step `order_id: $response.body#/0/id`. */
export function readOutputs(
  reading: Reading,
  workflow: Node,
  steps: readonly Node[],
  nameOf: (output: string) => string,
): UseCaseOutput[] {
  const outputs = objectAt(reading, workflow, 'outputs');
  if (!outputs || !isRecord(outputs.value)) return [];
  return Object.entries(outputs.value).flatMap(([variable, expression]) => {
    const match = /^\$steps\.([^.]+)\.outputs\.([\w-]+)$/.exec(typeof expression === 'string' ? expression : '');
    const step = steps.find((candidate) => textAt(reading, candidate, 'stepId') === match?.[1]);
    const stepOutputs = step && objectAt(reading, step, 'outputs');
    const source = stepOutputs && match?.[2] ? child(stepOutputs, match[2])?.value : undefined;
    const body = typeof source === 'string' ? memberIn(source) : undefined;
    const path = [...outputs.path, variable];
    if (body === undefined && typeof source === 'string' && source.startsWith('$')) {
      remark(
        reading,
        'note',
        path,
        `the output "${variable}" is not stored: "${source}" is no member of a response body`,
      );
      return [];
    }
    if (!match?.[1] || body === undefined) {
      report(
        reading,
        'use-case/unsupported',
        path,
        `the output "${variable}" is not supported`,
        "Only members of a step's response body are supported.",
      );
      return [];
    }
    return [{ variable: nameOf(variable), step: match[1], body }];
  });
}

/** The outputs of a step, for later steps of its workflow, under the step's own names. */
function ownOutputs(reading: Reading, step: Node, nameOf: (step: string, output: string) => string): UseCaseOutput[] {
  const outputs = objectAt(reading, step, 'outputs');
  if (!outputs || !isRecord(outputs.value)) return [];
  return Object.entries(outputs.value).flatMap(([variable, source]) => {
    const body = typeof source === 'string' ? memberIn(source) : undefined;
    const id = textAt(reading, step, 'stepId');
    return body === undefined ? [] : [{ variable: nameOf(id, variable), step: id, body }];
  });
}

function outputsReadBy({ parameters, body }: UseCaseStep): readonly string[] {
  const values = parameters.flatMap(({ value }) => (value.kind === 'output' ? [value.variable] : []));
  return [...values, ...(body?.outputs ?? []).map(({ variable }) => variable)];
}

/** Add the step outputs that parameters and bodies read directly, without a workflow output. */
export function withOwnOutputs(
  reading: Reading,
  workflows: readonly Node[],
  names: OutputNames,
  useCases: readonly UseCase[],
): UseCase[] {
  const read = new Set(useCases.flatMap(({ steps }) => steps.flatMap(outputsReadBy)));
  return useCases.map((useCase, index) => {
    const steps = workflows[index] ? elementsAt(reading, workflows[index], 'steps') : [];
    const nameOf = (step: string, output: string) => names.ofStep(useCase.id, step, output);
    const own = steps.flatMap((step) => ownOutputs(reading, step, nameOf));
    const known = new Set(useCase.outputs.map(({ variable }) => variable));
    return {
      ...useCase,
      outputs: [...useCase.outputs, ...own.filter(({ variable }) => read.has(variable) && !known.has(variable))],
    };
  });
}
