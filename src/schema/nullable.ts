/** What `nullable` of OpenAPI 3.0 means beside keywords that refuse `null`: https://spec.openapis.org/oas/v3.0.2.html#schema-object */
import type { Dialect, Schema } from './node.ts';

/** Keywords that may refuse `null` whatever the `type` beside them allows. */
const REFUSING = ['allOf', 'anyOf', 'oneOf', 'not', 'enum'];

/**
 * Whether a schema allows `null` in one reading of `nullable` only. By version 3.0.2, `null` is allowed "for the defined schema"; by the
 * clarification in 3.0.3, only the `type` beside it is extended.
 */
export function isLooselyNullable(schema: Schema, dialect: Dialect): boolean {
  const isNullable = dialect === 'openapi-3.0' && schema['nullable'] === true && schema['$ref'] === undefined;
  return isNullable && REFUSING.some((keyword) => schema[keyword] !== undefined);
}
