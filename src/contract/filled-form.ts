/** Forms without a row, and required members without one. Clients send no body for one in parts, not even its type, so a server cannot tell it from a body that is missing. */
import { isRecord, type Json } from '../core/json.ts';
import { contentKind, isMultipart } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Media, SchemaNode } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { requiredMembers } from '../schema/members.ts';
import { findSample } from '../schema/sample.ts';
import { memberFor, schemaFor } from '../schema/value-schema.ts';
import { unused } from './unused-examples.ts';
import { toWireBody } from './wire-body.ts';

/** Whether a value has no row in a form. */
export function isWithoutRows(type: string, value: Json, media: Media, model: ApiModel): boolean {
  const wire = toWireBody(type, value, media, model);
  return (wire?.kind === 'form' || wire?.kind === 'parts') && wire.rows.length === 0;
}

/**
 * A value of a form with one more member than a value that has no row: of the name that samples make up, if no other is described. `undefined`: the form
 * cannot have more.
 */
export function withMoreMembers(value: Json, { node, type }: Media, model: ApiModel): Json | undefined {
  if (!isRecord(value) || (contentKind(type) !== 'form' && !isMultipart(type))) return undefined;
  const more = { minProperties: Object.keys(value).length + 1, additionalProperties: { not: { type: 'null' } } };
  const schema = { allOf: [node?.schema ?? {}, { ...more, type: 'object' }] };
  return findSample({ schema, pointer: node?.pointer ?? '' }, model);
}

/** The value of a form, with other values of the required members that would have no row: null, and what is empty, are written as nothing. */
export function withRequiredRows(value: Json, media: Media, model: ApiModel): Json {
  return withoutRowIn(value, media, model).reduce((whole: Json, { name, node }) => {
    const schema = { allOf: [node.schema, { not: { enum: [null] }, minItems: 1, minProperties: 1 }] };
    const other = findSample({ schema, pointer: node.pointer }, model);
    if (other === undefined || isWithoutRows(media.type, { [name]: other }, media, model)) return whole;
    const made: Json = { ...(whole as Readonly<Record<string, Json>>), [name]: other };
    return media.node && accepts(made, media.node.schema, { schemas: model, notNeeded: [] }) ? made : whole;
  }, value);
}

/** A notice for each required member of an example that is sent with another value. */
export function notSentAsNothing(described: Json, sent: Json, media: Media, model: ApiModel): readonly Notice[] {
  return withoutRowIn(described, media, model).flatMap(({ name, value, node }) =>
    isRecord(sent) && sent[name] !== undefined && sent[name] !== value
      ? [unused(value, `"${name}" is required, and a form writes it as nothing`, node.pointer)]
      : [],
  );
}

interface WithoutRow {
  readonly name: string;
  readonly value: Json;
  readonly node: SchemaNode;
}

function withoutRowIn(value: Json, media: Media, model: ApiModel): readonly WithoutRow[] {
  const { node, type } = media;
  if (!isRecord(value) || !node || (contentKind(type) !== 'form' && contentKind(type) !== 'multipart')) return [];
  const members = value as Readonly<Record<string, Json>>;
  const whole = schemaFor(model, node, value as Json);
  return requiredMembers(model, whole).flatMap((name): readonly WithoutRow[] => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (typeof member !== 'object' || !isWithoutRows(type, { [name]: member }, media, model)) return [];
    return [{ name, value: member, node: memberFor(model, whole, name) }];
  });
}
