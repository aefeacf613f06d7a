/** Members with `readOnly` or `writeOnly`. https://spec.openapis.org/oas/v3.0.4.html#schema-object */
import { isRecord, type Json } from '../core/json.ts';
import type { Dialect } from './node.ts';
import type { Resource, Resources, SchemaTarget } from './resources.ts';
import { type Steps, walk } from './walk.ts';

/** The members that a message need not have: `writeOnly` in a response, `readOnly` in a request. */
export type NotNeeded = 'writeOnly' | 'readOnly';

/** The members that a schema marks so: directly, in its `allOf`, or through its `$ref`. */
export type OneWayMembers = (schema: unknown, resource: Resource) => readonly string[];

/** Each member is inspected once, even if many schemas share it. */
export function oneWayMembersIn(resources: Resources, way: NotNeeded, dialect: Dialect): OneWayMembers {
  const steps: Steps<Place> = {
    dialect,
    branches: () => [],
    follow: (reference, from) => resources.find(reference, from.resource),
    inside: (from, schema) => ({ schema, resource: resources.of(schema, from.resource) }),
  };
  const partsOf = (schema: unknown, resource: Resource) =>
    walk<Place>({ schema, resource: resources.of(schema, resource) }, steps);
  const known = new Map<unknown, boolean>();
  const isOneWay = (schema: unknown, resource: Resource): boolean => {
    const answer = known.get(schema) ?? partsOf(schema, resource).some((part) => part.schema[way] === true);
    known.set(schema, answer);
    return answer;
  };
  return (schema, resource) =>
    partsOf(schema, resource).flatMap((part) => {
      const properties = isRecord(part.schema['properties']) ? Object.entries(part.schema['properties']) : [];
      return properties.filter(([, member]) => isOneWay(member, part.resource)).map(([name]) => name);
    });
}

/** A schema, and the resource against which its references are resolved. */
interface Place {
  readonly schema: unknown;
  readonly resource: Resource;
}

/** `required` and `dependentRequired` without the members that need not be present, and `minProperties` without their number. */
export function withoutHidden(keyword: string, value: Json, hidden: ReadonlySet<string>): Json {
  if (hidden.size === 0) return value;
  if (keyword === 'minProperties') return Math.max(0, Number(value) - hidden.size);
  if (keyword === 'required') return remaining(value, hidden);
  if (keyword !== 'dependentRequired' || !isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, names]) => [name, remaining(names as Json, hidden)] as const);
  return entries.every(([name, names]) => names === value[name]) ? value : Object.fromEntries(entries);
}

/** The same array, if none is hidden. */
function remaining(names: Json, hidden: ReadonlySet<string>): Json {
  if (!Array.isArray(names) || !names.some((name: Json) => hidden.has(name as string))) return names;
  return names.filter((name: Json) => !hidden.has(name as string));
}

/** Whether a schema requires a member, so that hiding it changes the schema. */
export function mentions({ schema }: SchemaTarget, member: string): boolean {
  return JSON.stringify(schema).includes(JSON.stringify(member));
}
