/** The parameters of a step of a use case. */
import type { ApiModel, Operation, Parameter, StepParameter } from '../model/types.ts';
import type { Argument } from '../rules/request.ts';
import { exampleText, requiredArguments, toArguments } from './arguments.ts';
import { noteDeprecated } from './deprecated.ts';
import { text, toText } from './serialize.ts';
import { toVariableName } from './variable-names.ts';

/** The variable of an output. Values in headers are not encoded, and those in bodies are JSON, so they have variables of their own. */
export function variableFor(output: string, place: Parameter['in'] | 'body'): string {
  if (place === 'body') return `${output}_json`;
  return place === 'header' || place === 'cookie' ? `${output}_text` : output;
}

/**
 * The arguments of a step of a use case, and the other required ones of its operation. `written`: the outputs of steps that change data. If
 * these are not sent, there is no value.
 */
export function stepArguments(
  steps: readonly StepParameter[],
  operation: Operation,
  model: ApiModel,
  written: ReadonlySet<string> = new Set(),
): readonly Argument[] {
  const own = steps.flatMap(({ name, in: place, value }): readonly Argument[] => {
    const parameter = operation.parameters.find((candidate) => candidate.name === name && candidate.in === place);
    // The text of a step is that of the URL already: `status=open,closed` stays, whatever the style.
    if (value.kind === 'literal' && parameter && typeof value.value === 'object')
      return toArguments(parameter, value.value);
    const isWritten = value.kind === 'output' && written.has(value.variable);
    const initial = parameter && !isWritten ? exampleText(parameter, model) : '';
    return [
      {
        name,
        in: place,
        value:
          value.kind === 'output'
            ? {
                kind: 'variable',
                name: toVariableName(variableFor(value.variable, place), model),
                initial,
                ...(isWritten && { created: true as const }),
              }
            : text(toText(value.value)),
        enabled: true,
        description: noteDeprecated(parameter?.deprecated, parameter?.description ?? ''),
      },
    ];
  });
  const given = new Set(steps.map(({ name, in: place }) => `${place} ${name}`));
  return [...requiredArguments(operation, model, 'listed', given), ...own];
}
