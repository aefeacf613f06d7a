/** Forms without a row. Clients send no body for one in parts, not even its type, so a server cannot tell it from a body that is missing. */
import { isRecord, type Json } from '../core/json.ts';
import { contentKind, isMultipart } from '../core/media-types.ts';
import type { ApiModel, Media } from '../model/types.ts';
import { findSample } from '../schema/sample.ts';
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
