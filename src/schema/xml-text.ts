/** Whether a text that a description gives as XML is well-formed, and what its schema has. https://www.w3.org/TR/xml/#sec-well-formed */
import { createRequire } from 'node:module';
import type * as ParseXml from '@rgrove/parse-xml';
import type { Judging } from './accepts.ts';
import type { SchemaNode } from './node.ts';
import { problemOfElement } from './xml-values.ts';

/** What is wrong with it. `undefined`: nothing, or a document type may explain it. The parser, which the reference server has, too, is loaded when it is needed. */
export function problemOfXml(written: string, node?: SchemaNode, judging?: Judging): string | undefined {
  const text = written.trim();
  if (text.includes('<!DOCTYPE')) return undefined;
  const { parseXml } = createRequire(import.meta.url)('@rgrove/parse-xml') as typeof ParseXml;
  try {
    const { root } = parseXml(text);
    return root && node && judging ? problemOfElement(root, node, judging) : undefined;
  } catch (error) {
    const [what = ''] = (error as Error).message.split('\n');
    return `it is no well-formed XML: ${what}`;
  }
}
