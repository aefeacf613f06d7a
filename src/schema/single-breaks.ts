/** Values that break one keyword of a schema, and nothing else in it: samples of the schema with the opposite of the keyword. */
import type { Json } from '../core/json.ts';
import type { BreakOf } from './breaks.ts';
import type { Schema, Schemas } from './node.ts';
import { findSample } from './sample.ts';

/** Larger values are not searched for. */
const LARGE = 1000;

/** Such a value, if one is found. It is to be judged. */
export function singleBreaks({ keyword, schema }: BreakOf, schemas: Schemas): readonly Json[] {
  const limit = schema[keyword];
  const toOpposite = OPPOSITES[keyword];
  if (!toOpposite || (typeof limit === 'number' && Math.abs(limit) > LARGE && SIZES.has(keyword))) return [];
  const { [keyword]: _, ...others } = schema;
  // Where an example would break the opposite, another value is made.
  const value = findSample({ schema: { ...others, ...toOpposite(limit, schema) }, pointer: '' }, schemas);
  return value === undefined ? [] : [value];
}

type ToOpposite = (limit: unknown, schema: Schema) => Schema;

const OPPOSITES: Readonly<Record<string, ToOpposite>> = {
  maxItems: (limit) => ({ type: 'array', minItems: Number(limit) + 1 }),
  minItems: (limit) => ({ type: 'array', maxItems: Number(limit) - 1 }),
  maxLength: (limit) => ({ type: 'string', minLength: Number(limit) + 1 }),
  minLength: (limit) => ({ type: 'string', maxLength: Number(limit) - 1 }),
  maximum: (limit, schema) => ({ type: numberOf(schema), exclusiveMinimum: limit }),
  minimum: (limit, schema) => ({ type: numberOf(schema), exclusiveMaximum: limit }),
  exclusiveMaximum: (limit, schema) => ({ type: numberOf(schema), minimum: limit }),
  exclusiveMinimum: (limit, schema) => ({ type: numberOf(schema), maximum: limit }),
  pattern: (pattern) => ({ type: 'string', not: { pattern } }),
};

const SIZES: ReadonlySet<string> = new Set(['maxItems', 'minItems', 'maxLength', 'minLength']);

function numberOf({ type }: Schema): string {
  return [type].flat().includes('integer') ? 'integer' : 'number';
}
