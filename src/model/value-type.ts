/** What a declared filter or sort key needs to know of the values that it is about. */
import { fromPointer, toPointer } from '../core/pointer.ts';
import { memberAt } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { statedTypes } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

export interface ValueType {
  readonly isNumber: boolean;
  readonly format: unknown;
}

/** `customer.name` -> `/customer/name`. */
export function toMember(dotted: string): string {
  return toPointer(dotted.split('.'));
}

/** What the schema of an item says of the values at a JSON pointer. */
export function valueTypeAt(schemas: Schemas, itemNode: SchemaNode, member: string): ValueType {
  const found = memberAt(schemas, itemNode, fromPointer(member));
  return found ? valueTypeOf(schemas, found.schema) : { isNumber: false, format: undefined };
}

/** What a schema says of its own values. */
export function valueTypeOf(schemas: Schemas, node: SchemaNode): ValueType {
  const types = statedTypes(schemas, node);
  return { isNumber: types.has('integer') || types.has('number'), format: keywordOf(schemas, node, 'format') };
}
