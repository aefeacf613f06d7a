import type { Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Operation, Parameter, StepParameter } from '../model/types.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { membersOf, oneValueOf } from '../schema/members.ts';
import { enumOf, isOnly } from '../schema/types-of.ts';
import { numberOfNone } from '../schema/unknown-id.ts';
import { keywordOf } from '../schema/walk.ts';
import { areShown, type ChosenSource, chosenSources, triedSources } from './chosen-sources.ts';
import { noteDeprecated } from './deprecated.ts';
import { exampleValue } from './example-value.ts';
import { changesNothing } from './reading-methods.ts';
import { isRequestKey } from './request-keys.ts';
import { type Sent, serialize, toText } from './serialize.ts';
import { isOfSource, sourceVariable } from './source-names.ts';
import { toVariableName } from './variable-names.ts';

/** The example of a parameter, or a sample of its schema. */
export function exampleText(parameter: Parameter, model: ApiModel): string {
  return toText(exampleValue(parameter, model));
}

/** The example of a path parameter, as its segment has it. */
function exampleSegment(parameter: Parameter, model: ApiModel): Sent {
  const [first] = serialize(parameter, exampleValue(parameter, model));
  return first ?? { name: parameter.name, text: '' };
}

export function text(value: string): ArgumentValue {
  return { kind: 'text', text: value };
}

/**
 * The required parameters of an operation, path parameters included. `item`: which item they name, if there are both; a request that
 * changes an item does so to a created one. `tried`: see `triedSources`. `given`: those that are left out, as `query status`.
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
        ? [
            toArgument(
              parameter,
              (source ? undefined : noListed(parameter, operation, model)) ?? defaultValue(parameter, source, model),
            ),
          ]
        : exampleArguments(parameter, model);
    if (source?.isGuess) return sent.map(asMadeUp);
    if (source) return sent.map((argument) => fromSource(argument, source));
    return isFixed(parameter, model) ? sent : sent.map(asMadeUp);
  };
  return operation.parameters
    .filter(({ required }) => required)
    .map((parameter) => ({ key: `${parameter.in} ${parameter.name}`, sent: sentFor(parameter) }));
}

/**
 * A number that no item need have, for what may write and is not sent to an item of a list: an item of a list may well have the number of a
 * sample. `undefined` where a sample is no more likely to be there.
 */
function noListed(parameter: Parameter, operation: Operation, model: ApiModel): ArgumentValue | undefined {
  if (parameter.example !== undefined || isFixed(parameter, model)) return undefined;
  if (changesNothing(operation) || !areShown(parameter, operation, model)) return undefined;
  const id = numberOfNone(parameter.node, model);
  return id === undefined ? undefined : text(id);
}

function fromSource(argument: Argument, { isPending, mayBeUnsent }: ChosenSource): Argument {
  return { ...argument, ...(isPending && { doubt: 'pending' }), ...(mayBeUnsent && { mayBeUnsent }) };
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
    .filter((parameter) => !parameter.required && !isOfAnyNames(parameter, model))
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
function toArguments(parameter: Parameter, value: Json): readonly Argument[] {
  return serialize(parameter, value).map((sent) => toArgument({ ...parameter, name: sent.name }, sentText(sent)));
}

export function sentText({ text: plain, encoded }: Sent): ArgumentValue {
  return { kind: 'text', text: plain, ...(encoded !== undefined && { encoded }) };
}

export function toArgument(parameter: Parameter, value: ArgumentValue): Argument {
  const { name, in: place, deprecated, description } = parameter;
  return { name, in: place, value, enabled: true, description: noteDeprecated(deprecated, description) };
}

/**
 * A variable for a path parameter whose value comes from another operation, or that has no example; else the example.
 *
 * Without a source, a variable has one value for all paths. So a parameter of this name with another value is text, and so is a value
 * that must be encoded in a URL, since clients do not encode those of variables.
 */
function defaultValue(parameter: Parameter, source: ChosenSource | undefined, model: ApiModel): ArgumentValue {
  const segment = exampleSegment(parameter, model);
  const example = segment.text;
  if (source) {
    const { from } = source;
    if (from.kind === 'created') return { kind: 'variable', name: from.item.variable, initial: example, created: true };
    return { kind: 'variable', name: sourceVariable(from.source, model) ?? parameter.name, initial: example };
  }
  const isShared =
    parameter.example === undefined &&
    segment.encoded === undefined &&
    isPlain(example) &&
    !isOfSource(toVariableName(parameter.name, model), model) &&
    example === firstValue(parameter.name, model);
  return isShared
    ? { kind: 'variable', name: toVariableName(parameter.name, model), initial: example }
    : sentText(segment);
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
    if (isNew) found.set(parameter.name, exampleSegment(parameter, model).text);
  }
  return found;
});

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
