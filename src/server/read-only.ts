import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { elementSchemaAt, propertySchemas, schemaBehindReference, schemaParts } from './schema-members.ts';

/**
 * The first member of a request that only a server sends, by its name. Where alternatives of a schema have a member, it must be
 * `readOnly` in all of them. https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-20
 */
export function readOnlyIn(value: unknown, schema: unknown, model: ApiModel): string | undefined {
  if (Array.isArray(value)) {
    return value
      .map((one, at) => readOnlyIn(one, elementSchemaAt(schema, at, model), model))
      .find((found) => found !== undefined);
  }
  if (!isRecord(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const schemas = propertySchemas(schema, name, model);
    if (schemas.length > 0 && schemas.every((one) => isReadOnly(one, model))) return name;
    const [first] = schemas;
    const inner = first === undefined ? undefined : readOnlyIn(member, first, model);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isReadOnly(written: unknown, model: ApiModel): boolean {
  // What stands beside a reference has no effect in OpenAPI 3.0.
  const schema = model.dialect === 'openapi-3.0' ? schemaBehindReference(written, model) : written;
  return schemaParts(schema, model).some((part) => part['readOnly'] === true);
}
