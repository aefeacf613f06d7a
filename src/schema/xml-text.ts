/** Whether a text that a description gives as XML is well-formed, as far as its tags show it. https://www.w3.org/TR/xml/#sec-well-formed */

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(\s+encoding\s*=\s*(["'])[\w.-]+\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>/;
const START = /^<[^\s/>]+(\s+[^\s=<>"'/]+\s*=\s*("[^"<]*"|'[^'<]*'))*\s*\/?>$/;

/** What is wrong with it. `undefined`: nothing, or a document type may explain it. */
export function problemOfXml(written: string): string | undefined {
  const text = written.replace(/^\uFEFF/, '').trim();
  if (text.includes('<!DOCTYPE')) return undefined;
  if (!text.startsWith('<')) return 'it is no XML';
  if (/^<\?xml\s/.test(text) && !DECLARATION.test(text)) return 'its XML declaration is not well-formed';
  const tag = oddTagIn(text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, ' '));
  return tag === undefined ? undefined : `${tag} is not well-formed XML there`;
}

/** The first tag that has no other, stands beside the root, or has odd attributes. */
function oddTagIn(text: string): string | undefined {
  const open: string[] = [];
  let isOver = false;
  for (const tag of text.match(/<(?:"[^"]*"|'[^']*'|[^'">])*>/g) ?? []) {
    const [name = ''] = tag.replace(/^<\/?/, '').split(/[\s/>]/);
    const isEnd = tag[1] === '/';
    if (isOver || (isEnd ? open.pop() !== name : !START.test(tag))) return tag;
    if (!isEnd && !tag.endsWith('/>')) open.push(name);
    isOver = open.length === 0;
  }
  const left = open.pop();
  return left === undefined ? undefined : `<${left}>`;
}
