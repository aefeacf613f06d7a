/**
 * Patterns of other dialects than ECMA-262 that it would read in another sense: a value that its author means is refused. A schema should
 * have patterns of ECMA-262: https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions
 */

/** Escapes of letters, such as `\A`, `\Z`, `\h`, `\pL` and `\Q`, and `\p{…}` of other classes. Without the flag `u`, they are letters. */
const ESCAPES = /^(?:[^\\]|\\[\s\S])*?\\(?:[aACeEFgGhHiIjJKlLmMNoOqQRTUVXyYzZ]|[pP][A-Z]|[pPux]\{)/;

/** `[a-z&&[^aeiou]]` and `[a-z[0-9]]` of Java, and `{,20}` of Python. Without the flag `u`, they are characters. */
const SETS_AND_COUNTS = /\[(?:[^\]\\]|\\.)*(?:&&\[|\[\^?\w-\w[^\]]*\]\])|\{,\d+\}/;

/** `[[:alpha:]]` of POSIX, and `/^…$/i` with the delimiters of Perl or JavaScript, which matches nothing. */
const OTHERS = /\[:\^?\w+:\]|^\/\^|\$\/[a-z]*$/;

export function isOfOtherDialect(pattern: string): boolean {
  if (OTHERS.test(pattern)) return true;
  return (ESCAPES.test(pattern) || SETS_AND_COUNTS.test(pattern)) && !compilesInUnicode(pattern);
}

function compilesInUnicode(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

/** The characters of POSIX classes, as in a class of ECMA-262. */
const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  space: ' ',
  blank: ' ',
  punct: '!-\\/:-@',
};

/** What escapes of letters mean. Any other stays as it is. */
const ESCAPED: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '$', h: ' ', R: '\\n' };

/**
 * What a pattern of PCRE, Python, Java or POSIX means, in ECMA-262 and as far as a sample needs it: `(?i)\A[[:alpha:]]++\z` ->
 * `^[A-Za-z]+$`. It may mean less than the pattern, so that no value is judged by it.
 */
export function toEcma(pattern: string): string {
  const [, bare = pattern] = /^\/(.*)\/[a-z]*$/s.exec(pattern) ?? [];
  return bare.replace(TOKENS, (token, letter?: string, posix?: string, property?: string, group?: string) => {
    if (letter !== undefined) return ESCAPED[letter] ?? token;
    if (posix !== undefined) return POSIX[posix] ?? token;
    if (property !== undefined) return `\\p{${property}}`;
    if (group !== undefined) return group === '>' ? '(?:' : '(?<';
    if (token === '{,') return '{0,';
    if (token.startsWith('\\')) return token;
    // Flags, `(?i)`; and the second sign of `++`.
    return token.startsWith('(') ? '' : token.slice(0, 1);
  });
}

/** `\p{…}`, another escape, a POSIX class, `\pL`, the beginning of a group that is named or atomic, flags, `{,3}`, and `++`. */
const TOKENS = /\\[pP]\{|\\(?![pP][A-Z])([\s\S])|\[:(\w+):\]|\\[pP]([A-Z])|\(\?(P<|>)|\(\?[a-z]+\)|\{,|[*+?}]\+/g;
