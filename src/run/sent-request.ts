import type { Request } from 'postman-collection';
import { decoded } from '../core/url-text.ts';
import { withOwnCookies } from './own-cookies.ts';

/** A request as a client sent it. It holds secrets, so it never leaves `run/`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: SentBody;
}

/** `other`: a body that no single curl command repeats, such as a form with files. */
type SentBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other'; readonly mode: string };

/** Headers that a client adds by itself, as curl does. */
const OF_THE_RUNTIME = new Set([
  'user-agent',
  'accept',
  'accept-encoding',
  'cache-control',
  'connection',
  'content-length',
  'host',
  'postman-token',
]);

/**
 * Read a request of the Postman SDK. The client marks its own headers as `system`; `Authorization` is marked so, too, and `Cookie`, of which
 * the cookies that the collection has are kept.
 */
export function toSentRequest(request: Request, cookies: ReadonlySet<string>): SentRequest {
  const headers = request.headers
    .all()
    .filter((header) => !header.disabled)
    .filter((header) => !('system' in header && header.system && OF_THE_RUNTIME.has(header.key.toLowerCase())))
    .map((header) => ({ name: header.key, value: String(header.value ?? '') }));
  return {
    method: request.method,
    url: request.url.toString(),
    headers: withOwnCookies(headers, cookies),
    body: toSentBody(request),
  };
}

function toSentBody({ body }: Request): SentBody {
  if (!body?.mode || body.isEmpty()) return { kind: 'none' };
  if (body.mode === 'raw' || body.mode === 'urlencoded') return { kind: 'text', text: body.toString() };
  return { kind: 'other', mode: body.mode };
}

/**
 * The variables without a value: both clients send `{{name}}` as text and go on.
 *
 * In a path they are percent-encoded, like braces that belong to the path. So there, only names in `used` count.
 */
export function unresolvedIn({ url, headers, body }: SentRequest, used: ReadonlySet<string>): string[] {
  const texts = [url, ...headers.map(({ value }) => value), body.kind === 'text' ? body.text : ''];
  const encoded = [...url.matchAll(/%7B%7B(.+?)%7D%7D/gi)].map(([, name = '']) => decoded(name));
  return [...new Set([...texts.flatMap(variablesIn), ...encoded.filter((name) => used.has(name))])];
}

/** The names of the variables in a text, `{{name}}`. https://learning.postman.com/docs/sending-requests/variables/variables/ */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name = '']) => name);
}
