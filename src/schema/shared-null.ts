/** `null` that several alternatives of a `oneOf` accept: by JSON Schema it is refused, though one of them states it. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { accepts } from './accepts.ts';
import { includedAlternatives } from './included.ts';
import type { Schema, Schemas } from './node.ts';
import { targetOf } from './same-meaning.ts';

/** Whether `null` is meant by an alternative of a `oneOf`, and no reading of exactly one alternative can accept it. */
export function hasSharedNull(schema: Schema, schemas: Schemas): boolean {
  if (!Array.isArray(schema['oneOf'])) return false;
  const ofSchemas = known(schemas);
  const found = ofSchemas.get(schema) ?? isShared(schema, schema['oneOf'], schemas);
  ofSchemas.set(schema, found);
  return found;
}

const known = once((_of: Schemas) => new WeakMap<object, boolean>());

function isShared(schema: Schema, alternatives: readonly unknown[], schemas: Schemas): boolean {
  if (!alternatives.some((one) => statesNull(targetOf(one, schemas)))) return false;
  const included = includedAlternatives(schema, schemas);
  const counted = alternatives.filter((_, index) => !included.has(index));
  return counted.filter((one) => accepts(null, one, { schemas, notNeeded: [] })).length > 1;
}

/** A schema without a `type` accepts `null`, too, but says nothing of it. */
function statesNull(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  const { type, nullable, const: constant, enum: values } = schema;
  return nullable === true || constant === null || [type].flat().includes('null') || [values].flat().includes(null);
}
