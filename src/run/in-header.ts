/** Values that are sent in headers, which cannot carry every character. */
import { type Finding, throwIfAny } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { toEnvName } from '../core/variable-names.ts';
import type { CollectionJson } from './prepare.ts';

/** The variables in the headers of a collection, also in those that its authorization makes of them as they are. */
export function variablesOfHeaders(collection: CollectionJson): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (value: unknown) => {
    for (const [, name = ''] of String(value).matchAll(/\{\{([^{}]+)\}\}/g)) found.add(name);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isRecord(value)) return;
    for (const header of listIn(value, 'header')) if (header['disabled'] !== true) add(header['value']);
    for (const sent of valuesOfAuth(value['auth'])) add(sent);
    for (const name of ['item', 'request']) visit(value[name]);
  };
  visit(collection);
  return found;
}

/** Basic encodes both of its parts, and Digest sends no password. https://www.rfc-editor.org/rfc/rfc7616#section-3.4 */
const SENT_AS_THEY_ARE: Readonly<Record<string, string>> = { bearer: 'token', apikey: 'value', digest: 'username' };

function valuesOfAuth(auth: unknown): readonly unknown[] {
  if (!isRecord(auth)) return [];
  const type = String(auth['type']);
  const attributes = listIn(auth, type);
  if (attributes.some(({ key, value }) => key === 'in' && value === 'query')) return [];
  return attributes.filter(({ key }) => key === SENT_AS_THEY_ARE[type]).map(({ value }) => value);
}

function listIn(value: Readonly<Record<string, unknown>>, name: string): readonly Record<string, unknown>[] {
  const list = value[name];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** What no header has: control characters but for the tab, and what is not in Latin-1. https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * Check the values of variables that are sent in headers.
 *
 * @throws UserError `run/unsendable` with each of them that no client can send.
 */
export function requireSendable(names: Iterable<string>, variables: Readonly<Record<string, string>>): void {
  const findings = [...names].flatMap((name): Finding[] => {
    const found = UNSENDABLE.exec(variables[name] ?? '');
    if (!found) return [];
    const position = Array.from(found.input.slice(0, found.index)).length + 1;
    return [
      {
        code: 'run/unsendable',
        message: `${toEnvName(name)} has a character that no header can carry (position ${position})`,
        hint: 'Check that it is copied as a whole, and without a line break. A header has letters of ASCII and Latin-1 only.',
      },
    ];
  });
  throwIfAny(findings);
}
