/** Members that go one way only. https://spec.openapis.org/oas/v3.0.4.html#schema-object */
import { isRecord, type Json } from '../core/json.ts';
import type { Dialect } from './node.ts';
import type { Resource, Resources, SchemaTarget } from './resources.ts';
import { type Steps, walk } from './walk.ts';

/** An answer never needs a member that is `writeOnly`, a request never one that is `readOnly`. */
export type NotNeeded = 'writeOnly' | 'readOnly';

/** The members that a schema calls so: by itself, in parts of its `allOf`, or behind its `$ref`. */
export type OneWayMembers = (schema: unknown, resource: Resource) => readonly string[];

/** Each member is looked into once, however many schemas have it. */
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

/** A schema, and the resource in which its references are read. */
interface Place {
  readonly schema: unknown;
  readonly resource: Resource;
}

/** What `required` and `dependentRequired` ask for besides. */
export function withoutHidden(keyword: string, value: Json, hidden: ReadonlySet<string>): Json {
  const remaining = (names: Json) =>
    Array.isArray(names) ? names.filter((name: Json) => !hidden.has(name as string)) : names;
  if (hidden.size === 0) return value;
  if (keyword === 'required') return remaining(value);
  if (keyword !== 'dependentRequired' || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, names]) => [name, remaining(names as Json)]));
}

/** Whether hiding a member could change what a schema needs. */
export function mentions({ schema }: SchemaTarget, member: string): boolean {
  return JSON.stringify(schema).includes(JSON.stringify(member));
}
