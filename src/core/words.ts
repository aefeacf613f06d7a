/** Text helpers: slugs for file names, lists and plurals for sentences. */

/** `Orders API (v1)` -> `orders-api-v1`: lower case, ASCII letters and digits, single dashes. */
export function toSlug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'api' : plain;
}

/** Names that Windows keeps for devices, with any extension. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/;

/** Leaves room for extensions, since most file systems allow 255 bytes. */
const LONGEST_STEM = 100;

/** A slug that is the stem of a file name on every system: `con` -> `con-api`. */
export function toFileStem(text: string): string {
  const slug = toSlug(text).slice(0, LONGEST_STEM).replace(/-+$/, '');
  return DEVICE.test(slug) ? `${slug}-api` : slug;
}

/** `['a', 'b', 'c']` -> `a, b and c`. */
export function toList(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `['a', 'b', 'c']` -> `a, b or c`. */
export function toChoices(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `['a', 'b', 'c', 'd']` -> `a, b and 2 more`, of at most `most` words. */
export function toShortList(words: readonly string[], most = 5): string {
  if (words.length <= most) return toList(words);
  return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
}

/** `1 request`, `2 requests`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** With a capital letter, as a sentence begins. A URL stays as it is. */
export function capitalized(text: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1);
}
