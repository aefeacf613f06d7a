/** The body that a request sends: which media type, and which value. */

import { exactText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import {
  bareType,
  concreteType,
  contentKind,
  inUtf8,
  isJsonType,
  isMediaType,
  isMultipart,
  isTypeRange,
} from '../core/media-types.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Example, Media, Operation } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { isBinary } from '../schema/content-text.ts';
import { membersOf, requiredMembers } from '../schema/members.ts';
import { withoutOneWay } from '../schema/one-way-values.ts';
import { findSample } from '../schema/sample.ts';
import { acceptsAll, toJudgeable } from '../schema/to-judgeable.ts';
import { hasExample } from '../schema/walk.ts';
import { withClearMembers } from './clear-members.ts';
import { isWithoutRows, withMoreMembers, withRequiredRows } from './filled-form.ts';
import { withBoundary } from './multipart-text.ts';
import { withUsualValues } from './usual-values.ts';
import { toWireBody } from './wire-body.ts';
import { hasNoNull, withoutNulls } from './without-nulls.ts';

export type Body = NonNullable<ContractRequest['body']>;

/** The request body of an operation: its example, or a sample of its schema, with a type that can be sent. */
export function bodyOf(operation: Operation, model: ApiModel): ContractRequest['body'] {
  return bodiesOf(operation, model)[0];
}

/** A body for each media type that can be sent, the one that most people mean first. */
export function bodiesOf(operation: Operation, model: ApiModel): readonly Body[] {
  const known = bodies(model);
  const found = known.get(operation) ?? madeBodies(operation, model);
  known.set(operation, found);
  return found;
}

const bodies = once((_of: ApiModel) => new Map<Operation, readonly Body[]>());

function madeBodies(operation: Operation, model: ApiModel): readonly Body[] {
  const all = (operation.body?.media ?? []).flatMap((media): Body[] => {
    const value = sentValue(media, operation, model);
    const clear =
      value === undefined ? undefined : withRequiredRows(withClearMembers(value, media, model), media, model);
    const body = clear === undefined ? undefined : toFilledBody(media, clear, operation.body?.required === true, model);
    return body ? [body] : [];
  });
  const ranked = all.map((body) => ({ body, rank: rankOf(body, model) }));
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ body }) => body);
}

/** A body with a row, if it is a form: a required one may need a member that its schema allows. An empty one in parts cannot be sent. */
function toFilledBody(media: Media, value: Json, isRequired: boolean, model: ApiModel): Body | undefined {
  const isEmpty = (one: Body) => isWithoutRows(one.type, one.value, media, model);
  const body = toBody(media, value, model);
  if (body && !isEmpty(body)) return body;
  const more = isRequired ? withMoreMembers(value, media, model) : undefined;
  const filled = more === undefined ? undefined : toBody(media, more, model);
  if (filled && !isEmpty(filled)) return filled;
  return body && contentKind(body.type) === 'form' ? body : undefined;
}

/** A value as a body of a media type, without what only a server sends. `undefined`: it cannot be sent. */
export function toBody(media: Media, value: Json, model: ApiModel): Body | undefined {
  if (!isMediaType(media.type)) return undefined;
  const type = sentType(media, value, model);
  const whole = media.node ? withoutOneWay(value, media.node, 'readOnly', model) : value;
  const sent = withSendableNames(type, whole, media, model);
  if (sent === undefined) return undefined;
  return toWireBody(type, sent, media, model) && { type, value: sent, media };
}

/** A form without the optional members whose names no client sends. `undefined`: one is required. */
function withSendableNames(type: string, value: Json, media: Media, model: ApiModel): Json | undefined {
  const kind = contentKind(type);
  if ((kind !== 'form' && kind !== 'multipart') || !isRecord(value)) return value;
  const unsendable = new Set(Object.keys(value).filter((name) => isUnsendable(name, kind)));
  if (unsendable.size === 0) return value;
  const required = media.node ? requiredMembers(model, media.node) : [];
  if (required.some((name) => unsendable.has(name))) return undefined;
  const left = Object.entries(value as Record<string, Json>).filter(([name]) => !unsendable.has(name));
  return Object.fromEntries(left);
}

