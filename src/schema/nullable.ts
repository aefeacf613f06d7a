/** What `nullable` of OpenAPI 3.0 means beside keywords that refuse `null`: https://spec.openapis.org/oas/v3.0.2.html#schema-object */
import type { Dialect, Schema } from './node.ts';

/** Keywords that may refuse `null` whatever the `type` beside them allows. */
const REFUSING = ['allOf', 'anyOf', 'oneOf', 'not', 'enum'];

/**
 * Version 3.1 has no `nullable`, but what was upgraded from 3.0 may keep it. So `null` is right in a response, and is not sent: that is right in
 * both readings.
 */
export function isNullable(schema: Schema): boolean {
  return schema['nullable'] === true;
}

/**
 * Whether a schema allows `null` in one reading of `nullable` only. By version 3.0.2, `null` is allowed "for the defined schema"; by the
 * clarification in 3.0.3, only the `type` beside it is extended.
 */
export function isLooselyNullable(schema: Schema, dialect: Dialect): boolean {
  if (!isNullable(schema)) return false;
  const hasReference = schema['$ref'] !== undefined;
  if (dialect === 'openapi-3.0' && hasReference) return false;
  return hasReference || REFUSING.some((keyword) => schema[keyword] !== undefined);
}
