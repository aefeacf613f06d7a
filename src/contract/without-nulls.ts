/** Values for places that have no null, such as forms, URLs and XML: what must be there cannot be written as null. */
import { isRecord, type Json } from '../core/json.ts';
import { contentKind } from '../core/media-types.ts';
import type { ApiModel, Media, SchemaNode } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import { findSample } from '../schema/sample.ts';
import { elementFor } from '../schema/value-schema.ts';
import { exampleValues } from '../schema/walk.ts';

const NOT_NULL = { not: { enum: [null] } };

/** A sample; where elements, required members or the whole of it are null, another one in which they are not, if there is one. */
export function withoutNulls(value: Json, node: SchemaNode, model: ApiModel): Json {
  const wanted = notNullIn(value, node, model);
  return (wanted && sampleWith(wanted, node, model)) ?? value;
}

function sampleWith(wanted: object, { schema, pointer }: SchemaNode, model: ApiModel): Json | undefined {
  return findSample({ schema: { allOf: [schema, wanted] }, pointer }, model);
}

/** A schema that the value breaks only by being null somewhere; `undefined` where it is not. */
function notNullIn(value: Json, node: SchemaNode, model: ApiModel): object | undefined {
  if (value === null) return NOT_NULL;
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).flatMap(
      (one, at) => notNullIn(one, elementFor(model, node, at), model) ?? [],
    );
    return items.length > 0 ? { items: { allOf: items } } : undefined;
  }
  if (!isRecord(value)) return undefined;
  const members = membersOf(model, node).flatMap(({ name, required, schema }): (readonly [string, object])[] => {
    const member = Object.hasOwn(value, name) ? (value[name] as Json) : undefined;
    const wanted =
      member === undefined || (member === null && !required) ? undefined : notNullIn(member, schema, model);
    // Another member may be null only.
    return wanted && sampleWith(wanted, schema, model) !== undefined ? [[name, wanted]] : [];
  });
  return members.length > 0 ? { properties: Object.fromEntries(members) } : undefined;
}

/** Whether a body is written where null is only what is not there. */
export function hasNoNull(type: string): boolean {
  return ['form', 'multipart', 'xml'].includes(contentKind(type));
}

/** The required members whose description shows null, and that are sent with another value. */
export function notSentAsNull(value: Json, { node, type }: Media, model: ApiModel): readonly string[] {
  if (!node || !isRecord(value) || !hasNoNull(type)) return [];
  return membersOf(model, node).flatMap(({ name, required, schema }) =>
    required && Object.hasOwn(value, name) && value[name] !== null && exampleValues(model, schema).includes(null)
      ? [name]
      : [],
  );
}
