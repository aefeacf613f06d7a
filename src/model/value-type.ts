/** The types of the values that a declared filter or sort key applies to. */
import { toPointer } from '../core/pointer.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { statedTypes } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

export interface ValueType {
  readonly isNumber: boolean;
  readonly format: unknown;
}

/** `customer.name` -> `/customer/name`. A JSON pointer is taken as it is, as for `id`. */
export function toMember(written: string): string {
  return written.startsWith('/') ? written : toPointer(written.split('.'));
}

/** The type of a schema's values. */
export function valueTypeOf(schemas: Schemas, node: SchemaNode): ValueType {
  const types = statedTypes(schemas, node);
  return { isNumber: types.has('integer') || types.has('number'), format: keywordOf(schemas, node, 'format') };
}
