/** JSON pointers: https://www.rfc-editor.org/rfc/rfc6901 */
import { decoded } from './url-text.ts';

/** `['paths', '/a/{b}']` -> `/paths/~1a~1{b}`. The empty path gives the empty pointer, which means the whole document. */
export function toPointer(parts: readonly (string | number)[]): string {
  let pointer = '';
  for (const part of parts) pointer += `/${escaped(String(part))}`;
  return pointer;
}

/** Most names have neither character, and are not searched for both. */
function escaped(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

/** `/paths/~1a~1{b}` -> `['paths', '/a/{b}']`. A pointer that starts with `#` (URI fragment) is percent-decoded. */
export function fromPointer(pointer: string): string[] {
  const plain = pointer.startsWith('#') ? decoded(pointer.slice(1)) : pointer;
  if (plain === '') return [];
  const parts = plain.slice(plain.startsWith('/') ? 1 : 0).split('/');
  if (!plain.includes('~')) return parts;
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
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
