import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { toPattern, typeName } from '../schema/values.ts';

/** A schema with its `$ref`s resolved. `undefined` for a reference to itself. */
export function schemaBehindReference(schema: unknown, model: ApiModel): unknown {
  const visited = new Set<string>();
  let current = schema;
  while (isRecord(current) && typeof current['$ref'] === 'string') {
    const target = current['$ref'];
    if (visited.has(target)) return undefined;
    visited.add(target);
    current = model.definitions.get(target);
  }
  return current;
}

/** The schema of the member at a path, looked for in `properties`, behind `$ref`, and in the parts of a composed schema. */
export function memberSchema(schema: unknown, path: readonly string[], model: ApiModel): unknown {
  let current: unknown = schema;
  for (const name of path) {
    current = propertySchema(current, name, model);
    if (current === undefined) return undefined;
  }
  return schemaBehindReference(current, model);
}

/** The schema of the member at a pointer, as a node for the validator. Keywords beside a `$ref` are included. */
export function memberNode(node: SchemaNode, pointer: string, model: ApiModel): SchemaNode | undefined {
  let schema: unknown = node.schema;
  for (const name of fromPointer(pointer)) schema = propertySchema(schema, name, model);
  // The place in the document is not known here. The pointer must only be unique.
  return schema === undefined ? undefined : { schema, pointer: `${node.pointer}/-/member${pointer}` };
}

/** The names of the members that a schema describes. */
export function memberNames(schema: unknown, model: ApiModel): readonly string[] {
  const names = partsOf(schema, model).flatMap(({ properties }) =>
    isRecord(properties) ? Object.keys(properties) : [],
  );
  return [...new Set(names)];
}

/** Whether the member at a path must be there; one that no schema describes need not. */
export function isRequiredMember(schema: unknown, path: readonly string[], model: ApiModel): boolean {
  const name = path.at(-1);
  let parent = schema;
  for (const step of path.slice(0, -1)) parent = propertySchema(parent, step, model);
  return partsOf(parent, model).some(({ required }) => Array.isArray(required) && required.includes(name));
}

/** Whether a schema says something of a member: by its name, by a pattern, or of all others. */
export function describesMember(schema: unknown, name: string, model: ApiModel): boolean {
  return propertySchemas(schema, name, model).length > 0;
}

/** Whether a schema names no member, and no pattern of names, so that any pair may be one. */
export function isOpen(schema: unknown, model: ApiModel): boolean {
  return partsOf(schema, model).every(
    ({ properties, patternProperties }) =>
      patternProperties === undefined && (!isRecord(properties) || Object.keys(properties).length === 0),
  );
}

/** Whether a member may be `null`, which a form and XML write by leaving it out. */
export function mayBeNull(schema: unknown, model: ApiModel): boolean {
  return partsOf(schema, model).some((part) => part['nullable'] === true) || allowedTypes(schema, model).has('null');
}

function propertySchema(schema: unknown, name: string, model: ApiModel): unknown {
  return propertySchemas(schema, name, model)[0];
}

/** The schemas of a member, from all parts of a composed schema. Where none names it, those of other members. */
export function propertySchemas(schema: unknown, name: string, model: ApiModel): readonly unknown[] {
  const parts = partsOf(schema, model);
  const named = parts.flatMap(({ properties }) =>
    isRecord(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [],
  );
  if (named.length > 0) return named;
  return parts.flatMap(({ patternProperties: patterns, additionalProperties: others }) => {
    const matching = Object.entries(isRecord(patterns) ? patterns : {}).filter(([text]) => toPattern(text)?.test(name));
    return matching.length > 0 ? matching.map(([, part]) => part) : isRecord(others) ? [others] : [];
  });
}

/** A schema and those that it is composed of. */
export function schemaParts(schema: unknown, model: ApiModel): readonly Record<string, unknown>[] {
  return partsOf(schema, model);
}

/** The types that a schema allows for a value. Where it states none, those that its members, elements or values show; none without any. */
export function allowedTypes(schema: unknown, model: ApiModel): ReadonlySet<string> {
  const parts = partsOf(schema, model);
  const types = parts.flatMap((part): unknown[] => (Array.isArray(part['type']) ? part['type'] : [part['type']]));
  const stated = types.filter((type) => typeof type === 'string');
  if (stated.length > 0) return new Set(stated);
  if (parts.some(({ properties }) => properties !== undefined)) return new Set(['object']);
  if (parts.some(({ items, prefixItems }) => items !== undefined || prefixItems !== undefined))
    return new Set(['array']);
  const values = parts.flatMap((part): unknown[] => [
    ...(Array.isArray(part['enum']) ? part['enum'] : []),
    ...('const' in part ? [part['const']] : []),
  ]);
  return new Set(values.map(typeName));
}

/** The schema of the elements of an array, beside those that have a schema of their own by their place. */
export function elementSchema(schema: unknown, model: ApiModel): unknown {
  return partsOf(schema, model).find((part) => part['items'] !== undefined)?.['items'];
}

/**
 * The schema of the element at a place. `prefixItems` come before `items`.
 * https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.1.1
 */
export function elementSchemaAt(schema: unknown, index: number, model: ApiModel): unknown {
  const own = tuplesOf(schema, model).find((tuple) => index < tuple.length);
  return own ? own[index] : elementSchema(schema, model);
}

/** The schemas of all elements that have one of their own by their place. */
export function tupleOf(schema: unknown, model: ApiModel): readonly unknown[] {
  return tuplesOf(schema, model).reduce((one, other) => (other.length > one.length ? other : one), []);
}

/** OpenAPI 3.0 has no `prefixItems`. */
function tuplesOf(schema: unknown, model: ApiModel): readonly (readonly unknown[])[] {
  if (model.dialect === 'openapi-3.0') return [];
  return partsOf(schema, model).flatMap(({ prefixItems }) => (Array.isArray(prefixItems) ? [prefixItems] : []));
}

/** The greatest number of elements that a schema allows an array. */
export function mostElements(schema: unknown, model: ApiModel): number | undefined {
  const bounds = partsOf(schema, model).flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
  return bounds.length > 0 ? Math.min(...bounds) : undefined;
}

/** The values that a schema lists. */
export function allowedValues(schema: unknown, model: ApiModel): readonly unknown[] | undefined {
  const values = partsOf(schema, model).find((part) => Array.isArray(part['enum']))?.['enum'];
  return Array.isArray(values) ? values : undefined;
}

/** The default that a schema declares for a missing value. */
export function defaultOf(schema: unknown, model: ApiModel): unknown {
  return partsOf(schema, model).find((part) => part['default'] !== undefined)?.['default'];
}

/** A schema and the schemas that it is composed of, each once, so that recursion ends. */
function partsOf(schema: unknown, model: ApiModel): readonly Record<string, unknown>[] {
  const parts = new Set<Record<string, unknown>>();
  const waiting = [schema];
  while (waiting.length > 0) {
    const written = waiting.pop();
    // Keywords beside a `$ref` count, too. https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
    for (const part of [written, schemaBehindReference(written, model)]) {
      if (!isRecord(part) || parts.has(part)) continue;
      parts.add(part);
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
        const composed = part[keyword];
        if (Array.isArray(composed)) waiting.push(...composed);
      }
    }
  }
  return [...parts];
}
