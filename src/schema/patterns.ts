/** A pattern in the form in which a Postman runtime judges it, or why it has none. */
export type JudgeablePattern =
  | { readonly pattern: string; readonly why?: never }
  | { readonly pattern?: never; readonly why: string };

/**
 * Patterns are ECMA-262 with Unicode; Ajv 6 reads them without the `u` flag.
 *
 * https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions
 */
export function toJudgeablePattern(pattern: unknown): JudgeablePattern {
  if (typeof pattern !== 'string' || !isPattern(pattern, 'u')) {
    return { why: 'it is no regular expression of ECMA-262' };
  }
  if (/\\[pP]\{|\\u\{|[\u{10000}-\u{10ffff}]/u.test(pattern) || !isPattern(pattern, '')) {
    return { why: 'the Postman runtimes read patterns without Unicode' };
  }
  // In a group, for Ajv 6 takes the pattern `constructor` for a member of every object.
  return { pattern: pattern in {} ? `(?:${pattern})` : pattern };
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}
