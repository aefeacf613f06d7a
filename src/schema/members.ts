import { isRecord } from '../core/json.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';

/** What certainly holds of an object: the schema, what its `$ref`s lead to and the parts of its `allOf`, each once. */
function partsOf({ schema }: SchemaNode, model: ApiModel): readonly Record<string, unknown>[] {
  const parts = new Set<Record<string, unknown>>();
  const waiting: unknown[] = [schema];
  for (let next = waiting.shift(); waiting.length > 0 || next !== undefined; next = waiting.shift()) {
    if (!isRecord(next) || parts.has(next)) continue;
    parts.add(next);
    if (typeof next['$ref'] === 'string') waiting.push(model.definitions.get(next['$ref']));
    if (Array.isArray(next['allOf'])) waiting.push(...next['allOf']);
  }
  return [...parts];
}

/** The members that every object of a schema has. */
export function requiredMembers(node: SchemaNode, model: ApiModel): readonly string[] {
  const names = partsOf(node, model).flatMap(({ required }): unknown[] => (Array.isArray(required) ? required : []));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** The members that a schema describes. */
export function describedMembers(node: SchemaNode, model: ApiModel): readonly string[] {
  return partsOf(node, model).flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
}

/** A keyword of a schema, wherever it certainly holds. */
export function keywordOf(node: SchemaNode, keyword: string, model: ApiModel): unknown {
  return partsOf(node, model).find((part) => part[keyword] !== undefined)?.[keyword];
}
