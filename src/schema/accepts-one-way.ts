/** Members that a message need not have, for `accepts`: `readOnly` in a request, `writeOnly` in a response. */
import { isRecord } from '../core/json.ts';
import type { Here, Judging } from './accepts.ts';
import type { Schema, Schemas } from './node.ts';
import { listOf } from './values.ts';

/** Whether a schema describes a member, by itself or through others, that a message of its way does not need. */
export function isOneWayMember(schema: unknown, name: string, judging: Judging, met = new Set<unknown>()): boolean {
  if (!isRecord(schema) || met.has(schema)) return false;
  met.add(schema);
  const { properties } = schema;
  const member = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (member !== undefined && judging.notNeeded.some((way) => isMarked(member, way, judging.schemas))) return true;
  return otherParts(schema, judging.schemas).some((part) => isOneWayMember(part, name, judging, met));
}

/** The schemas that apply with a schema: the target of its reference, and those of its `allOf`. */
function otherParts({ allOf, $ref: reference }: Schema, { definitions }: Schemas): readonly unknown[] {
  return [typeof reference === 'string' ? definitions.get(reference) : undefined, ...listOf(allOf)];
}

/** The names of members that a response does not have. A request need not have those that are `readOnly`, and may. */
export function membersNotReturned({ value, judging, around }: Here): ReadonlySet<string> {
  if (!judging.notNeeded.includes('writeOnly')) return new Set();
  const names = around.flatMap((schema) => namesOf(schema, judging.schemas));
  const isMissing = (name: string) => !Object.hasOwn(value as object, name);
  return new Set(names.filter((name) => isMissing(name) && around.some((one) => isOneWayMember(one, name, judging))));
}

/** The names of the members that a schema, its `allOf` or its target describes. */
function namesOf(schema: unknown, schemas: Schemas, met = new Set<unknown>()): readonly string[] {
  if (!isRecord(schema) || met.has(schema)) return [];
  met.add(schema);
  const { properties } = schema;
  const inside = otherParts(schema, schemas).flatMap((part) => namesOf(part, schemas, met));
  return [...Object.keys(isRecord(properties) ? properties : {}), ...inside];
}

/**
 * Whether a schema is `readOnly` or `writeOnly`, by itself or through another one. Beside a reference, OpenAPI 3.0 ignores the mark, and
 * many descriptions mean it. A value without the member is right in both readings.
 */
export function isMarked(schema: unknown, way: string, schemas: Schemas, met = new Set<unknown>()): boolean {
  if (!isRecord(schema) || met.has(schema)) return false;
  met.add(schema);
  if (schema[way] === true) return true;
  return otherParts(schema, schemas).some((part) => isMarked(part, way, schemas, met));
}
