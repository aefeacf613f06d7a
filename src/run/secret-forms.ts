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
  const bytes = [value, formEncoded(value), encoded(value)].map((text) => Buffer.from(text));
  if (isLatin1(value)) bytes.push(Buffer.from(value, 'latin1'));
  const cores = [...new Set(bytes.flatMap(base64Cores))];
  return {
    spelled: toLongPattern(Array.from(value, looseChar), BEGINNING_OF_CUT),
    base64: cores.map((core) => toLongPattern(Array.from(core, looseBase64), BEGINNING_OF_CUT_BASE64)),
  };
}

/**
 * A character as itself, percent-encoded (also repeatedly), or escaped as JSON, JavaScript, HTML or chai's quotes do. One that is not ASCII
 * also as programs show it that mistake its encoding.
 */
function looseChar(char: string): string {
  if (/^[\0-\x7f]$/.test(char)) return `(?:${waysOf(char).join('|')})`;
  const ways = [misread(char)];
  // Its byte in Latin-1, as part of a URL, or read as UTF-8.
  if (char <= '\xff') ways.push(percentEncoded(Buffer.from(char, 'latin1')), '\ufffd');
  return `(?:${[...ways, ...waysOf(char)].join('|')})`;
}

/** What Windows-1252 has at 0x80 to 0x9F. A `TextDecoder` of some versions of Node.js reads Latin-1 instead. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** UTF-8 that is read as Latin-1, or as Windows-1252. Programs say the one and mean the other. https://encoding.spec.whatwg.org/#names-and-labels */
function misread(char: string): string {
  const bytes = [...Buffer.from(char)].map((byte) => {
    const read = new Set([String.fromCharCode(byte), WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte)]);
    return `(?:${[...read].flatMap(waysOf).join('|')})`;
  });
  return bytes.join('');
}

function waysOf(char: string): readonly string[] {
  const units = char.split('').map((unit) => `\\\\{1,8}u${looseHex(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  const ways = [percentEncoded(Buffer.from(char)), units.join('')];
  const short = SHORT_ESCAPES[char];
  if (short) ways.push(`\\\\{1,8}${short}`);
  if (char === '\\') ways.push('\\\\{2,8}');
  else if (/[!-/:-@[-`{-~]/.test(char)) ways.push(`\\\\{1,8}${literal(char)}`);
  if (char === ' ') ways.push('\\+');
  ways.push(inHtml(char));
  // The last, since the others may begin with it.
  ways.push(literal(char));
  return ways;
}

function percentEncoded(bytes: Buffer): string {
  return [...bytes].map((byte) => `%(?:25)*${looseHex(byte.toString(16).padStart(2, '0'))}`).join('');
}

/**
 * A character by its number in HTML, decimal or hexadecimal, or by its name, also where the `&` itself is escaped. There are two thousand
 * names: any is taken. https://html.spec.whatwg.org/multipage/syntax.html#character-references
 */
function inHtml(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const ways = [`#0*${code}`, `#[xX]0*${looseHex(code.toString(16))}`];
  if (!/[\w ]/.test(char)) ways.push('[A-Za-z][A-Za-z\\d]{1,30}');
  return `&(?:amp;)*(?:${ways.join('|')});`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '\v': 'v',
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
function base64Cores(secret: Buffer): string[] {
  return [0, 1, 2]
    .map((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), secret]);
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

/** Whether each character is one byte in Latin-1, in which old clients send credentials. */
function isLatin1(value: string): boolean {
  return Array.from(value).every((char) => char <= '\xff');
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function looseHex(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
