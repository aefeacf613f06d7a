/** Between which numbers a value, its length or its size lies. */
import type { Dialect, SchemaNode, Schemas } from './node.ts';
import { type Part, partsOf, type Schema } from './walk.ts';

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const GREATEST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

export type Bounds = { readonly [keyword in (typeof LEAST | typeof GREATEST)[number]]?: number };

/**
 * The bounds that a value must keep to: of each kind the narrowest, wherever it stands. In OpenAPI 3.0 `exclusiveMinimum: true`
 * turns the `minimum` beside it into an exclusive one, and is read so.
 */
export function boundsOf(schemas: Schemas, node: SchemaNode): Bounds {
  return boundsIn(partsOf(schemas, node), schemas.dialect);
}

/** The same, of parts that are known. */
export function boundsIn(parts: readonly Part[], dialect: Dialect): Bounds {
  const each = parts.map(({ schema }) => (dialect === 'openapi-3.0' ? inNewForm(schema) : schema));
  const narrowest = (keyword: keyof Bounds, choose: (...values: number[]) => number) => {
    const values = each.map((schema) => schema[keyword]).filter((value) => typeof value === 'number');
    return values.length > 0 ? [[keyword, choose(...values)] as const] : [];
  };
  return Object.fromEntries([
    ...LEAST.flatMap((keyword) => narrowest(keyword, Math.max)),
    ...GREATEST.flatMap((keyword) => narrowest(keyword, Math.min)),
  ]);
}

function inNewForm(schema: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum }),
  };
}
