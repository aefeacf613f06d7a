import { isRecord, type Json } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { CLIENT_FORM } from './auth.ts';
import type { Request } from './types.ts';
import { literalInText } from './url.ts';

/** The body of a request: a text, a form, or JSON. `{{` in it is changed, so that it is not a variable. */
export function toRequestBody({ body, credentials }: ContractRequest): Pick<Request, 'body'> {
  if (!body) return {};
  const raw = toText(body);
  const form = credentials.kind === 'client' ? `{{${CLIENT_FORM}}}` : '';
  const language = isJsonType(body.type) ? 'json' : 'text';
  return { body: { mode: 'raw', raw: raw + form, options: { raw: { language } } } };
}

function toText({ type, value }: NonNullable<ContractRequest['body']>): string {
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  if (isJsonType(type) || (typeof value === 'object' && !(isForm && isRecord(value)))) return toJsonBody(value);
  if (typeof value !== 'object') return literalInText(String(value));
  return Object.entries(value ?? {})
    .map(([name, member]) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(member))}`)
    .join('&');
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function toJsonBody(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('{{', '\\u007b\\u007b');
}
