/** Ids in responses that the paths of the same description accept: `POST /orders` beside `/orders/{orderId}` with a maximum. */

import { isRecord, type Json } from '../core/json.ts';
import { idBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import type { Accepts } from './validators.ts';

/** How deep ids are looked for: in an envelope, in a list in it, in an item. */
const DEEPEST = 3;

interface Making {
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

/**
 * The value of a response, whose ids are such that a request for them is valid. Members of a name with which that of the parameter ends
 * may be ids. What the schema of the response does not allow is not changed.
 */
export function withUsableIds<Value>(operation: Operation, value: Value, node: SchemaNode, making: Making): Value {
  const { operations } = making.model;
  const parameter = idBelow(operation.path, operations)?.parameter;
  if (!parameter || !making.accepts(node, value)) return value;
  const sample = parameter.example ?? sampleValue(parameter.node, making.model);
  const isUsable = (id: unknown) => making.accepts(parameter.node, id);
  if (!isUsable(sample)) return value;
  const change = (name: string, member: unknown) => {
    const isId = typeof member === typeof sample && parameter.name.toLowerCase().endsWith(name.toLowerCase());
    return isId && !isUsable(member) ? (sample as Json) : member;
  };
  // Deeper ids may be of other things, and have a form of their own.
  for (let depth = DEEPEST; depth >= 0; depth -= 1) {
    const changed = replaced(value, depth, change);
    if (making.accepts(node, changed)) return changed as Value;
  }
  return value;
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
