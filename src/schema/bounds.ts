/** The numeric limits of a schema: of a number, of a string's length, of an array's or object's size. */
import type { Dialect, Part, Schema, SchemaNode, Schemas } from './node.ts';
import { partsOf } from './walk.ts';

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const GREATEST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

export type Bounds = { readonly [keyword in (typeof LEAST | typeof GREATEST)[number]]?: number };

/**
 * The tightest limits that apply to a value, of all its parts. In OpenAPI 3.0, `exclusiveMinimum: true` makes the `minimum`
 * next to it exclusive.
 */
export function boundsOf(schemas: Schemas, node: SchemaNode): Bounds {
  return boundsIn(partsOf(schemas, node), schemas.dialect);
}

/** As `boundsOf`, for parts that were already collected. */
export function boundsIn(parts: readonly Part[], dialect: Dialect): Bounds {
  const found: { -readonly [keyword in keyof Bounds]: number } = {};
  for (const { schema } of parts) {
    const { exclusiveMinimum, exclusiveMaximum } = schema;
    const written = dialect === 'openapi-3.0' && (exclusiveMinimum ?? exclusiveMaximum) !== undefined;
    const read = written ? inNewForm(schema) : schema;
    for (const keyword of LEAST) {
      const value = read[keyword];
      if (typeof value === 'number') found[keyword] = Math.max(found[keyword] ?? value, value);
    }
    for (const keyword of GREATEST) {
      const value = read[keyword];
      if (typeof value === 'number') found[keyword] = Math.min(found[keyword] ?? value, value);
    }
  }
  return found;
}

/** The limits of integers, of which the next one is the limit where an exclusive one stands: 1 above 0. */
export function ofIntegers({ exclusiveMinimum, exclusiveMaximum, ...bounds }: Bounds): Bounds {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = bounds;
  const least = Math.max(minimum, exclusiveMinimum === undefined ? minimum : Math.floor(exclusiveMinimum) + 1);
  const greatest = Math.min(maximum, exclusiveMaximum === undefined ? maximum : Math.ceil(exclusiveMaximum) - 1);
  return {
    ...bounds,
    ...(Number.isFinite(least) && { minimum: Math.ceil(least) }),
    ...(Number.isFinite(greatest) && { maximum: Math.floor(greatest) }),
  };
}

function inNewForm(schema: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum }),
  };
}
