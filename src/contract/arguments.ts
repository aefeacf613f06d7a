import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Operation, Parameter, StepParameter } from '../model/types.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { accepts } from '../schema/accepts.ts';
import { oneValueOf } from '../schema/members.ts';
import { findSample, sampleValue } from '../schema/sample.ts';
import { enumOf, isOnly, typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { type ChosenSource, chosenSources } from './chosen-sources.ts';
import { type Sent, serialize, toText } from './serialize.ts';
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

/**
 * The example of a parameter, or a sample that can be sent: an empty array or object cannot, and neither can members that are null. Where a
 * schema states no type, a text is sent, since nothing says how an object would be written.
 */
export function exampleValue(parameter: Parameter, model: ApiModel): Json {
  const { node, required, spelling } = parameter;
  const example = parameter.example === null && spelling !== 'json' ? undefined : parameter.example;
  if (example !== undefined && (!required || isSent(parameter, example))) return example;
  const value = example ?? sampleOf(parameter, model);
  const takes = (one: Json) => accepts(one, node.schema, { schemas: model, notNeeded: [] });
  if (spelling === 'single' && isRecord(value) && takes('text')) return 'text';
  if (isSent(parameter, value)) return value;
  for (const more of parameter.in === 'path' ? IN_PATH : []) {
    const other = findSample({ schema: { allOf: [node.schema, more] }, pointer: node.pointer }, model);
    if (other !== undefined && isSent(parameter, other)) return other;
  }
  const schema = { allOf: [node.schema, { minItems: 1, minProperties: 1 }] };
  const filled = findSample({ schema, pointer: node.pointer }, model);
  if (!isRecord(filled) || isSent(parameter, filled)) return filled ?? value;
  const named = Object.fromEntries(Object.keys(filled).map((name) => [name, 'text']));
  return takes(named) ? named : filled;
}

/** A sample; of another type than null where there is one, since a URL has no null: https://spec.openapis.org/oas/v3.1.1.html#style-examples */
function sampleOf({ node, spelling }: Parameter, model: ApiModel): Json {
  const value = sampleValue(node, model);
  if (value !== null || spelling === 'json') return value;
  const [type = 'string'] = [...typesOf(model, node)].filter((one) => one !== 'null');
  return findSample({ schema: { allOf: [node.schema, { type }] }, pointer: node.pointer }, model) ?? null;
}

/** What a text for a path is held to where the first one would be lost: not nothing and no dots, or more than those. */
const IN_PATH = [{ not: { enum: ['', '.', '..'] } }, { minLength: 3, minItems: 2 }];

/** Whether a value is something in a request. */
function isSent(parameter: Parameter, value: Json): boolean {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const sent = serialize(parameter, value);
  if (parameter.in === 'path' && sent.some(({ text }) => isLostInPath(text))) return false;
  return parameter.spelling === 'json' || (!isEmpty && sent.length > 0);
}

/** Whether a path has no segment of this text: URL parsers remove dots, also encoded ones. https://url.spec.whatwg.org/#single-dot-path-segment */
export function isLostInPath(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..';
}

/** Why no value of a required parameter is in a request; `undefined` if one is. An object in rows may be none of them. */
export function whyNotSent(
  parameter: Parameter,
  { path }: Pick<Operation, 'path'>,
  model: ApiModel,
): string | undefined {
  const { name, in: place, spelling } = parameter;
  if (spelling === 'free-form' || spelling === 'deep-object') return undefined;
  const value = exampleValue(parameter, model);
  if (isSent(parameter, value)) return undefined;
  if (place !== 'path')
    return `the only value that was found for its required ${place} parameter "${name}" is empty, which OpenAPI writes as nothing`;
  const isWhole = path.split('/').includes(`{${name}}`);
  return isWhole
    ? `the only value that was found for "${name}" is ${JSON.stringify(toText(value))}, which no path can have as a segment`
    : undefined;
}

export function text(value: string): ArgumentValue {
  return { kind: 'text', text: value };
}

/**
 * The required parameters of an operation, path parameters included. `item`: which item they name, if there are both; a request that
 * changes an item does so to a created one. `given`: those that are left out, as `query status`.
 */
export function requiredArguments(
  operation: Operation,
  model: ApiModel,
  item: 'listed' | 'created' = 'listed',
  given: ReadonlySet<string> = new Set(),
): readonly Argument[] {
  const ofModel = known(model)[item];
  const found = ofModel.get(operation) ?? toRequiredArguments(operation, model, item);
  ofModel.set(operation, found);
  return found.filter(({ key }) => !given.has(key)).flatMap(({ sent }) => sent);
}

/** What is sent for a parameter, with its place and name. */
interface Required {
  readonly key: string;
  readonly sent: readonly Argument[];
}

/** Many requests to an operation have the same arguments. */
const known = once((_of: ApiModel) => ({
  listed: new Map<Operation, readonly Required[]>(),
  created: new Map<Operation, readonly Required[]>(),
}));

function toRequiredArguments(operation: Operation, model: ApiModel, item: 'listed' | 'created'): readonly Required[] {
  const sources = chosenSources(operation, model, item);
  const sentFor = (parameter: Parameter) => {
    // The value of another operation has no `.` of a label and no `;name=` of a matrix.
    const source = parameter.in !== 'path' || parameter.style === 'simple' ? sources.get(parameter) : undefined;
    const sent =
      parameter.in === 'path'
        ? [toArgument(parameter, defaultValue(parameter, source, model))]
        : exampleArguments(parameter, model);
    if (source) return source.isPending ? sent.map((argument) => ({ ...argument, doubt: 'pending' as const })) : sent;
    return isFixed(parameter, model) ? sent : sent.map(asMadeUp);
  };
  return operation.parameters
    .filter(({ required }) => required)
    .map((parameter) => ({ key: `${parameter.in} ${parameter.name}`, sent: sentFor(parameter) }));
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
  return toArguments(parameter, exampleValue(parameter, model));
}

/** The arguments that a value of a parameter becomes. */
function toArguments(parameter: Parameter, value: Json): readonly Argument[] {
  return serialize(parameter, value).map((sent) => toArgument({ ...parameter, name: sent.name }, sentText(sent)));
}

export function sentText({ text: plain, encoded }: Sent): ArgumentValue {
  return { kind: 'text', text: plain, ...(encoded !== undefined && { encoded }) };
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
  const segment = exampleSegment(parameter, model);
  const example = segment.text;
  if (source) {
    const created = source.isCreated && { created: true as const };
    return { kind: 'variable', name: source.variable, initial: example, ...created };
  }
  const isShared =
    parameter.example === undefined &&
    segment.encoded === undefined &&
    isPlain(example) &&
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
  const own = steps.flatMap(({ name, in: place, value }): readonly Argument[] => {
    const parameter = operation.parameters.find((candidate) => candidate.name === name && candidate.in === place);
    // The text of a step is that of the URL already: `status=open,closed` stays, whatever the style.
    if (value.kind === 'literal' && parameter && typeof value.value === 'object')
      return toArguments(parameter, value.value);
    const initial = parameter ? exampleText(parameter, model) : '';
    return [
      {
        name,
        in: place,
        value:
          value.kind === 'output'
            ? { kind: 'variable', name: toVariableName(variableFor(value.variable, place), model), initial }
            : text(toText(value.value)),
        enabled: true,
        description: parameter?.description ?? '',
      },
    ];
  });
  const given = new Set(steps.map(({ name, in: place }) => `${place} ${name}`));
  return [...requiredArguments(operation, model, 'listed', given), ...own];
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
