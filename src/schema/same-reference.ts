/** Schemas that are nothing but the same reference: `{ $ref: '#/components/schemas/Order' }` stands in many places. */
import { once } from '../core/once.ts';
import type { Schema, Schemas } from './node.ts';

/** The first schema with the same reference, if there is nothing else in it; so what is known of one is known of all. */
export function sameReference(schema: Schema, schemas: Schemas): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !isOnlyReference(schema)) return schema;
  const known = firstOnes(schemas);
  const first = known.get(reference) ?? schema;
  known.set(reference, first);
  return first;
}

/** Whether a schema has nothing but a reference. */
export function isOnlyReference(schema: Schema): boolean {
  for (const keyword in schema) if (keyword !== '$ref') return false;
  return typeof schema['$ref'] === 'string';
}

const firstOnes = once<Schemas, Map<string, Schema>>(() => new Map());
