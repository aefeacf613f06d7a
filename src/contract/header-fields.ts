/** Values of request headers that HTTP, or a draft of it, says more of than a description does. */
import type { ApiModel, Parameter } from '../model/types.ts';
import type { Argument } from '../rules/request.ts';
import { accepts } from '../schema/accepts.ts';
import { keywordOf } from '../schema/walk.ts';

/**
 * Values of request headers whose form HTTP defines, and with which a usual response is right: for any representation, of no known one, of
 * all its bytes. https://www.rfc-editor.org/rfc/rfc9110#section-13.1, https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
const FIELDS: Readonly<Record<string, string>> = {
  'if-match': '*',
  'if-none-match': '"unknown"',
  'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
  'if-unmodified-since': 'Fri, 31 Dec 9999 23:59:59 GMT',
  range: 'bytes=0-',
  'accept-language': '*',
  'accept-charset': 'utf-8',
  'accept-encoding': 'identity',
  'cache-control': 'no-cache',
  'content-encoding': 'identity',
  'content-language': 'en',
  origin: 'https://example.com',
  referer: 'https://example.com/',
  te: 'trailers',
};

/** Where the schema takes it, and names no value itself. */
export function fieldSample({ in: place, name, node }: Parameter, model: ApiModel): string | undefined {
  const value = place === 'header' ? FIELDS[name.toLowerCase()] : undefined;
  const isNamed = ['example', 'examples', 'default'].some((keyword) => keywordOf(model, node, keyword) !== undefined);
  return value !== undefined && !isNamed && accepts(value, node.schema, { schemas: model, notNeeded: [] })
    ? value
    : undefined;
}

/** Whether a header asks for what has changed since a state that the description names, which may be that of the server: 304 is right. */
export function isOwnCondition({ in: place, name, value, enabled }: Argument): boolean {
  const field = name.toLowerCase();
  const asksForChange = enabled && place === 'header' && ['if-none-match', 'if-modified-since'].includes(field);
  return asksForChange && value.kind === 'text' && value.text !== FIELDS[field];
}