/**
 * Whether a form cannot have a name: to Postman, two braces begin a variable, and to many servers a backslash escapes the quotation mark after
 * the name of a part. HTML escapes neither. Both clients lose `__proto__` in `x-www-form-urlencoded`.
 */
export function isUnsendable(name: string, kind: 'form' | 'multipart'): boolean {
  return name.includes('{{') || (kind === 'multipart' ? name.endsWith('\\') : name === '__proto__');
}

function sentType({ type, node }: Media, value: Json, model: ApiModel): string {
  const isBytes = typeof value === 'string' && node !== undefined && isBinary(node, model);
  return isBytes && bareType(type) === '*/*'
    ? 'application/octet-stream'
    : withBoundary(inUtf8(concreteType(type, typeof value !== 'string'), exactText(value)));
}

/**
 * JSON, which is judged; then a form, one with files before one without; then XML; then the first that is no range. Frameworks describe an
 * upload in every type that they read, though JSON has no bytes: then the form with files comes first.
 */
function rankOf({ type, value, media }: Body, model: ApiModel): number {
  const isRange = isTypeRange(media?.type ?? type);
  if (isJsonType(type)) return hasBytes(media, model) ? 3.5 : rankOfJson(type, isRange);
  const kind = contentKind(type);
  if (kind === 'multipart') return media && hasFiles(type, value, media, model) ? 3 : 5;
  if (kind === 'form') return 4;
  return (kind === 'xml' ? 6 : 7) + (isRange ? 2 : 0);
}

function rankOfJson(type: string, isRange: boolean): number {
  if (isRange) return 2;
  return bareType(type) === 'application/json' ? 0 : 1;
}

function hasBytes(media: Media | undefined, model: ApiModel): boolean {
  return media?.node !== undefined && membersOf(model, media.node).some(({ schema }) => isBinary(schema, model));
}

function hasFiles(type: string, value: Json, media: Media, model: ApiModel): boolean {
  const wire = toWireBody(type, value, media, model);
  return wire?.kind === 'parts' && wire.rows.some(({ kind }) => kind === 'file');
}

/** The example that is sent as right, or a sample of the schema. */
export function sentValue(media: Media, operation: Operation, model: ApiModel): Json | undefined {
  const refused = refusedNames(operation);
  const example = media.examples.find(({ name, pointer }) => pointer === '' || !refused.has(name));
  if (example) return example.value;
  if (media.node) {
    const sample = isAnything(media, model) ? {} : findSample(media.node, model);
    const value = sample && withUsualValues(sample, media.node, operation, model);
    return value !== undefined && hasNoNull(media.type) ? withoutNulls(value, media.node, model) : value;
  }
  if (isMultipart(media.type) && contentKind(media.type) === 'other') return undefined;
  return ['json', 'form', 'multipart', 'xml'].includes(contentKind(concreteType(media.type, true))) ? {} : '';
}

/** Whether a body may be any value of any type. JSON is what most people mean, and an object the most of them. */
function isAnything({ type, node }: Media, model: ApiModel): boolean {
  if (bareType(type) !== '*/*' || node === undefined || isBinary(node, model)) return false;
  if (hasExample(model, node)) return false;
  return acceptsAll(toJudgeable(node, model, 'readOnly').schema);
}

/** The names of examples of requests that are refused: those that errors have, and no success. */
export function refusedNames({ responses }: Operation): ReadonlySet<string> {
  const namesIn = (isMeant: (status: string) => boolean) =>
    responses
      .filter(({ status }) => isMeant(status))
      .flatMap(({ media }) => media.flatMap(({ examples, invalidExamples = [] }) => [...examples, ...invalidExamples]))
      .flatMap(({ name, pointer }: Example) => (pointer === '' ? [] : [name]));
  const right = new Set(namesIn((status) => !/^[45]/.test(status)));
  return new Set(namesIn((status) => /^[45]/.test(status)).filter((name) => !right.has(name)));
}
