import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { isTextList } from './keywords.ts';

/**
 * The members that a schema requires of an answer, each once: those that are `writeOnly` are never in one.
 *
 * https://spec.openapis.org/oas/v3.0.4.html#schema-object
 */
export function requiredInAnswer(schema: Readonly<Record<string, unknown>>, model: ApiModel): readonly string[] {
  const required = isTextList(schema['required']) ? [...new Set(schema['required'])] : [];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  return required.filter((name) => {
    let property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (isRecord(property) && typeof property['$ref'] === 'string') property = model.definitions.get(property['$ref']);
    return !(isRecord(property) && property['writeOnly'] === true);
  });
}
