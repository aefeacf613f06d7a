import { Document, isMap, isScalar, type Pair, Scalar, visit } from 'yaml';

/** What stands above a member of the document, by its path joined with spaces: `paths`, `components schemas`. */
export type Comments = Readonly<Record<string, string>>;

/**
 * A document as YAML 1.2 that a person likes to read: text of several lines as blocks, comments above the parts they explain,
 * no anchors. The same value gives the same text.
 */
export function toYamlText(value: unknown, head: string, comments: Comments = {}): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = toComment(head);
  visit(document, {
    Pair(_, pair, parents) {
      const path = [...parents, pair]
        .flatMap((node) => ('key' in node && isScalar(node.key) ? [String(node.key.value)] : []))
        .join(' ');
      const comment = Object.hasOwn(comments, path) ? comments[path] : undefined;
      if (comment !== undefined && isScalar(pair.key)) pair.key.commentBefore = toComment(comment);
      spaceOut(pair, parents.length);
    },
    Scalar(place, scalar) {
      if (place !== 'key' && typeof scalar.value === 'string' && scalar.value.includes('\n'))
        scalar.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ lineWidth: 100, indentSeq: true, singleQuote: true });
}

/** An empty line above each member of the root. */
function spaceOut(pair: Pair, depth: number): void {
  if (depth === 2 && isScalar(pair.key)) pair.key.spaceBefore = true;
  if (isMap(pair.value) && pair.value.items.length === 0) pair.value.flow = true;
}

function toComment(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
}
