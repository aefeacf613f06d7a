/** What references to other files lead to: the file, the path in it, and the component that holds it. */
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import type { Parsed } from './parse.ts';
import { isSchemaKeyword, type Part } from './parts.ts';

/** A part of a file. `address` is an absolute path or a URL. */
export interface Target {
  readonly address: string;
  readonly path: readonly string[];
}

export function keyOf({ address, path }: Target): string {
  return `${address}#${toPointer(path)}`;
}

/** A `$ref` alone. Beside other members it is no alias, since those may have a meaning. */
export function bareReference(value: unknown): string | undefined {
  if (!isRecord(value) || typeof value['$ref'] !== 'string') return undefined;
  return Object.keys(value).length === 1 ? value['$ref'] : undefined;
}

/**
 * The path of a fragment: a JSON pointer, or the name of an anchor. `undefined` if there is no such anchor. Where no member has an empty
 * name, `/` is the whole document: many write it so, and tools read it.
 */
export function pathOfFragment(fragment: string, document: unknown): readonly string[] | undefined {
  const text = fromPointer(`#${fragment.startsWith('/') ? '' : '/'}${fragment}`);
  if (fragment === '') return [];
  if (fragment === '/') return isRecord(document) && Object.hasOwn(document, '') ? text : [];
  return fragment.startsWith('/') ? text : pathOfAnchor(text[0] ?? '', document);
}

/** Until draft 7, an anchor was an `$id` that begins with `#`: the files of TM Forum have it. */
function isAnchored(value: Readonly<Record<string, unknown>>, name: string): boolean {
  return value['$anchor'] === name || value['$dynamicAnchor'] === name || value['$id'] === `#${name}`;
}

function pathOfAnchor(name: string, document: unknown): readonly string[] | undefined {
  const visited = new Set<unknown>();
  const waiting: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: document, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null || visited.has(value)) continue;
    visited.add(value);
    if (isRecord(value) && isAnchored(value, name)) return path;
    for (const [key, member] of Object.entries(value)) waiting.push({ value: member, path: [...path, key] });
  }
  return undefined;
}

/**
 * The component that holds a target, and the path from there: a reference to `#/components/schemas/Order/properties/id` needs the whole
 * of `Order`, since that may refer to the same part.
 */
export function componentOf(
  { address, path }: Target,
  part: Part,
  document: unknown,
): { whole: Target; rest: readonly string[] } {
  const length = part === 'schema' ? lengthOfSchema(path, document) : path[0] === 'components' ? 3 : path.length;
  return { whole: { address, path: path.slice(0, length) }, rest: path.slice(length) };
}

function lengthOfSchema(path: readonly string[], document: unknown): number {
  if (isRecord(document) && typeof document['$id'] === 'string') return 0;
  if (path[0] === 'components') return 3;
  if (path[0] === '$defs' || path[0] === 'definitions') return looksLikeSchema(document) ? 0 : 2;
  const [first = ''] = path;
  if (isSchemaKeyword(first) && looksLikeSchema(document)) return 0;
  // In a map of schemas by name, whatever the name; behind another path, such as that of a response, the schema itself.
  const keyword = path.findIndex((name, index) => index > 0 && isSchemaKeyword(name));
  return keyword < 0 ? path.length : keyword;
}

function looksLikeSchema(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const hasType = typeof document['type'] === 'string' || Array.isArray(document['type']);
  return (
    hasType ||
    ['allOf', 'oneOf', 'anyOf', 'enum', '$ref'].some(
      (name) => Array.isArray(document[name]) || typeof document[name] === 'string',
    ) ||
    isRecord(document['properties'])
  );
}

/** The value of a target; `undefined` if there is none. */
export function valueIn({ path }: Target, { value }: Parsed): unknown {
  return valueAt(value, path);
}
