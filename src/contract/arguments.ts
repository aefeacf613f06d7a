import type { Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { membersOf } from '../schema/members.ts';
import { chosenSources, triedSources } from './chosen-sources.ts';
import { noteDeprecated } from './deprecated.ts';
import { exampleValue, isFixed } from './example-value.ts';
import { isDemanded } from './header-fields.ts';
import type { ChosenSource } from './known-sources.ts';
import { pathValue } from './path-values.ts';
import { isRequestKey } from './request-keys.ts';
import { sentText, serialize, text, toText } from './serialize.ts';

/** The example of a parameter, or a sample of its schema. */
export function exampleText(parameter: Parameter, model: ApiModel): string {
  return toText(exampleValue(parameter, model));
}

/**
 * The required parameters of an operation, path parameters included, and a condition that it demands. `item`: which item they name, if
 * there are both; a request that changes an item does so to a created one. `tried`: see `triedSources`. `given`: those that are left out,
 * as `query status`.
 */
export function requiredArguments(
  operation: Operation,
  model: ApiModel,
  item: Item = 'listed',
  given: ReadonlySet<string> = new Set(),
): readonly Argument[] {
  const ofModel = known(model)[item];
  const found = ofModel.get(operation) ?? toRequiredArguments(operation, model, item);
  ofModel.set(operation, found);
  return found.filter(({ key }) => !given.has(key)).flatMap(({ sent }) => sent);
}

type Item = 'listed' | 'created' | 'tried';

/** What is sent for a parameter, with its place and name. */
interface Required {
  readonly key: string;
  readonly sent: readonly Argument[];
}

/** Many requests to an operation have the same arguments. */
const known = once((_of: ApiModel) => ({
  listed: new Map<Operation, readonly Required[]>(),
  created: new Map<Operation, readonly Required[]>(),
  tried: new Map<Operation, readonly Required[]>(),
}));

function toRequiredArguments(operation: Operation, model: ApiModel, item: Item): readonly Required[] {
  const sources =
    item === 'tried'
      ? (triedSources(operation, model) ?? new Map<Parameter, ChosenSource>())
      : chosenSources(operation, model, item);
  const sentFor = (parameter: Parameter) => {
    // The value of another operation has no `.` of a label and no `;name=` of a matrix.
    const source = parameter.in !== 'path' || parameter.style === 'simple' ? sources.get(parameter) : undefined;
    const sent =
      parameter.in === 'path'
        ? [toArgument(parameter, pathValue(parameter, source, operation, model))]
        : exampleArguments(parameter, model);
    if (source?.isGuess) return sent.map(asMadeUp);
    if (source) return sent.map((argument) => fromSource(argument, source));
    return isFixed(parameter, model) ? sent : sent.map(asMadeUp);
  };
  return operation.parameters
    .filter((parameter) => parameter.required || isDemanded(parameter, operation))
    .map((parameter) => ({ key: `${parameter.in} ${parameter.name}`, sent: sentFor(parameter) }));
}

function fromSource(argument: Argument, { isPending, mayBeUnsent }: ChosenSource): Argument {
  return { ...argument, ...(isPending && { doubt: 'pending' }), ...(mayBeUnsent && { mayBeUnsent }) };
}

/** An example shows how a value looks, and not that the server has it, so it is made up as well. */
export function asMadeUp(argument: Argument): Argument {
  return { ...argument, doubt: 'made-up' };
}

/** The optional parameters of an operation, unchecked, so that a reader can try them. */
export function optionalArguments(operation: Operation, model: ApiModel): readonly Argument[] {
  return operation.parameters
    .filter((parameter) => !parameter.required && !isDemanded(parameter, operation) && !isOfAnyNames(parameter, model))
    .flatMap((parameter) => exampleArguments(parameter, model))
    .map((argument) => ({ ...argument, enabled: false }));
}

/** Whether a parameter is an object whose members are parameters of their own, of which the description names none. */
export function isOfAnyNames({ spelling, node, example }: Parameter, model: ApiModel): boolean {
  const isByMember = spelling === 'free-form' || spelling === 'deep-object';
  return isByMember && example === undefined && membersOf(model, node).length === 0;
}

export function exampleArguments(parameter: Parameter, model: ApiModel): readonly Argument[] {
  const sent = toArguments(parameter, exampleValue(parameter, model));
  if (!isRequestKey(parameter, model)) return sent;
  return sent.map((argument) =>
    argument.value.kind === 'text' ? { ...argument, value: { ...argument.value, fresh: true } } : argument,
  );
}

/** The arguments that a value of a parameter becomes. */
export function toArguments(parameter: Parameter, value: Json): readonly Argument[] {
  return serialize(parameter, value).map((sent) => toArgument({ ...parameter, name: sent.name }, sentText(sent)));
}

export function toArgument(parameter: Parameter, value: ArgumentValue): Argument {
  const { name, in: place, deprecated, description } = parameter;
  return { name, in: place, value, enabled: true, description: noteDeprecated(deprecated, description) };
}

/** The arguments with one added or replaced: a text in the style of its parameter, such as `.7` of a label. */
export function withArgument(given: readonly Argument[], parameter: Parameter, value: string): readonly Argument[] {
  const others = given.filter((argument) => argument.in !== parameter.in || argument.name !== parameter.name);
  // JSON is a text in any style.
  const [styled] = parameter.spelling === 'json' ? [] : serialize(parameter, value);
  return [...others, toArgument(parameter, styled ? sentText(styled) : text(value))];
}

/** The arguments with initial values instead of variables: a refused request needs no existing item. */
export function withoutVariables(given: readonly Argument[]): readonly Argument[] {
  return given.map((argument) =>
    argument.value.kind === 'variable' ? asMadeUp({ ...argument, value: text(argument.value.initial) }) : argument,
  );
}
