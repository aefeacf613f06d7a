/** The types of the values that a declared filter or sort key applies to. */
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

/** The type of an item's value at a JSON pointer, by the item's schema. */
export function valueTypeAt(schemas: Schemas, itemNode: SchemaNode, member: string): ValueType {
  const found = memberAt(schemas, itemNode, fromPointer(member));
  return found ? valueTypeOf(schemas, found.schema) : { isNumber: false, format: undefined };
}

/** The type of a schema's values. */
export function valueTypeOf(schemas: Schemas, node: SchemaNode): ValueType {
  const types = statedTypes(schemas, node);
  return { isNumber: types.has('integer') || types.has('number'), format: keywordOf(schemas, node, 'format') };
}
