/** What stands in the path of a request for a parameter. */
import { once } from '../core/once.ts';
import { lastParameter } from '../model/path-template.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import type { ArgumentValue } from '../rules/request.ts';
import { numberOfNone } from '../schema/unknown-id.ts';
import { hasExample } from '../schema/walk.ts';
import { exampleValue, isFixed } from './example-value.ts';
import { areShown, type ChosenSource } from './known-sources.ts';
import { changesNothing } from './reading-methods.ts';
import { type Sent, sentText, serialize, text } from './serialize.ts';
import { isOfSource, sourceVariable } from './source-names.ts';
import { toVariableName } from './variable-names.ts';

/** The value of a path parameter: what its source gives, or else one of its own. */
export function pathValue(
  parameter: Parameter,
  source: ChosenSource | undefined,
  operation: Operation,
  model: ApiModel,
): ArgumentValue {
  if (source) return sourceValue(source, parameter, model);
  return ofNone(parameter, operation, model) ?? ownValue(parameter, model);
}

/**
 * A number that no item need have, for what may write: somebody's item may well have the number of a sample. What the item is in may have a
 * sample, since nothing is below it, unless a list shows ids of it that may not be used. `undefined` where the schema allows no such number.
 */
function ofNone(parameter: Parameter, operation: Operation, model: ApiModel): ArgumentValue | undefined {
  if (parameter.example !== undefined || isFixed(parameter, model) || changesNothing(operation)) return undefined;
  const isAnyones = lastParameter(operation.path) === parameter.name && !hasExample(model, parameter.node);
  if (!isAnyones && !areShown(parameter, operation, model)) return undefined;
  const id = numberOfNone(parameter.node, model);
  return id === undefined ? undefined : text(id);
}

/** A variable with the value that another operation gives. */
function sourceValue({ from }: ChosenSource, parameter: Parameter, model: ApiModel): ArgumentValue {
  const initial = exampleSegment(parameter, model).text;
  if (from.kind === 'created') return { kind: 'variable', name: from.item.variable, initial, created: true };
  return { kind: 'variable', name: sourceVariable(from.source, model) ?? parameter.name, initial };
}

/**
 * The example of a parameter; a variable where it has none. That has one value for all paths. So a parameter of this name with another
 * value is text, and so is a value that must be encoded in a URL, since clients do not encode those of variables.
 */
function ownValue(parameter: Parameter, model: ApiModel): ArgumentValue {
  const segment = exampleSegment(parameter, model);
  const name = toVariableName(parameter.name, model);
  const isShared =
    parameter.example === undefined &&
    segment.encoded === undefined &&
    isPlain(segment.text) &&
    !isOfSource(name, model) &&
    segment.text === firstValues(model).get(parameter.name);
  return isShared ? { kind: 'variable', name, initial: segment.text } : sentText(segment);
}

/** Whether a text is the same in a URL. */
function isPlain(value: string): boolean {
  const others = value.replace(/[:@,]/g, '');
  return encodeURIComponent(others) === others;
}

/** The values of the first path parameters, by their names. */
const firstValues = once((model: ApiModel): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const parameter of model.operations.flatMap(({ parameters }) => parameters)) {
    const isNew = parameter.in === 'path' && !found.has(parameter.name);
    if (isNew) found.set(parameter.name, exampleSegment(parameter, model).text);
  }
  return found;
});

/** The example of a path parameter, as its segment has it. */
function exampleSegment(parameter: Parameter, model: ApiModel): Sent {
  const [first] = serialize(parameter, exampleValue(parameter, model));
  return first ?? { name: parameter.name, text: '' };
}
