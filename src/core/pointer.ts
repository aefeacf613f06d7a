/** JSON pointers: https://www.rfc-editor.org/rfc/rfc6901 */
import { decoded } from './url-text.ts';

/** `['paths', '/a/{b}']` -> `/paths/~1a~1{b}`. The empty path gives the empty pointer, which means the whole document. */
export function toPointer(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `/paths/~1a~1{b}` -> `['paths', '/a/{b}']`. A pointer that starts with `#` (URI fragment) is percent-decoded. */
export function fromPointer(pointer: string): string[] {
  const plain = pointer.startsWith('#') ? decoded(pointer.slice(1)) : pointer;
  if (plain === '') return [];
  return plain
    .slice(plain.startsWith('/') ? 1 : 0)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer, or `undefined`. Reads own members only, so `__proto__` and `constructor` find nothing. */
export function valueAt(root: unknown, parts: readonly string[]): unknown {
  let value = root;
  for (const part of parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
