// @ts-check
// What a body of XML shows without a parser, which no sandbox of a client has for all encodings.

/**
 * The first tag or reference that is not well-formed: a tag that has no other, or stands after the root, an attribute that is there twice, an
 * entity that is not declared. Not looked for in UTF-16 and ISO 2022, where a byte may be a part of another character, and beside a document
 * type, whose entities may hold tags. https://www.w3.org/TR/xml/#sec-well-formed
 *
 * @param {string} bytes
 */
function oddTagIn(bytes) {
  if (['\0', '\x1b', '<!DOCTYPE'].some((one) => bytes.includes(one))) return '';
  const plain = bytes.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, ' ');
  /** @type {string[]} */
  const open = [];
  let ended = false;
  for (const tag of plain.match(/<(?:"[^"]*"|'[^']*'|[^'">])*>/g) || []) {
    const [name = ''] = tag.replace(/^<\/?/, '').split(/[\s/>]/);
    const isEnd = tag[1] === '/';
    if (ended || (isEnd && open.pop() !== name) || (!isEnd && !hasAttributes(tag))) return tag;
    if (!isEnd && !tag.endsWith('/>')) open.push(name);
    ended = open.length === 0;
  }
  const references = plain.match(/&[^\s;&<"']*;?/g) || [];
  return open.pop() || references.find((one) => !isReference(one)) || '';
}

/**
 * Whether a start tag has attributes of right form, each once. The bytes of a letter may be a space of Unicode.
 *
 * @param {string} tag
 */
function hasAttributes(tag) {
  const names = tag.replace(/"[^"<]*"|'[^'<]*'/g, '""').match(/[^ \t\r\n]+(?=[ \t\r\n]*=)/g) || [];
  const form = /^<[^ \t\r\n/>]+(?:[ \t\r\n]+[^ \t\r\n=<>"'/]+[ \t\r\n]*=[ \t\r\n]*(?:"[^"<]*"|'[^'<]*'))*[ \t\r\n]*\/?>$/;
  return form.test(tag) && new Set(names).size === names.length;
}

/**
 * Whether a reference is to an entity that needs no declaration, or to a character that XML has. Version 1.1 has control characters, too.
 *
 * @param {string} reference
 */
function isReference(reference) {
  const [, name, decimal, hex] = /^&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([\da-fA-F]+));$/.exec(reference) || [];
  const code = decimal ? Number(decimal) : parseInt(hex, 16);
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  return name !== undefined || (code > 0 && code <= 0x10ffff && !isSurrogate && (code & -2) !== 0xfffe);
}
