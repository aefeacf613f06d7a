/**
 * Content in parts that is no form, such as `multipart/mixed`. Postman has no mode for it, so it is a text with a boundary in its type.
 * https://www.rfc-editor.org/rfc/rfc2046#section-5.1
 */
import { isRecord, type Json } from '../core/json.ts';
import { isJsonType, isMultipart, typeParameter } from '../core/media-types.ts';
import { toPartName } from '../core/part-names.ts';
import { allSampleFiles } from '../core/sample-files.ts';
import type { ApiModel, Media } from '../model/types.ts';
import { type FormRow, multipartRows, rowsInOrder } from './form-rows.ts';

const BOUNDARY = 'postman-contract-part';

/** The type with a boundary, where content in parts is a text. The clients write that of a form themselves. */
export function withBoundary(type: string): string {
  const isText = isMultipart(type) && !/^multipart\/form-data\b/i.test(type);
  return isText && boundaryOf(type) === undefined ? `${type}; boundary=${BOUNDARY}` : type;
}

function boundaryOf(type: string): string | undefined {
  return typeParameter(type, 'boundary');
}

/**
 * The members of an object as parts with names, or the elements of an array as parts in their order. A text is sent as it stands, if it has
 * the boundary of its type. `undefined`: nothing says how the value is in parts, or a part has bytes that are no text.
 */
export function multipartText(type: string, value: Json, media: Media, model: ApiModel): string | undefined {
  const boundary = boundaryOf(type);
  if (typeof value === 'string') return boundary !== undefined && value.includes(`--${boundary}`) ? value : undefined;
  const parts = rowsOf(value, media, model).map(toPart);
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
  const line = `--${boundary ?? BOUNDARY}`;
  return `${parts.map((part) => `${line}\r\n${part}\r\n`).join('')}${line}--\r\n`;
}

function rowsOf(value: Json, media: Media, model: ApiModel): readonly FormRow[] {
  if (Array.isArray(value)) return media.inOrder ? rowsInOrder(value as readonly Json[], media, model) : [];
  return isRecord(value) ? multipartRows(value as Readonly<Record<string, Json>>, media, model) : [];
}

function toPart(row: FormRow): string | undefined {
  const content = row.kind === 'file' ? textOf(row.path) : withoutVariables(row.text, row.type);
  if (content === undefined) return undefined;
  const file = row.kind === 'file' ? `; filename="${row.path.replace(/^.*\//, '')}"` : '';
  const type = row.type ?? (row.kind === 'file' ? 'application/octet-stream' : 'text/plain; charset=utf-8');
  const named = row.name === '' ? '' : `Content-Disposition: form-data; name="${toPartName(row.name)}"${file}\r\n`;
  return `${named}Content-Type: ${type}\r\n\r\n${content}`;
}

/** JSON can spell a brace in another way, so that clients read no variable. */
function withoutVariables(text: string, type: string | undefined): string {
  return type !== undefined && isJsonType(type) ? text.replaceAll('{{', '\\u007b\\u007b') : text;
}

const NO_TEXT = Uint8Array.of(0xff);

/** The content of a sample file, if it is a text: clients send a raw body as UTF-8. */
function textOf(path: string): string | undefined {
  const { bytes } = allSampleFiles().find((file) => file.path === path) ?? { bytes: NO_TEXT };
  return bytes.every((byte) => byte < 0x80) ? Buffer.from(bytes).toString('latin1') : undefined;
}
