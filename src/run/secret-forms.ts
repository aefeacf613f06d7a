/** The forms that a secret may have in any text: encoded, escaped, quoted, or within base64. */
import { type LongPattern, toLongPattern } from './long-pattern.ts';

/** Patterns for a secret: itself in any spelling, or as a part of a base64 text. */
export interface SecretForms {
  readonly spelled: LongPattern;
  readonly base64: readonly LongPattern[];
}

/** How many of its first characters identify a secret where a text was truncated, as chai does with long values, and marks it. */
const BEGINNING_OF_CUT = 4;

/** The same for base64, where three characters have four. */
const BEGINNING_OF_CUT_BASE64 = 6;

/** The patterns for one secret. */
export function toSecretForms(value: string): SecretForms {
  const cores = [...new Set([value, formEncoded(value), encoded(value)].flatMap(base64Cores))];
  return {
    spelled: toLongPattern(Array.from(value, looseChar), BEGINNING_OF_CUT),
    base64: cores.map((core) => toLongPattern(Array.from(core, looseBase64), BEGINNING_OF_CUT_BASE64)),
  };
}

/** A character as itself, percent-encoded (also repeatedly), or escaped as JSON, JavaScript, HTML or chai's quotes do. */
function looseChar(char: string): string {
  const percent = [...Buffer.from(char)].map((byte) => `%(?:25)*${looseHex(byte.toString(16).padStart(2, '0'))}`);
  const units = char.split('').map((unit) => `\\\\{1,8}u${looseHex(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  const ways = [percent.join(''), units.join('')];
  const short = SHORT_ESCAPES[char];
  if (short) ways.push(`\\\\{1,8}${short}`);
  if (char === '\\') ways.push('\\\\{2,8}');
  else if (/[!-/:-@[-`{-~]/.test(char)) ways.push(`\\\\{1,8}${literal(char)}`);
  if (char === ' ') ways.push('\\+');
  ways.push(...(HTML[char] ?? []));
  // The last, since the others may begin with it.
  ways.push(literal(char));
  return `(?:${ways.join('|')})`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '\v': 'v',
};

const HTML: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;', '&#38;', '&#x26;'],
  '<': ['&lt;', '&#60;', '&#x3[cC];'],
  '>': ['&gt;', '&#62;', '&#x3[eE];'],
  '"': ['&quot;', '&#34;', '&#x22;'],
  "'": ['&apos;', '&#39;', '&#x27;'],
  '/': ['&#47;', '&#x2[fF];'],
};

/** The two characters that base64url spells otherwise. https://www.rfc-editor.org/rfc/rfc4648#section-5 */
function looseBase64(char: string): string {
  if (char === '+') return `(?:${looseChar('+')}|-)`;
  if (char === '/') return `(?:${looseChar('/')}|_)`;
  return char;
}

/**
 * The base64 characters that depend on the secret alone, for each of its three alignments.
 *
 * Three bytes make four characters, hence three alignments. The characters at the ends also hold bits of the neighbouring bytes
 * and are left out. So the secret in `Basic base64(id:secret)` is found without the id.
 */
function base64Cores(value: string): string[] {
  return [0, 1, 2]
    .map((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
      return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    })
    .filter((core) => core.length >= 4);
}

/** As RFC 6749 encodes a client's id and secret before Basic. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function formEncoded(value: string): string {
  return new URLSearchParams({ '': value }).toString().slice(1);
}

/** Half a surrogate pair cannot be encoded: as a Buffer does, it becomes U+FFFD. */
function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function looseHex(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
