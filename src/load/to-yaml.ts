import type { Pair } from 'yaml';
import { yamlLibrary } from '../core/yaml-library.ts';

/** Comments by the path of the member they stand above, its keys joined with spaces: `paths`, `components schemas`. */
export type Comments = Readonly<Record<string, string>>;

/**
 * Texts that a YAML block scalar or plain scalar would change. Leading spaces are read as indentation:
 * https://yaml.org/spec/1.2.2/#8111-block-indentation-indicator. An unquoted byte order mark starts a document:
 * https://yaml.org/spec/1.2.2/#52-character-encodings
 */
const MUST_BE_QUOTED = /^\n*[\t ]|\ufeff/;

/**
 * Write a document as readable YAML 1.2: multi-line texts as block scalars, comments above members, no anchors. The output
 * is deterministic.
 */
export function toYamlText(value: unknown, head: string, comments: Comments = {}): string {
  const { Document, isScalar, Scalar, visit } = yamlLibrary();
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
      // As plain text, `<<` is a merge key.
      if (MUST_BE_QUOTED.test(scalar.value) || scalar.value === '<<') scalar.type = Scalar.QUOTE_DOUBLE;
      else if (place !== 'key' && scalar.value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ doubleQuotedAsJSON: true, indentSeq: true, lineWidth: 100, singleQuote: true });
}

/** Put an empty line above each member of the root, and write an empty map as `{}`. */
function spaceOut(pair: Pair, depth: number): void {
  const { isMap, isScalar } = yamlLibrary();
  if (depth === 2 && isScalar(pair.key)) pair.key.spaceBefore = true;
  if (isMap(pair.value) && pair.value.items.length === 0) pair.value.flow = true;
}

function toComment(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
}
