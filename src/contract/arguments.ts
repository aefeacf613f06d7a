import type { Json } from '../core/json.ts';
import type { ApiModel, Operation, Parameter, StepParameter } from '../model/types.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { sampleValue } from '../schema/sample.ts';
import { handedOn } from './relations.ts';
import { isSourceOf } from './sources.ts';
import { toVariableName } from './variable-names.ts';

/** The text of a JSON value in a URL or header: arrays separated by commas, objects as JSON. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element) => typeof element !== 'object')) return value.join(',');
  return JSON.stringify(value);
}

/** The example of a parameter, or a sample of its schema. */
export function exampleText(parameter: Parameter, model: ApiModel): string {
  return toText(parameter.example ?? sampleValue(parameter.node, model));
}

export function text(value: string): ArgumentValue {
  return { kind: 'text', text: value };
}

/** The required parameters of an operation, path parameters included. */
export function requiredArguments(operation: Operation, model: ApiModel): readonly Argument[] {
  return operation.parameters
    .filter((parameter) => parameter.required)
    .map((parameter) => toArgument(parameter, defaultValue(parameter, operation, model)));
}

/** The optional parameters of an operation, unchecked, so that a reader can try them. */
export function optionalArguments(operation: Operation, model: ApiModel): readonly Argument[] {
  return operation.parameters
    .filter((parameter) => !parameter.required && parameter.spelling !== 'free-form')
    .map((parameter) => ({ ...toArgument(parameter, text(exampleText(parameter, model))), enabled: false }));
}

export function toArgument(parameter: Parameter, value: ArgumentValue): Argument {
  const { name, in: place, description } = parameter;
  return { name, in: place, value, enabled: true, description };
}

/**
 * A variable for a path parameter whose value comes from another operation, or that has no example; else the example.
 *
 * Without a source, a variable has one value for all paths. So a parameter of this name with another value is text, and so is a value
 * that must be encoded in a URL, since clients do not encode those of variables.
 */
function defaultValue(parameter: Parameter, operation: Operation, model: ApiModel): ArgumentValue {
  const example = exampleText(parameter, model);
  if (parameter.in !== 'path') return text(example);
  const source = model.operations
    .filter((candidate) => candidate !== operation)
    .flatMap((candidate) => handedOn(candidate, model))
    .find((handed) => isSourceOf(handed, parameter, operation));
  if (source) return { kind: 'variable', name: source.variable, initial: example };
  const isShared = parameter.example === undefined && isPlain(example) && example === firstValue(parameter.name, model);
  return isShared ? { kind: 'variable', name: toVariableName(parameter.name, model), initial: example } : text(example);
}

/** Whether a text is the same in a URL. */
function isPlain(value: string): boolean {
  return encodeURIComponent(value.replace(/[:@,]/g, '')).length === value.replace(/[:@,]/g, '').length;
}

/** The value of the first path parameter with this name. */
function firstValue(name: string, model: ApiModel): string | undefined {
  for (const { parameters } of model.operations) {
    const first = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
    if (first) return exampleText(first, model);
  }
  return undefined;
}

/** The arguments of a step of a use case, and the other required ones of its operation. */
export function stepArguments(
  steps: readonly StepParameter[],
  operation: Operation,
  model: ApiModel,
): readonly Argument[] {
  const own = steps.map(({ name, in: place, value }): Argument => {
    const parameter = operation.parameters.find((candidate) => candidate.name === name && candidate.in === place);
    const initial = parameter ? exampleText(parameter, model) : '';
    return {
      name,
      in: place,
      value:
        value.kind === 'output'
          ? { kind: 'variable', name: toVariableName(value.variable, model), initial }
          : text(toText(value.value)),
      enabled: true,
      description: parameter?.description ?? '',
    };
  });
  const given = new Set(own.map((argument) => `${argument.in} ${argument.name}`));
  return [
    ...requiredArguments(operation, model).filter((argument) => !given.has(`${argument.in} ${argument.name}`)),
    ...own,
  ];
}

/** The arguments with one added or replaced. */
export function withArgument(given: readonly Argument[], parameter: Parameter, value: string): readonly Argument[] {
  const others = given.filter((argument) => argument.in !== parameter.in || argument.name !== parameter.name);
  return [...others, toArgument(parameter, text(value))];
}

/** The arguments with initial values instead of variables: a refused request needs no existing item. */
export function withoutVariables(given: readonly Argument[]): readonly Argument[] {
  return given.map((argument) =>
    argument.value.kind === 'variable' ? { ...argument, value: text(argument.value.initial) } : argument,
  );
}
