/** A value as the text of a media type that is none of JSON. */

import { exactJson, exactText } from '../core/digits.ts';
import { exactYaml } from '../core/exact-yaml.ts';
import { isRecord, type Json } from '../core/json.ts';
import { type ContentKind, contentKind } from '../core/media-types.ts';
import { isItemSchema, type SchemaNode, type Schemas } from './node.ts';
import { statedTypes } from './types-of.ts';
import { keywordOf } from './walk.ts';
import { toXml } from './xml.ts';

/**
 * The text of a value. `undefined`: nothing says how the media type holds such a value; of binary content, there is no text.
 *
 * A value that is a text is the content as it stands, where the type has a syntax of its own and the text has it, or where the type is
 * plain text.
 */
export function contentText(
  type: string,
  value: Json,
  node: SchemaNode | undefined,
  schemas: Schemas,
): string | undefined {
  return WRITERS[contentKind(type)](value, node, schemas);
}

type Writer = (value: Json, node: SchemaNode | undefined, schemas: Schemas) => string | undefined;

const WRITERS: Readonly<Record<ContentKind, Writer>> = {
  json: (value) => exactJson(value),
  xml: (value, node, schemas) =>
    typeof value === 'string' && /^\s*</.test(value) ? value : toXml(value, node, schemas),
  lines: (value) =>
    isLines(value)
      ? value
      : toLines(value)
          .map((line) => `${line}\n`)
          .join(''),
  'json-seq': (value) =>
    typeof value === 'string' && value.startsWith('\x1e')
      ? value
      : toLines(value)
          .map((line) => `\x1e${line}\n`)
          .join(''),
  events: (value, node) => (isEvents(value) ? value : toEvents(value, isItemSchema(node))),
  yaml: (value) => (typeof value === 'string' ? value : exactYaml(value)),
  csv: (value) => (typeof value === 'object' && value !== null ? toCsv(value) : exactText(value)),
  text: (value) => (typeof value === 'object' ? undefined : exactText(value)),
  other: (value, node, schemas) =>
    typeof value === 'object' || isBinary(node, schemas) ? undefined : exactText(value),
  binary: (value, node, schemas) => (typeof value === 'string' && isEncoded(node, schemas) ? value : undefined),
  form: () => undefined,
  multipart: () => undefined,
};

/**
 * Whether a schema means bytes: `format: binary`, or in OpenAPI 3.1 a `contentMediaType` of a text that is not encoded. No schema means
 * bytes, too. https://spec.openapis.org/oas/v3.1.1.html#working-with-binary-data
 */
export function isBinary(node: SchemaNode | undefined, schemas: Schemas): boolean {
  if (!node) return true;
  if (keywordOf(schemas, node, 'format') === 'binary') return true;
  const hasEncoding = keywordOf(schemas, node, 'contentEncoding') !== undefined;
  const type = keywordOf(schemas, node, 'contentMediaType');
  const types = statedTypes(schemas, node);
  return typeof type === 'string' && !hasEncoding && (types.size === 0 || types.has('string'));
}

/** Whether content of a media type is bytes, and no text that stands for them. */
export function holdsBytes(type: string, node: SchemaNode | undefined, schemas: Schemas): boolean {
  const kind = contentKind(type);
  return kind === 'binary' ? !isEncoded(node, schemas) : kind === 'other' && isBinary(node, schemas);
}

/**
 * Whether a schema says that its bytes are transferred as a text: a picture, for instance, in base64.
 *
 * https://spec.openapis.org/oas/v3.0.3.html#considerations-for-file-uploads, https://spec.openapis.org/oas/v3.1.0.html#considerations-for-file-uploads
 */
export function isEncoded(node: SchemaNode | undefined, schemas: Schemas): boolean {
  if (!node) return false;
  const [encoding, format] = ['contentEncoding', 'format'].map((keyword) => keywordOf(schemas, node, keyword));
  const isText = typeof encoding === 'string' && !/^(7bit|8bit|binary|identity)$/i.test(encoding);
  return isText || (typeof format === 'string' && /^(byte|base64|base64url)$/.test(format));
}

function isLines(value: Json): value is string {
  if (typeof value !== 'string') return false;
  return value.split('\n').every((line) => line.trim() === '' || isJsonText(line));
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function toLines(value: Json): readonly string[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => exactJson(one));
}

function isEvents(value: Json): value is string {
  return typeof value === 'string' && /^(data|event|id|retry)?:/m.test(value);
}

/**
 * A value as the data of an event, or with the fields of one. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
function toEvents(value: Json, hasFields: boolean): string {
  const events = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const fieldsOf = (one: Json) =>
    hasFields && isRecord(one)
      ? FIELDS.map((name) => toField(name, one[name] as Json | undefined))
      : [toField('data', one)];
  return events.map((one) => `${fieldsOf(one).join('')}\n`).join('');
}

const FIELDS = ['event', 'id', 'retry', 'data'] as const;

/** A line for each line of the value. */
function toField(name: string, value: Json | undefined): string {
  if (value === undefined) return '';
  return exactText(value)
    .split(/\r\n|\r|\n/)
    .map((line) => `${name}: ${line}\n`)
    .join('');
}

/** A table with the names of the members as its first line. `undefined` for what is no table. https://www.rfc-editor.org/rfc/rfc4180 */
function toCsv(value: Json): string | undefined {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = [...new Set(rows.flatMap((row) => (isRecord(row) ? Object.keys(row) : [])))];
  const lines = rows.map((row) => (isRecord(row) ? names.map((name) => row[name] ?? '') : [row]));
  if (rows.length === 0 || lines.flat().some((cell) => typeof cell === 'object')) return undefined;
  return [...(names.length > 0 ? [names] : []), ...lines].map((line) => `${line.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: unknown): string {
  const text = exactText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
