/**
 * Patterns of other dialects than ECMA-262 that it would read in another sense: a value that its author means is refused. A schema should
 * have patterns of ECMA-262: https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions
 */

/** Escapes of letters, such as `\A`, `\Z`, `\h` and `\Q`, and `\p{…}` of other classes. Without the flag `u`, they are letters. */
const ESCAPES = /^(?:[^\\]|\\[\s\S])*?\\(?:[aACeEFgGhHiIjJKlLmMNoOqQRTUVXyYzZ]|[pPux]\{)/;

/** `[[:alpha:]]` of POSIX, and `/^…$/i` with the delimiters of Perl or JavaScript, which matches nothing. */
const OTHERS = /\[:\^?\w+:\]|^\/\^|\$\/[a-z]*$/;

export function isOfOtherDialect(pattern: string): boolean {
  return OTHERS.test(pattern) || (ESCAPES.test(pattern) && !compilesInUnicode(pattern));
}

function compilesInUnicode(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}
