import { Document, isMap, isScalar, type Pair, Scalar, visit } from 'yaml';

/** What stands above a member of the document, by its path joined with spaces: `paths`, `components schemas`. */
export type Comments = Readonly<Record<string, string>>;

/**
 * In a block, spaces before the first word are taken for its indentation, and a first line of nothing but spaces for an empty
 * one: https://yaml.org/spec/1.2.2/#8111-block-indentation-indicator. A byte order mark that is not quoted is taken for the
 * start of a document: https://yaml.org/spec/1.2.2/#52-character-encodings
 */
const MUST_BE_QUOTED = /^\n*[\t ]|\ufeff/;

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
      if (typeof scalar.value !== 'string') return;
      if (MUST_BE_QUOTED.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
      else if (place !== 'key' && scalar.value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ doubleQuotedAsJSON: true, indentSeq: true, lineWidth: 100, singleQuote: true });
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
