import { once } from '../core/once.ts';
import type { ApiModel, Operation, Parameter, StepParameter } from '../model/types.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { oneValueOf } from '../schema/members.ts';
import { sampleValue } from '../schema/sample.ts';
import { enumOf, isOnly } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { type ChosenSource, chosenSources } from './chosen-sources.ts';
import { serialize, toText } from './serialize.ts';
import { toVariableName } from './variable-names.ts';

/** The example of a parameter, or a sample of its schema. */
export function exampleText(parameter: Parameter, model: ApiModel): string {
  return toText(exampleValue(parameter, model));
}

function exampleValue({ example, node }: Parameter, model: ApiModel) {
  return example ?? sampleValue(node, model);
}

export function text(value: string): ArgumentValue {
  return { kind: 'text', text: value };
}

/**
 * The required parameters of an operation, path parameters included. `item`: which item they name, if there are both; a request that
 * changes an item does so to a created one.
 */
export function requiredArguments(
  operation: Operation,
  model: ApiModel,
  item: 'listed' | 'created' = 'listed',
): readonly Argument[] {
  const ofModel = known(model)[item];
  const found = ofModel.get(operation) ?? toRequiredArguments(operation, model, item);
  ofModel.set(operation, found);
  return found;
}

/** Many requests to an operation have the same arguments. */
const known = once<ApiModel, Record<'listed' | 'created', Map<Operation, readonly Argument[]>>>(() => ({
  listed: new Map(),
  created: new Map(),
}));

function toRequiredArguments(operation: Operation, model: ApiModel, item: 'listed' | 'created'): readonly Argument[] {
  const sources = chosenSources(operation, model, item);
  return operation.parameters
    .filter((parameter) => parameter.required)
    .flatMap((parameter) => {
      const source = sources.get(parameter);
      const given =
        parameter.in === 'path'
          ? [toArgument(parameter, defaultValue(parameter, source, model))]
          : exampleArguments(parameter, model);
      if (source)
        return source.isPending ? given.map((argument) => ({ ...argument, doubt: 'pending' as const })) : given;
      return isFixed(parameter, model) ? given : given.map(asMadeUp);
    });
}

/** An example shows how a value looks, and not that the server has it, so it is made up as well. */
export function asMadeUp(argument: Argument): Argument {
  return { ...argument, doubt: 'made-up' };
}

/** Whether the description says which values there are. */
function isFixed({ node }: Parameter, model: ApiModel): boolean {
  const one = oneValueOf(model, node);
  const isStated = ['const', 'default'].some((keyword) => keywordOf(model, one, keyword) !== undefined);
  return isStated || enumOf(model, one) !== undefined || isOnly(model, one, 'boolean');
}

/** The optional parameters of an operation, unchecked, so that a reader can try them. */
export function optionalArguments(operation: Operation, model: ApiModel): readonly Argument[] {
  return operation.parameters
    .filter((parameter) => !parameter.required && parameter.spelling !== 'free-form')
    .flatMap((parameter) => exampleArguments(parameter, model))
    .map((argument) => ({ ...argument, enabled: false }));
}

function exampleArguments(parameter: Parameter, model: ApiModel): readonly Argument[] {
  return serialize(parameter, exampleValue(parameter, model)).map(([name, value]) =>
    toArgument({ ...parameter, name }, text(value)),
  );
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
function defaultValue(parameter: Parameter, source: ChosenSource | undefined, model: ApiModel): ArgumentValue {
  const example = exampleText(parameter, model);
  if (source) {
    const created = source.isCreated && { created: true as const };
    return { kind: 'variable', name: source.variable, initial: example, ...created };
  }
  const isShared = parameter.example === undefined && isPlain(example) && example === firstValue(parameter.name, model);
  return isShared ? { kind: 'variable', name: toVariableName(parameter.name, model), initial: example } : text(example);
}

/** Whether a text is the same in a URL. */
function isPlain(value: string): boolean {
  const others = value.replace(/[:@,]/g, '');
  return encodeURIComponent(others) === others;
}

/** The value of the first path parameter with this name. */
function firstValue(name: string, model: ApiModel): string | undefined {
  return firstValues(model).get(name);
}

const firstValues = once((model: ApiModel): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const parameter of model.operations.flatMap(({ parameters }) => parameters)) {
    const isNew = parameter.in === 'path' && !found.has(parameter.name);
    if (isNew) found.set(parameter.name, exampleText(parameter, model));
  }
  return found;
});

/** The variable of an output. Values in headers are not encoded, so they have a variable of their own. */
export function variableFor(output: string, place: Parameter['in']): string {
  return place === 'header' || place === 'cookie' ? `${output}_text` : output;
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
          ? { kind: 'variable', name: toVariableName(variableFor(value.variable, place), model), initial }
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
    argument.value.kind === 'variable' ? asMadeUp({ ...argument, value: text(argument.value.initial) }) : argument,
  );
}
