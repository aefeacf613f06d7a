/** Reads content in parts that have an order and no names. https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1 */
import { bareType } from '../core/media-types.ts';
import type { Media } from '../model/types.ts';
import { elementNode, type Part, type PartTools, type ReadParts, valueOfPart } from './parse-multipart.ts';

/** The parts as an array, each held to its media type, or what is wrong with one. */
export async function valueOfPartList(
  bytes: Uint8Array,
  boundary: string,
  { inOrder, node }: Media,
  tools: PartTools,
): Promise<ReadParts> {
  const values: unknown[] = [];
  for (const [at, part] of partsIn(bytes, boundary).entries()) {
    const encoding = inOrder?.first[at] ?? inOrder?.others ?? {};
    const read = await valueOfPart(part, node && elementNode(node, at, tools.model), encoding, tools);
    if ('problem' in read) return read;
    values.push(read.value);
  }
  return { value: values };
}

/** What stands between two lines of the boundary. A part without a type is a text. */
function partsIn(bytes: Uint8Array, boundary: string): readonly Part[] {
  const text = `\r\n${Buffer.from(bytes).toString('latin1')}`;
  const [whole = ''] = text.split(`\r\n--${boundary}--`);
  return whole
    .split(`\r\n--${boundary}`)
    .slice(1)
    .map((part, at) => {
      const [head = '', ...content] = part.split('\r\n\r\n');
      const type = /^content-type:[ \t]*(.+)$/im.exec(head)?.[1] ?? 'text/plain';
      const own = Buffer.from(content.join('\r\n\r\n'), 'latin1').toString('utf8');
      // Without a name, a part has no file name: its schema says whether it is a file.
      return { name: String(at + 1), fileName: '', type: bareType(type.trim()), text: own };
    });
}
