/** The rows of a form: https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { exactText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { concreteType, contentKind, inUtf8, isInRange, isTypeRange } from '../core/media-types.ts';
import { sampleFile } from '../core/sample-files.ts';
import type { ApiModel, Media, PartEncoding, SchemaNode } from '../model/types.ts';
import { contentText, isBinary } from '../schema/content-text.ts';
import { itemsOf, membersOf } from '../schema/members.ts';
import { statedTypes } from '../schema/types-of.ts';
import { elementFor, memberFor, schemaFor } from '../schema/value-schema.ts';
import { exampleValues, keywordOf, partsOf, textOf } from '../schema/walk.ts';
import { noteDeprecated } from './deprecated.ts';
import { formPairs, type Pair, styled } from './form-pairs.ts';

/** The content of a row. `type`: the media type of its part, if it is not the usual one. `encoded`: as in a pair. */
type Row =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly type?: string;
      readonly encoded?: string;
      /** Whether its type had another charset. */
      readonly isRecoded?: true;
    }
  | { readonly kind: 'file'; readonly path: string; readonly type?: string };

/** A row of a form. */
export type FormRow = { readonly name: string; readonly description: string } & Row;

interface Member {
  readonly name: string;
  readonly node: SchemaNode;
  readonly encoding: PartEncoding;
  readonly model: ApiModel;
  /** Whether its value is made by its schema, and not of an example of the whole form. */
  readonly isSample: boolean;
}

const ANY: SchemaNode = { schema: true, pointer: '' };

/** The rows of `multipart/form-data`: each element of an array is a part, bytes are files, and an object is JSON. */
export function multipartRows(
  value: Readonly<Record<string, Json>>,
  media: Media,
  model: ApiModel,
): readonly FormRow[] {
  return rowsOf(value, media, model, parts);
}

/** The elements of an array as parts without names. */
export function rowsInOrder(list: readonly Json[], media: Media, model: ApiModel): readonly FormRow[] {
  const whole = media.node ? schemaFor(model, media.node, list) : ANY;
  return list.map((element, at) => {
    const node = schemaFor(model, elementFor(model, whole, at), element);
    const encoding = media.inOrder?.first[at] ?? media.inOrder?.others ?? {};
    const member = { name: '', node, encoding, model, isSample: media.examples.length === 0 };
    return { ...toPart(member, element), name: '', description: '' };
  });
}

/** The members that are sent in another charset than their type has. */
export function recodedParts(value: Readonly<Record<string, Json>>, media: Media, model: ApiModel): readonly string[] {
  const rows = multipartRows(value, media, model);
  return [...new Set(rows.flatMap((row) => (row.kind === 'text' && row.isRecoded ? [row.name] : [])))];
}

/** The parts in base64 or the like. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
export function encodedParts(names: readonly string[], { node }: Media, model: ApiModel): readonly string[] {
  if (!node || model.dialect === 'openapi-3.0') return [];
  return membersOf(model, node).flatMap(({ name, schema }) => {
    const parts = [schema, itemsOf(model, schema)];
    const isEncoded = parts.some((part) => part && keywordOf(model, part, 'contentEncoding') !== undefined);
    return isEncoded && names.includes(name) ? [name] : [];
  });
}

/** The rows of `application/x-www-form-urlencoded`. OpenAPI leaves open how an object without `encoding` is sent: here, as JSON. */
export function urlencodedRows(
  value: Readonly<Record<string, Json>>,
  media: Media | undefined,
  model: ApiModel,
): readonly FormRow[] {
  return rowsOf(value, media, model, ({ encoding, name, node }, one): readonly Pair[] => {
    const type = encoding.types && typeof one === 'object' ? fittingType(encoding.types, true) : undefined;
    const isOther = type !== undefined && ['xml', 'form', 'csv', 'yaml'].includes(contentKind(type));
    const isItself = !Array.isArray(one) || isWhole(encoding);
    if (!isOther || one === null || !isItself || encoding.style !== undefined) return formPairs(name, one, encoding);
    return [[name, contentAs(type, one, node, encoding, model)]];
  });
}

/** Whether the type of an array in a field is a table, which holds the array as a whole. */
function isWhole({ types }: PartEncoding): boolean {
  return types?.every((type) => contentKind(type) === 'csv') === true;
}

/** The rows as one text. https://url.spec.whatwg.org/#concept-urlencoded-serializer */
export function formContent(rows: readonly FormRow[]): string {
  const pairs = rows.map((row) => {
    const pair = new URLSearchParams([[row.name, row.kind === 'text' ? row.text : '']]).toString();
    return isApart(row) ? `${pair.slice(0, pair.indexOf('=') + 1)}${row.encoded}` : pair;
  });
  return pairs.join('&');
}

/** Whether the text of a row has an encoding of its own, which no client writes. */
export function isApart(row: FormRow): row is FormRow & { readonly encoded: string } {
  return row.kind === 'text' && row.encoded !== undefined;
}

/** The members that are sent as JSON although nothing says so. */
export function chosenAsJson(value: Json, { encoding }: Media): readonly string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value as Record<string, Json>).flatMap(([name, member]) => {
    const isNested = [member].flat().some((one) => typeof one === 'object' && one !== null);
    const { style, types } = encoding?.get(name) ?? {};
    return isNested && style === undefined && types === undefined ? [name] : [];
  });
}

