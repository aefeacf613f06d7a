import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';

/** A schema, its `$ref`s followed. A reference that leads back to itself says nothing: `undefined`. */
export function followed(schema: unknown, model: ApiModel): unknown {
  const seen = new Set<string>();
  let current = schema;
  while (isRecord(current) && typeof current['$ref'] === 'string') {
    const target = current['$ref'];
    if (seen.has(target)) return undefined;
    seen.add(target);
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
  return followed(current, model);
}

function propertySchema(schema: unknown, name: string, model: ApiModel): unknown {
  for (const part of partsOf(schema, model)) {
    const properties = part['properties'];
    if (isRecord(properties) && Object.hasOwn(properties, name)) return properties[name];
  }
  return undefined;
}

/** The types that a schema allows for a value; none where it does not say. */
export function typesOf(schema: unknown, model: ApiModel): ReadonlySet<string> {
  const types = partsOf(schema, model).flatMap((part): unknown[] =>
    Array.isArray(part['type']) ? part['type'] : [part['type']],
  );
  return new Set(types.filter((type) => typeof type === 'string'));
}

/** The schema of the elements of an array. */
export function elementSchema(schema: unknown, model: ApiModel): unknown {
  return partsOf(schema, model).find((part) => part['items'] !== undefined)?.['items'];
}

/** The default that a schema declares for a missing value. */
export function defaultOf(schema: unknown, model: ApiModel): unknown {
  return partsOf(schema, model).find((part) => part['default'] !== undefined)?.['default'];
}

/** A schema and what it is composed of, each once, so that one that contains itself ends. */
function partsOf(schema: unknown, model: ApiModel): readonly Record<string, unknown>[] {
  const parts = new Set<Record<string, unknown>>();
  const waiting = [schema];
  while (waiting.length > 0) {
    const written = waiting.pop();
    // What stands beside a `$ref` counts too. https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
    for (const part of [written, followed(written, model)]) {
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
