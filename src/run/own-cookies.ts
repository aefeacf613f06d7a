/** The cookies of a collection: a client sends those that the server has set in the same header. */
import { isRecord } from '../core/json.ts';
import type { ClientInput } from './options.ts';

/** The cookies that requests send by themselves, as `name=value`. What a server has set may be a session, and is not among them. */
export function ownCookies({
  collection,
  variables,
}: Pick<ClientInput, 'collection' | 'variables'>): ReadonlySet<string> {
  const values = new Map(variables.map(({ key, value }) => [key, value]));
  const resolved = (text: string) =>
    text.replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => values.get(name) ?? whole);
  return new Set(cookiesIn(collection).flatMap((header) => pairsOf(header).map(resolved)));
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Headers without the cookies that a server has set. */
export function withOwnCookies(headers: readonly Header[], own: ReadonlySet<string>): readonly Header[] {
  return headers.flatMap((header) => {
    if (header.name.toLowerCase() !== 'cookie') return [header];
    const kept = pairsOf(header.value).filter((pair) => own.has(pair));
    return kept.length === 0 ? [] : [{ ...header, value: kept.join('; ') }];
  });
}

/** The pairs of a `Cookie` header: https://www.rfc-editor.org/rfc/rfc6265#section-4.2.1 */
function pairsOf(header: string): readonly string[] {
  return header.split(';').flatMap((pair) => pair.trim() || []);
}

function cookiesIn(node: unknown): readonly string[] {
  if (!isRecord(node)) return [];
  if (Array.isArray(node['item'])) return node['item'].flatMap(cookiesIn);
  const headers = isRecord(node['request']) ? node['request']['header'] : undefined;
  const listed: readonly unknown[] = Array.isArray(headers) ? headers : [];
  return listed.filter(isRecord).flatMap(({ key, value, disabled }) => {
    const isCookie = String(key).toLowerCase() === 'cookie' && disabled !== true;
    return isCookie && typeof value === 'string' ? [value] : [];
  });
}
