/** Escaping of text from responses, for terminals and XML. */

/**
 * Characters that control a terminal or the direction of text: C0 and C1 controls except tab and line feed, and those of the
 * bidirectional algorithm. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for.
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * What the log of a CI job obeys: GitHub a line that begins with `::error::`, where spaces before it do not count, and it and Azure a
 * `##[error]` or `##vso[…]` anywhere in a line. https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
const COMMANDS = /(?<=^|\s):(?=:[a-z][\w-]*(?:::|\s))|#(?=#(?:vso)?\[)/gim;

/** Replace such characters by JavaScript escapes, so that they are visible and have no effect. */
export function toVisible(text: string): string {
  return text.replace(OBEYED, toEscape).replace(COMMANDS, toEscape);
}

function toEscape(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The same, on one line. */
export function toVisibleLine(text: string): string {
  return toVisible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text for XML 1.0, in elements and in attributes. Some characters cannot stand in XML at all, not even as `&#0;`: they are
 * spelled out. https://www.w3.org/TR/xml/#charsets
 */
export function toXmlText(text: string): string {
  return text
    .replace(NOT_XML, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** The same for an attribute, where a parser would turn line feeds and tabs into spaces. */
export function toXmlAttribute(text: string): string {
  return toXmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;').replaceAll('\r', '&#13;');
}
