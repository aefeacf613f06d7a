/** An answer never needs a member that is `writeOnly`. https://spec.openapis.org/oas/v3.0.4.html#schema-object */
import { isRecord, type Json } from '../core/json.ts';
import type { Resource, Resources, Target } from './resources.ts';

/** The members that a schema calls `writeOnly`: by itself, in parts of its `allOf`, or behind its `$ref`. */
export function writeOnlyMembers(
  schema: unknown,
  resource: Resource,
  resources: Resources,
  depth = 0,
): readonly string[] {
  if (!isRecord(schema) || depth > DEEPEST) return [];
  const home = resources.of(schema, resource);
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  const own = properties.filter(([, member]) => isWriteOnly(member, home, resources)).map(([name]) => name);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const target = typeof schema['$ref'] === 'string' ? resources.find(schema['$ref'], home) : undefined;
  return [
    ...own,
    ...parts.flatMap((part) => writeOnlyMembers(part, home, resources, depth + 1)),
    ...(target ? writeOnlyMembers(target.schema, target.resource, resources, depth + 1) : []),
  ];
}

/** How far `$ref` and `allOf` are followed; it ends circles. */
const DEEPEST = 8;

function isWriteOnly(schema: unknown, resource: Resource, resources: Resources, depth = 0): boolean {
  if (!isRecord(schema) || depth > DEEPEST) return false;
  if (schema['writeOnly'] === true) return true;
  const home = resources.of(schema, resource);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const target = typeof schema['$ref'] === 'string' ? resources.find(schema['$ref'], home) : undefined;
  return (
    parts.some((part) => isWriteOnly(part, home, resources, depth + 1)) ||
    (target !== undefined && isWriteOnly(target.schema, target.resource, resources, depth + 1))
  );
}

/** What `required` and `dependentRequired` ask of an answer. */
export function withoutWriteOnly(keyword: string, value: Json, hidden: ReadonlySet<string>): Json {
  const kept = (names: Json) =>
    Array.isArray(names) ? names.filter((name: Json) => !hidden.has(name as string)) : names;
  if (hidden.size === 0) return value;
  if (keyword === 'required') return kept(value);
  if (keyword !== 'dependentRequired' || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, names]) => [name, kept(names as Json)]));
}

/** Whether hiding a member could change what a schema needs. */
export function mentions({ schema }: Target, member: string): boolean {
  return JSON.stringify(schema).includes(JSON.stringify(member));
}
