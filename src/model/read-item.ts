import { fromPointer, toPointer } from '../core/pointer.ts';
import { child, type Node, type Reading, resolved } from './reading.ts';
import type { SchemaNode } from './types.ts';

/** The schema of a member, looked for in `properties`, also behind `$ref` and inside `allOf`. */
export function memberSchema(reading: Reading, schema: Node, member: string): Node | undefined {
  const properties = child(schema, 'properties');
  const direct = properties && child(properties, member);
  if (direct) return resolved(reading, direct);
  const parts = child(schema, 'allOf');
  if (!parts || !Array.isArray(parts.value)) return undefined;
  for (const [index, value] of parts.value.entries()) {
    const part = resolved(reading, { value, path: [...parts.path, String(index)] });
    const found = part && memberSchema(reading, part, member);
    if (found) return found;
  }
  return undefined;
}

/** `customer.name` -> `/customer/name`. */
export function toMember(dotted: string): string {
  return toPointer(dotted.split('.'));
}

export interface ValueType {
  readonly isNumber: boolean;
  readonly format: unknown;
}

/** What the schema of an item says of the values at a JSON pointer. */
export function memberAt(reading: Reading, itemNode: SchemaNode, member: string): ValueType {
  let schema = resolved(reading, { value: itemNode.schema, path: fromPointer(itemNode.pointer) });
  for (const part of fromPointer(member)) schema = schema && memberSchema(reading, schema, part);
  return typeOf(schema);
}

/** What a schema says of its own values. */
export function typeAt(reading: Reading, { schema, pointer }: SchemaNode): ValueType {
  return typeOf(resolved(reading, { value: schema, path: fromPointer(pointer) }));
}

function typeOf(schema: Node | undefined): ValueType {
  const types = [schema && child(schema, 'type')?.value].flat();
  return {
    isNumber: types.includes('integer') || types.includes('number'),
    format: schema && child(schema, 'format')?.value,
  };
}
