/** Ids in responses that the paths of the same description accept: `POST /orders` beside `/orders/{orderId}` with a maximum. */

import { isRecord, type Json } from '../core/json.ts';
import { idsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter, SchemaNode } from '../model/types.ts';
import { findSample, sampleValue } from '../schema/sample.ts';
import { allowedTypes, elementSchemaAt } from './schema-members.ts';
import { toValue, typesAt } from './text-value.ts';
import type { Accepts } from './validators.ts';

/** How deep ids are looked for: in an envelope, in a list in it, in an item. */
const DEEPEST = 3;

interface Making {
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

type Id = string | number;

/**
 * The value of a response, whose ids are such that requests for them are valid: for the item and for each of its parts, whose paths may
 * restrict the same id in other ways. Members of a name with which that of a parameter ends may be ids. What the schema of the response
 * does not allow is not changed.
 */
export function withUsableIds<Value>(operation: Operation, value: Value, node: SchemaNode, making: Making): Value {
  const parameters = idsBelow(operation.path, making.model.operations);
  if (parameters.length === 0 || !making.accepts(node, value)) return value;
  const change = (name: string, member: unknown) =>
    typeof member === 'string' || typeof member === 'number'
      ? usableOf(member, namedLike(name, parameters), making)
      : member;
  // Deeper ids may be of other things, and have a form of their own.
  for (let depth = DEEPEST; depth >= 0; depth -= 1) {
    const changed = replaced(value, depth, change);
    if (making.accepts(node, changed)) return changed as Value;
  }
  return value;
}

/** An id for the items of a list that the paths below it accept: all of them, or else the first. */
export function usableId(
  { path }: Operation,
  { schema, pointer }: SchemaNode,
  number: number,
  model: ApiModel,
): Json | undefined {
  const schemas = idsBelow(path, model.operations).map((parameter) => idSchema(parameter, model));
  if (schemas.length === 0) return undefined;
  const sampleOf = (few: readonly unknown[]) =>
    findSample({ schema: { allOf: [schema, ...few] }, pointer }, model, { number });
  return sampleOf(schemas) ?? sampleOf(schemas.slice(0, 1));
}

function namedLike(name: string, parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.filter((one) => one.name.toLowerCase().endsWith(name.toLowerCase()));
}

/** The id itself if all accept it. Else one that all accept, or the first. */
function usableOf(id: Id, parameters: readonly Parameter[], { model, accepts }: Making): Id {
  const [first] = parameters;
  const isRight = (one: Id, few = parameters) =>
    few.every((parameter) => accepts(parameter.node, inPath(one, parameter, model)));
  if (!first || isRight(id)) return id;
  const schemas = parameters.map((parameter) => idSchema(parameter, model));
  const samples = [
    ...parameters.map((parameter) => parameter.example ?? sampleValue(parameter.node, model)),
    sampleValue({ schema: { allOf: schemas }, pointer: first.node.pointer }, model),
  ];
  const ids = samples.flatMap((sample) => likeIn(id, Array.isArray(sample) ? sample[0] : sample));
  return (
    ids.find((one) => isRight(one)) ?? (isRight(id, [first]) ? id : ids.find((one) => isRight(one, [first]))) ?? id
  );
}

/** What the path of an id means: an array of one, where many may be given. */
function inPath(id: Id, { node: { schema } }: Parameter, model: ApiModel): unknown {
  const types = allowedTypes(schema, model);
  return types.has('array') ? [toValue(String(id), typesAt(schema, 0, model))] : toValue(String(id), types);
}

function idSchema({ node: { schema } }: Parameter, model: ApiModel): unknown {
  return allowedTypes(schema, model).has('array') ? (elementSchemaAt(schema, 0, model) ?? {}) : schema;
}

/** An id of the type of another one. */
function likeIn(id: Id, sample: unknown): readonly Id[] {
  if (typeof sample !== 'string' && typeof sample !== 'number') return [];
  if (typeof id === 'string') return [String(sample)];
  return String(Number(sample)) === String(sample) ? [Number(sample)] : [];
}

function replaced(value: unknown, depth: number, change: (name: string, member: unknown) => unknown): unknown {
  if (depth < 0) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => replaced(element, depth - 1, change));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    typeof member === 'object' ? replaced(member, depth - 1, change) : change(name, member),
  ]);
  return Object.fromEntries(entries) as unknown;
}
