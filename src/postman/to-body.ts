import type { ContractRequest } from '../rules/request.ts';
import { CLIENT_FORM } from './client-script.ts';
import type { Request } from './types.ts';

/** The body of a request; text stays text, anything else is JSON in which `{{` is no variable. */
export function toBody({ body, credentials }: ContractRequest): Pick<Request, 'body'> {
  if (!body) return {};
  const raw = typeof body.value === 'string' && !/json/.test(body.type) ? body.value : toJsonBody(body.value);
  const form = credentials.kind === 'client' ? `{{${CLIENT_FORM}}}` : '';
  const language = /json/.test(body.type) ? 'json' : 'text';
  return { body: { mode: 'raw', raw: raw + form, options: { raw: { language } } } };
}

function toJsonBody(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('{{', '\\u007b\\u007b');
}
