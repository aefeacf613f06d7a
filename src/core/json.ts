/** JSON as people and programs read it. */

/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** JSON for a file: two spaces, a last newline. Keys keep the order in which the program set them. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * A value as a JavaScript literal that is safe in any script.
 *
 * JSON is a subset of JavaScript, with these exceptions, which are spelled so that nothing is executed or changed: U+2028 and
 * U+2029 end lines in older engines; `</` and `<!--` end or open a script element in a page; `{{` is a Postman variable;
 * and a key `"__proto__"` sets the prototype where `["__proto__"]` makes a member.
 */
export function toScriptLiteral(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, null, indent) ?? 'undefined';
  return json.replace(/"(?:[^"\\]|\\.)*"(?=(\s*:)?)/g, (text, colon: string | undefined) =>
    colon !== undefined && text === '"__proto__"' ? `[${text}]` : escapeText(text),
  );
}

function escapeText(text: string): string {
  return text
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '\\u003c!--')
    .replaceAll('{{', '\\u007b\\u007b');
}

/** A JSON object, as far as it can be told from outside: neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
