/** The URI that a document gives itself. https://spec.openapis.org/oas/v3.2.0.html#oas-self */
import { pathToFileURL } from 'node:url';
import { isRecord, toPlainText } from '../core/json.ts';
import { isUrl } from './fetch-text.ts';

/** The base where nothing is known of the place of a document. Its value does not matter: all is resolved against it. */
export const HERE = 'description:/document/';

/** The `$self` of a document of OpenAPI 3.2, which may be relative to where it was read. Before 3.2, there is none. */
export function selfOf(document: unknown, retrieved = HERE): string | undefined {
  if (!isRecord(document) || !/^3\.2(\.|$)/.test(toPlainText(document['openapi']))) return undefined;
  const { $self: self } = document;
  return typeof self === 'string' ? withoutFragment(self, retrieved) : undefined;
}

/** `#/components/schemas/Order` for a reference to that by the URI of its document; `undefined` for one to elsewhere. */
export function ownReference(reference: string, self: string | undefined): string | undefined {
  if (self === undefined || withoutFragment(reference, self) !== self) return undefined;
  const hash = reference.indexOf('#');
  return hash < 0 ? '#' : reference.slice(hash);
}

/** The absolute URI of a reference; `undefined` where it is none. */
export function withoutFragment(reference: string, base?: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href.split('#')[0] : undefined;
}

/** The URL of an absolute path; a URL as it is. */
export function urlOf(address: string): string {
  return isUrl(address) ? address : pathToFileURL(address).href;
}
