/** Secrets that are sent in a query: what a client would leave as it is there is encoded. */
import { isRecord } from '../core/json.ts';
import type { CollectionJson } from './prepare.ts';

/** The variables that are the whole value of a parameter in a query, as an API key is. */
export function variablesOfQueries(collection: CollectionJson): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isRecord(value)) return;
    for (const { value: text } of Array.isArray(value['query']) ? value['query'].filter(isRecord) : []) {
      const [, name] = /^\{\{([^{}]+)\}\}$/.exec(String(text)) ?? [];
      if (name !== undefined) found.add(name);
    }
    for (const name of ['item', 'request', 'url']) visit(value[name]);
  };
  visit(collection);
  return found;
}

/** What a percent-encoded text may have: nothing that ends a value, means a space, or is not allowed in a URL. https://www.rfc-editor.org/rfc/rfc3986#section-3.4 */
const ENCODED = /^(?:[\w\-.~!$'()*,;:@/?=[\]]|%[\dA-Fa-f]{2})*$/;

/**
 * A secret as a query has it. Clients encode spaces and letters, and leave what ends a value or means a space there; what is encoded
 * already, they leave as well. Whether it is, the whole value says: one with a raw `&` is not, so that its `%2B` is four characters of it.
 * https://url.spec.whatwg.org/#application-x-www-form-urlencoded
 */
export function inQuery(value: string): string {
  return ENCODED.test(value) ? value : value.replace(/[&+#%]/g, encodeURIComponent);
}
