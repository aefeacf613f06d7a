/** The rows of a form: https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { exactText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { concreteType, contentKind } from '../core/media-types.ts';
import { sampleFile } from '../core/sample-files.ts';
import type { ApiModel, Media, PartEncoding, SchemaNode } from '../model/types.ts';
import { contentText, isBinary } from '../schema/content-text.ts';
import { statedTypes } from '../schema/types-of.ts';
import { elementFor, memberFor, schemaFor } from '../schema/value-schema.ts';
import { keywordOf, textOf } from '../schema/walk.ts';
import { formPairs, type Pair, styled } from './form-pairs.ts';

/** The content of a row. `type`: the media type of its part, if it is not the usual one. */
type Row =
  | { readonly kind: 'text'; readonly text: string; readonly type?: string }
  | { readonly kind: 'file'; readonly path: string; readonly type?: string };

/** A row of a form. */
export type FormRow = { readonly name: string; readonly description: string } & Row;

interface Member {
  readonly name: string;
  readonly node: SchemaNode;
  readonly encoding: PartEncoding;
  readonly model: ApiModel;
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

/** The rows of `application/x-www-form-urlencoded`. OpenAPI leaves open how an object without `encoding` is sent: here, as JSON. */
export function urlencodedRows(
  value: Readonly<Record<string, Json>>,
  media: Media | undefined,
  model: ApiModel,
): readonly FormRow[] {
  return rowsOf(value, media, model, ({ encoding, name }, one) => formPairs(name, one, encoding));
}

/** The rows as one text. https://url.spec.whatwg.org/#concept-urlencoded-serializer */
export function formContent(rows: readonly FormRow[]): string {
  const pairs = rows.map((row): [string, string] => [row.name, row.kind === 'text' ? row.text : '']);
  return new URLSearchParams(pairs).toString();
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
  return Object.entries(value).flatMap(([name, member]) => {
    const node = schemaFor(model, memberFor(model, whole, name), member);
    const encoding = media?.encoding?.get(name) ?? {};
    const description = textOf(model, node, 'description');
    return toRows({ name, node, encoding, model }, member).map((row): FormRow => {
      if ('kind' in row) return { ...row, name, description };
      return { name: row[0], kind: 'text', text: row[1], description };
    });
  });
}

function parts(member: Member, value: Json): readonly (Pair | Row)[] {
  const { encoding, model, name, node } = member;
  if (encoding.style !== undefined) return styled(name, value, encoding);
  if (value === null) return [];
  if (!Array.isArray(value)) return [toPart(member, value)];
  return (value as readonly Json[]).flatMap((element, at) => {
    const own = schemaFor(model, elementFor(model, node, at), element);
    return element === null ? [] : [toPart({ ...member, node: own }, element)];
  });
}

function toPart({ node, encoding, model }: Member, value: Json): Row {
  const isData = typeof value === 'object';
  const own = keywordOf(model, node, 'contentMediaType');
  const [stated = typeof own === 'string' && isBinary(node, model) ? own : undefined] = encoding.types ?? [];
  const type = stated === undefined ? undefined : concreteType(stated, isData);
  if (isFile(node, type, value, model)) {
    return { kind: 'file', path: sampleFile(type ?? 'application/octet-stream').path, ...(type && { type }) };
  }
  const usual = isData ? 'application/json' : undefined;
  const sent = type ?? usual;
  const text = (sent && contentText(sent, value, node, model)) ?? exactText(value);
  return { kind: 'text', text, ...(sent && { type: sent }) };
}

/** Whether a part is bytes: by its schema, or by its type where the schema only says that it is a text, or nothing. */
function isFile(node: SchemaNode, type: string | undefined, value: Json, model: ApiModel): boolean {
  if (isBinary(node, model)) return true;
  if (type === undefined || contentKind(type) !== 'binary') return false;
  return statedTypes(model, node).size === 0 || typeof value === 'string';
}
