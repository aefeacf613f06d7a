/** Members that go one way only. https://spec.openapis.org/oas/v3.0.4.html#schema-object */
import { isRecord, type Json } from '../core/json.ts';
import type { Resource, Resources, Target } from './resources.ts';

/** An answer never needs a member that is `writeOnly`, a request never one that is `readOnly`. */
export type NotNeeded = 'writeOnly' | 'readOnly';

/** The members that a schema calls so: by itself, in parts of its `allOf`, or behind its `$ref`. */
export function oneWayMembers(
  schema: unknown,
  way: NotNeeded,
  resource: Resource,
  resources: Resources,
  depth = 0,
): readonly string[] {
  if (!isRecord(schema) || depth > DEEPEST) return [];
  const home = resources.of(schema, resource);
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  const own = properties.filter(([, member]) => isOneWay(member, way, home, resources)).map(([name]) => name);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const target = typeof schema['$ref'] === 'string' ? resources.find(schema['$ref'], home) : undefined;
  return [
    ...own,
    ...parts.flatMap((part) => oneWayMembers(part, way, home, resources, depth + 1)),
    ...(target ? oneWayMembers(target.schema, way, target.resource, resources, depth + 1) : []),
  ];
}

/** How far `$ref` and `allOf` are followed; it ends circles. */
const DEEPEST = 8;

function isOneWay(schema: unknown, way: NotNeeded, resource: Resource, resources: Resources, depth = 0): boolean {
  if (!isRecord(schema) || depth > DEEPEST) return false;
  if (schema[way] === true) return true;
  const home = resources.of(schema, resource);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const target = typeof schema['$ref'] === 'string' ? resources.find(schema['$ref'], home) : undefined;
  return (
    parts.some((part) => isOneWay(part, way, home, resources, depth + 1)) ||
    (target !== undefined && isOneWay(target.schema, way, target.resource, resources, depth + 1))
  );
}

/** What `required` and `dependentRequired` ask for besides. */
export function withoutHidden(keyword: string, value: Json, hidden: ReadonlySet<string>): Json {
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
