/** Writing JSON and JavaScript literals. */

import { numberText } from './digits.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** JSON for a file: indented by two spaces, with a final newline. Keys keep their insertion order. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * A JSON value as a JavaScript literal that is safe to place in any script. A value that fits in `width` stays on one line.
 *
 * Some texts need escaping: older engines treat U+2028 and U+2029 as line ends; `</` and `<!--` end or open a script element
 * in HTML; `{{` starts a Postman variable; and the key `"__proto__"` would set the prototype, while `["__proto__"]` creates
 * a member.
 */
export function toScriptLiteral(value: unknown, width = 100): string {
  return value === undefined ? 'undefined' : fold(value, LITERAL, { indent: '', width });
}

function toQuoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  const single = inner.replace(/\\(.)|'/g, (found, escaped: string | undefined) =>
    escaped === undefined ? "\\'" : escaped === '"' ? '"' : found,
  );
  return `'${escapeText(single)}'`;
}

function toKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : toQuoted(name);
}

function escapeText(text: string): string {
  return text
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '\\u003c!--')
    .replaceAll('{{', '\\u007b\\u007b');
}

/** How keys, texts and indentation are written. */
interface Style {
  readonly key: (name: string) => string;
  readonly text: (text: string) => string;
  readonly step: string;
  /** Written after the last member of a value that spans several lines. */
  readonly last: string;
}

const LITERAL: Style = { key: toKey, text: toQuoted, step: '  ', last: ',' };
const JSON_FILE: Style = { key: JSON.stringify, text: JSON.stringify, step: ' ', last: '' };

/** Whether a value is a JSON object: neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON for a file that people review. A value that fits in `width` characters stays on one line, so diffs are small. */
export function toFoldedJsonText(value: unknown, width = 140): string {
  return `${fold(value, JSON_FILE, { indent: '', width })}\n`;
}

interface Room {
  readonly indent: string;
  readonly width: number;
}

function fold(value: unknown, style: Style, { indent, width }: Room): string {
  if (typeof value === 'string') return style.text(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = { indent: indent + style.step, width };
  const [open, close, gap] = Array.isArray(value) ? (['[', ']', ''] as const) : (['{', '}', ' '] as const);
  const parts = Array.isArray(value)
    ? value.map((element) => fold(element, style, inner))
    : Object.entries(value).flatMap(([name, member]) =>
        member === undefined ? [] : [`${style.key(name)}: ${fold(member, style, inner)}`],
      );
  if (parts.length === 0) return open + close;
  const length = parts.reduce((sum, part) => sum + part.length + 2, indent.length + 2 * gap.length);
  const isShort = length <= width && !parts.some((part) => part.includes('\n'));
  if (isShort) return open + gap + parts.join(', ') + gap + close;
  return `${open}\n${parts.map((part) => inner.indent + part).join(',\n')}${style.last}\n${indent}${close}`;
}