function rowsOf(
  value: Readonly<Record<string, Json>>,
  media: Media | undefined,
  model: ApiModel,
  toRows: (member: Member, value: Json) => readonly (Pair | Row)[],
): readonly FormRow[] {
  const whole = media?.node ? schemaFor(model, media.node, value as Json) : ANY;
  const isSample = media?.examples.length === 0;
  return Object.entries(value).flatMap(([name, member]) => {
    const node = schemaFor(model, memberFor(model, whole, name), member);
    const encoding = media?.encoding?.get(name) ?? {};
    const isDeprecated = keywordOf(model, node, 'deprecated') === true;
    const description = noteDeprecated(isDeprecated, textOf(model, node, 'description'));
    return toRows({ name, node, encoding, model, isSample }, member).map((row): FormRow => {
      if ('kind' in row) return { ...row, name, description };
      const [own, text, encoded] = row;
      return { name: own, kind: 'text', text, description, ...(encoded !== undefined && { encoded }) };
    });
  });
}

function parts(member: Member, value: Json): readonly (Pair | Row)[] {
  const { encoding, model, name, node } = member;
  if (encoding.style !== undefined) return styled(name, value, encoding);
  if (!Array.isArray(value)) return value === null && !isUnknown(member) ? [] : [toPart(member, value)];
  return (value as readonly Json[]).flatMap((element, at) => {
    const own = { ...member, node: schemaFor(model, elementFor(model, node, at), element) };
    return element === null && !isUnknown(own) ? [] : [toPart(own, element)];
  });
}

function toPart(member: Member, value: Json): Row {
  const { node, encoding, model } = member;
  const type = typeOf(member, value);
  if (isFile(member, type, value)) {
    return { kind: 'file', path: sampleFile(type ?? OCTETS).path, ...(type && { type }) };
  }
  // A text in an encoding of its own is the content: https://spec.openapis.org/oas/v3.1.1.html#working-with-binary-data
  const isWritten = typeof value === 'string' && isText(node, model);
  const text = isWritten || type === undefined ? exactText(value) : contentAs(type, value, node, encoding, model);
  const sent = type && inUtf8(type, text);
  return { kind: 'text', text, ...(sent && { type: sent }), ...(sent !== type && { isRecoded: true }) };
}

const OCTETS = 'application/octet-stream';

/** The media type of a part, if it is not plain text. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
function typeOf({ node, encoding, model }: Member, value: Json): string | undefined {
  const isData = typeof value === 'object' && value !== null;
  const stated = encoding.types && fittingType(encoding.types, isData);
  const own = keywordOf(model, node, 'contentMediaType');
  // Of a range, the type that the schema names.
  const isNamed =
    typeof own === 'string' &&
    model.dialect !== 'openapi-3.0' &&
    stated !== undefined &&
    isTypeRange(stated) &&
    isInRange(own, stated);
  if (stated !== undefined) return concreteType(isNamed ? own : stated, isData);
  if (isData) return 'application/json';
  if (model.dialect === 'openapi-3.0') return undefined;
  if (typeof own === 'string') return concreteType(own, false);
  return keywordOf(model, node, 'contentEncoding') === undefined ? undefined : OCTETS;
}

/** Of several media types, the first that can hold a structure: JSON, or else XML, a form or a table. For others, the first. */
function fittingType(types: readonly string[], isData: boolean): string | undefined {
  const kindOf = (type: string) => contentKind(concreteType(type, isData));
  const fitting = [['json'], ['xml', 'form', 'csv', 'yaml']].map((kinds) =>
    types.find((type) => kinds.includes(kindOf(type))),
  );
  return (isData ? (fitting[0] ?? fitting[1]) : undefined) ?? types[0];
}

/** A value in a media type; JSON where nothing says how the type holds it. */
function contentAs(
  type: string,
  value: Json,
  node: SchemaNode,
  { encoding }: Pick<PartEncoding, 'encoding'>,
  model: ApiModel,
): string {
  if (contentKind(type) === 'form' && isRecord(value)) {
    const media: Media = { type, node, examples: [], ...(encoding && { encoding }) };
    return formContent(urlencodedRows(value as Readonly<Record<string, Json>>, media, model));
  }
  return contentText(type, value, node, model) ?? exactText(value);
}

/** Whether a part is bytes: by its schema, or by its type where the schema only says that it is a text, or nothing. */
function isFile(member: Member, type: string | undefined, value: Json): boolean {
  const { node, model } = member;
  if (isText(node, model) && typeof value === 'string') return false;
  if (isBinary(node, model) || isUnknown(member)) return true;
  if (type === undefined || contentKind(type) !== 'binary') return false;
  return statedTypes(model, node).size === 0 || typeof value === 'string';
}

/** Whether a text is the content itself: in base64 and the like, or of a type that is a text, of which there is an example. */
function isText(node: SchemaNode, model: ApiModel): boolean {
  if (keywordOf(model, node, 'contentEncoding') !== undefined) return model.dialect !== 'openapi-3.0';
  const type = keywordOf(model, node, 'contentMediaType');
  if (typeof type !== 'string' || keywordOf(model, node, 'format') === 'binary') return false;
  const hasExample = exampleValues(model, node).some((one) => typeof one === 'string');
  return contentKind(type) === 'json' || (hasExample && !['binary', 'other'].includes(contentKind(type)));
}

/**
 * Whether nothing is said of a part: it is bytes, by OpenAPI 3.1. An example shows what it is.
 * https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
function isUnknown({ node, model, encoding, isSample }: Member): boolean {
  if (model.dialect === 'openapi-3.0' || !isSample || encoding.types !== undefined) return false;
  return partsOf(model, node).every(({ schema }) =>
    Object.keys(schema).every((keyword) => SAYING_NOTHING.has(keyword)),
  );
}

const SAYING_NOTHING: ReadonlySet<string> = new Set([
  '$ref',
  'title',
  'description',
  'deprecated',
  'allOf',
  'writeOnly',
]);
