import { randomUUID } from 'node:crypto';
import { exactJson, exactText } from '../core/digits.ts';
import { isRecord } from '../core/json.ts';
import type { ApiModel, Response as DescribedResponse, ResponseHeader } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { schemaBehindReference } from './schema-members.ts';

/** Headers that frame the message: the HTTP server sets them, and other values would break the message. */
const FRAMING = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'trailer',
  'te',
]);

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

/** The headers of a response: those given, and a value for each other one that the description requires. */
export function toHeaders(
  described: DescribedResponse | undefined,
  given: Readonly<Record<string, string>>,
  model: ApiModel,
): Record<string, string> {
  const set = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const missing = (described?.headers ?? []).filter(
    ({ name, required }) =>
      required && !set.has(name.toLowerCase()) && TOKEN.test(name) && !FRAMING.has(name.toLowerCase()),
  );
  return { ...Object.fromEntries(missing.map((header) => [header.name, toHeaderValue(header, model)])), ...given };
}

function toHeaderValue(header: ResponseHeader, model: ApiModel): string {
  if (isRequestId(header, model)) return randomUUID();
  const value = header.example ?? sampleValue(header.node, model);
  const text = header.spelling === 'json' ? exactJson(value) : toSimple(value);
  // The runtime rejects header values beyond Latin-1.
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text);
}

/** https://spec.openapis.org/oas/v3.1.1.html#style-values: `simple`, not exploded. */
function toSimple(value: unknown): string {
  if (Array.isArray(value)) return value.map(exactText).join(',');
  return isRecord(value) ? Object.entries(value).flat().map(exactText).join(',') : exactText(value);
}

/** Whether a header identifies a request: each response needs a new value, so the example cannot be used. */
function isRequestId({ name, node }: ResponseHeader, model: ApiModel): boolean {
  if (!/(^|[-_])id$/i.test(name)) return false;
  const schema = schemaBehindReference(node.schema, model);
  if (!isRecord(schema) || schema['type'] !== 'string') return false;
  const { format, maxLength } = schema;
  if (['enum', 'const', 'pattern'].some((keyword) => schema[keyword] !== undefined)) return false;
  return (format === undefined || format === 'uuid') && (typeof maxLength !== 'number' || maxLength >= 36);
}
