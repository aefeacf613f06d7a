// @ts-check
// What a body of XML shows without a parser, which no sandbox of a client has for all encodings.

/**
 * The first tag of XML that has no other, or stands after the root. Not looked for in UTF-16 and ISO 2022, where a byte may be a part of
 * another character, and beside a document type, whose entities may hold tags. https://www.w3.org/TR/xml/#sec-well-formed
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
    if (ended || (isEnd && open.pop() !== name)) return tag;
    if (!isEnd && !tag.endsWith('/>')) open.push(name);
    ended = open.length === 0;
  }
  return open.pop() || '';
}
