import { isRecord } from '../core/json.ts';
import { WRONG_END } from '../core/protocol.ts';
import type { Redactor } from './redact.ts';

/** Learn the credentials in headers that were sent. https://www.rfc-editor.org/rfc/rfc9110#section-11.4 */
export function learnFromHeaders(
  redactor: Redactor,
  headers: readonly { readonly name: string; readonly value: string }[],
): void {
  for (const { name, value } of headers) {
    const [, scheme = '', credentials = ''] = /^\s*(\S+)\s+(\S.*)$/.exec(value) ?? [];
    if (!/^(proxy-)?authorization$/i.test(name)) continue;
    if (/^basic$/i.test(scheme)) learnBasic(redactor, credentials.trim());
    else redactor.learn('access_token', withoutEnd((credentials || value).trim()));
  }
}

/** Of a secret that is wrong on purpose, the right one: a command that repeats its request is to send the wrong one, too. */
function withoutEnd(secret: string): string {
  return secret.endsWith(WRONG_END) ? secret.slice(0, -WRONG_END.length) : secret;
}

/** Learn Basic credentials as a whole, and the password in them. https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function learnBasic(redactor: Redactor, credentials: string): void {
  redactor.learn('basic_credentials', credentials);
  const plain = Buffer.from(credentials, 'base64').toString('utf8');
  if (plain.includes(':')) redactor.learn('client_secret', plain.slice(plain.indexOf(':') + 1));
}

/** The most tokens that are read from one response, since a hostile server could send any number. */
const MOST_TOKENS = 20;

/** Learn the tokens in a response, at any depth of its JSON. https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export function learnFromBody(redactor: Redactor, body: string): void {
  const members = [...body.matchAll(/"(access_token|refresh_token|id_token)"\s*:\s*("(?:[^"\\]|\\.)*")/g)];
  for (const [, name = '', literal = ''] of members.slice(0, MOST_TOKENS)) {
    try {
      redactor.learn(name, String(JSON.parse(literal)));
    } catch {
      redactor.learn(name, literal.slice(1, -1));
    }
  }
}

/** All strings in a JSON value; of `Bearer x` also the `x`. */
export function textsIn(json: unknown): Set<string> {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      texts.add(value);
      texts.add(value.replace(/^(Bearer|Basic)\s+/i, ''));
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (isRecord(value)) Object.values(value).forEach(walk);
  };
  walk(json);
  return texts;
}

/** The segments of the paths of a collection, without those that have a variable. */
export function segmentsIn(collection: Readonly<Record<string, unknown>>): Set<string> {
  const segments = new Set<string>();
  const walk = (items: unknown): void => {
    for (const item of Array.isArray(items) ? items : []) {
      if (!isRecord(item)) continue;
      walk(item['item']);
      const url = isRecord(item['request']) ? item['request']['url'] : undefined;
      const path = isRecord(url) && Array.isArray(url['path']) ? url['path'] : [];
      for (const segment of path)
        if (typeof segment === 'string' && !/^:|\{\{/.test(segment) && segment !== '') segments.add(segment);
    }
  };
  walk(collection['item']);
  return segments;
}
