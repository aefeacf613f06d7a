/** URLs of endpoints that are relative to the URL of the server. */
import { valueAt } from '../core/pointer.ts';
import { type Node, notice, type Reading } from './reading.ts';
import { textAt } from './typed-members.ts';

/** The URL in a member, if it is relative to that of the server; with a note where RFC 3986 reads it in another way. */
export function relativeAt(
  reading: Reading,
  node: Node,
  name: string,
  { baseUrl }: { readonly baseUrl: string },
): { relativeUrl?: string } {
  const url = textAt(reading, node, name);
  if (url === '' || URL.canParse(url)) return {};
  const written = valueAt(reading.root, ['servers', '0', 'url']);
  const strict = URL.canParse(url, baseUrl) ? new URL(url, baseUrl).href : '';
  // The last segment of a base counts only with a slash after it: https://www.rfc-editor.org/rfc/rfc3986#section-5.2.3
  if (strict !== toAbsolute(url, baseUrl) && !String(written).endsWith('/')) {
    const message = `"${url}" is taken for a URL below that of the server, which does not end in a slash: if ${strict} is meant, as RFC 3986 has it, set its variable`;
    notice(reading, 'note', [...node.path, name], message);
  }
  return { relativeUrl: url };
}

/** A URL that may be relative to that of a server, as if that ended in a slash. https://spec.openapis.org/oas/v3.1.1.html#relative-references-in-api-urls */
export function toAbsolute(url: string, baseUrl: string): string {
  return URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`).href : url;
}
