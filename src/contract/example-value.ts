/** The value that is sent for a parameter where nothing else is wanted, and why there may be none. */
import { isRecord, type Json } from '../core/json.ts';
import { concreteType, contentKind } from '../core/media-types.ts';
import type { ApiModel, Operation, Parameter, SchemaNode } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { contentText, holdsBytes } from '../schema/content-text.ts';
import { oneValueOf } from '../schema/members.ts';
import { findSample, sampleValue } from '../schema/sample.ts';
import { textByName } from '../schema/sample-names.ts';
import { enumOf, isOnly, typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { formContent, urlencodedRows } from './form-rows.ts';
import { fieldSample } from './header-fields.ts';
import { numberSample } from './number-sample.ts';
import { withoutSeparators } from './separators.ts';
import { toText } from './serialize.ts';
import { isClear, isEmpty, isSent } from './unsendable.ts';
import { withoutNulls } from './without-nulls.ts';

/**
 * The example of a parameter, or a sample that can be sent: an empty array or object cannot, and neither can members that are null. Where a
 * schema states no type, a text is sent, since nothing says how an object would be written.
 */
export function exampleValue(parameter: Parameter, model: ApiModel): Json {
  const { content, required, spelling } = parameter;
  if (content) return contentOf(content, parameter, model) ?? 'text';
  const example = parameter.example === null && spelling !== 'json' ? undefined : parameter.example;
  const isRight = required ? isClear : isInHeader;
  if (example !== undefined && isRight(parameter, example)) return example;
  return otherThan(example ?? sampleOf(parameter, model), parameter, model);
}

/** Whether a client can send an optional parameter, once it is checked: a character that no header has fails the whole request. */
function isInHeader(parameter: Parameter, value: Json): boolean {
  return parameter.in !== 'header' || isEmpty(value) || isSent(parameter, value);
}

/** The value itself, if it can be sent and read, or else another that can. */
function otherThan(value: Json, parameter: Parameter, model: ApiModel): Json {
  const takes = (one: Json) => accepts(one, parameter.node.schema, { schemas: model, notNeeded: [] });
  if (parameter.spelling === 'single' && isRecord(value) && takes('text')) return 'text';
  if (isClear(parameter, value)) return value;
  const clear = clearSample(parameter, model);
  if (clear !== undefined || isSent(parameter, value)) return clear ?? value;
  return otherSample(parameter, model) ?? filledSample(parameter, takes, model) ?? value;
}

/**
 * The text of a parameter in the media type of its `content`. A declaration of XML, and the end of the last line, are no part of the value: a header
 * has no lines. `undefined`: nothing says how the type holds its value.
 */
export function contentOf(
  { type: written, node }: NonNullable<Parameter['content']>,
  { example }: Pick<Parameter, 'example'>,
  model: ApiModel,
): string | undefined {
  const value = example ?? (node ? sampleValue(node, model) : 'text');
  const type = concreteType(written, typeof value !== 'string');
  if (contentKind(type) === 'form')
    return typeof value === 'string' ? value : isRecord(value) ? formText(value as Members, node, model) : undefined;
  if (isBytes(type, node, model)) return typeof value === 'string' ? value : undefined;
  return contentText(type, value, node, model)
    ?.replace(/^<\?xml [^>]*\?>\s*/, '')
    .replace(/\r?\n$/, '');
}

type Members = Readonly<Record<string, Json>>;

function formText(value: Members, node: SchemaNode | undefined, model: ApiModel): string {
  const type = 'application/x-www-form-urlencoded';
  return formContent(urlencodedRows(value, { type, examples: [], ...(node && { node }) }, model));
}

/** A text is sent as it stands, also for a type of bytes. */
function isBytes(type: string, node: SchemaNode | undefined, model: ApiModel): boolean {
  return contentKind(type) === 'multipart' || holdsBytes(type, node, model);
}

/** A sample with a member or an element; of members that could not be sent, one with texts where it is accepted. */
function filledSample(parameter: Parameter, takes: (value: Json) => boolean, model: ApiModel): Json | undefined {
  const filled = sampleWith(parameter, { minItems: 1, minProperties: 1 }, model);
  if (!isRecord(filled) || isSent(parameter, filled)) return filled;
  const named = Object.fromEntries(Object.keys(filled).map((name) => [name, 'text']));
  return takes(named) ? named : filled;
}

/** A sample; without null where there is one, since a URL has no null: https://spec.openapis.org/oas/v3.1.1.html#style-examples */
function sampleOf(parameter: Parameter, model: ApiModel): Json {
  const { node, spelling } = parameter;
  const made = fieldSample(parameter, model) ?? numberSample(parameter, model) ?? namedSample(parameter, model);
  const value = spelling === 'json' ? made : withoutNulls(made, node, model);
  if (value !== null || spelling === 'json') return value;
  const [type = 'string'] = [...typesOf(model, node)].filter((one) => one !== 'null');
  return sampleWith(parameter, { type }, model) ?? null;
}

/** A path has ids mostly, whatever they are called. */
function namedSample({ name, in: place, node }: Parameter, model: ApiModel): Json {
  const value = sampleValue(node, model);
  const judging = { schemas: model, notNeeded: [] };
  return place === 'path' ? value : textByName(name, value, node.schema, { number: 0, judging });
}

function sampleWith({ node }: Parameter, more: object, model: ApiModel): Json | undefined {
  return findSample({ schema: { allOf: [node.schema, more] }, pointer: node.pointer }, model);
}

/** A sample whose characters its place can have, where the first one has others. */
function otherSample(parameter: Parameter, model: ApiModel): Json | undefined {
  return firstOf(parameter, wantedIn(parameter), isSent, model);
}

/** A sample in which a server can also tell what separates values from what stands in one, where the first one is none. */
function clearSample(parameter: Parameter, model: ApiModel): Json | undefined {
  const apart = parameter.spelling === 'json' ? [] : withoutSeparators(parameter);
  const wanted = wantedIn(parameter);
  const both = apart.flatMap((one) => wanted.map((more) => ({ allOf: [one, more] })));
  return firstOf(parameter, [...apart, ...both], isClear, model);
}

function firstOf(
  parameter: Parameter,
  wanted: readonly object[],
  isRight: (parameter: Parameter, value: Json) => boolean,
  model: ApiModel,
): Json | undefined {
  for (const more of wanted) {
    const value = sampleWith(parameter, more, model);
    if (value !== undefined && isRight(parameter, value)) return value;
  }
  return undefined;
}

function wantedIn(parameter: Parameter): readonly object[] {
  return parameter.style === 'cookie' ? IN_COOKIE : [...(IN_PLACE[parameter.in] ?? []), NOT_EMPTY];
}

const NOT_EMPTY = { items: { not: { const: '' } } };

/** Not nothing and no dots, or more than those. */
const IN_PATH = [{ not: { enum: ['', '.', '..'] } }, { minLength: 3, minItems: 2 }];

/** What a cookie can have without an encoding. https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
const COOKIE_OCTETS = { pattern: '^[!#-+\\--:<-\\[\\]-~]*$' };
const IN_COOKIE = [COOKIE_OCTETS, { items: COOKIE_OCTETS }];

/** What a header can have, without what is cut off. https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const FIELD_VALUE = { pattern: '^([!-~]([ -~]*[!-~])?)?$' };
const IN_PLACE: Partial<Record<Parameter['in'], readonly object[]>> = {
  path: IN_PATH,
  header: [FIELD_VALUE, { items: FIELD_VALUE }],
};
/** Why no value of a required parameter is in a request; `undefined` if one is. An object in rows may be none of them. */
export function whyNotSent(
  parameter: Parameter,
  { path }: Pick<Operation, 'path'>,
  model: ApiModel,
): string | undefined {
  const { name, in: place, spelling, style } = parameter;
  if (spelling === 'free-form' || spelling === 'deep-object') return undefined;
  const value = exampleValue(parameter, model);
  if (isSent(parameter, value)) return undefined;
  if (style === 'cookie' && !isEmpty(value))
    return `no value was found for "${name}" that a cookie can have without an encoding`;
  if (place === 'header' && !isEmpty(value))
    return `the only value that was found for "${name}" is ${JSON.stringify(toText(value))}, which no header can have`;
  if (place !== 'path')
    return `the only value that was found for its required ${place} parameter "${name}" is empty, which OpenAPI writes as nothing`;
  const isWhole = path.split('/').includes(`{${name}}`);
  return isWhole
    ? `the only value that was found for "${name}" is ${JSON.stringify(toText(value))}, which no path can have as a segment`
    : undefined;
}

/** Whether the description says which values there are. */
export function isFixed({ node }: Parameter, model: ApiModel): boolean {
  const one = oneValueOf(model, node);
  const isStated = ['const', 'default'].some((keyword) => keywordOf(model, one, keyword) !== undefined);
  return isStated || enumOf(model, one) !== undefined || isOnly(model, one, 'boolean');
}
