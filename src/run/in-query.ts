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

/**
 * A secret as a query has it. Clients encode spaces and letters, and leave what ends a value or means a space there; what is encoded
 * already, they leave as well. https://url.spec.whatwg.org/#application-x-www-form-urlencoded
 */
export function inQuery(value: string): string {
  return value.replace(/[&+#]|%(?![\da-f]{2})/gi, encodeURIComponent);
}
