/** The nodes of a YAML document by their pointers, through aliases and merge keys. */
import type { Node, YAMLMap } from 'yaml';
import { yamlLibrary } from '../core/yaml-library.ts';

/** The node that an alias stands for. */
export type Resolve = (alias: Extract<Node, { source: string }>) => Node | undefined;

/** The key or element node at a pointer; if that does not exist, its deepest existing ancestor. */
export function nodeAt(root: Node | null, path: readonly string[], resolve: Resolve): Node | null {
  const { isAlias, isMap, isSeq } = yamlLibrary();
  let current = root;
  for (const [depth, part] of path.entries()) {
    const here: Node | null | undefined = isAlias(current) ? resolve(current) : current;
    let next: unknown;
    if (isMap(here)) {
      const pair = pairOf(here, part, resolve);
      next = depth === path.length - 1 ? pair?.key : pair?.value;
    } else if (isSeq(here)) next = here.items[Number(part)];
    if (next === undefined || next === null) return current;
    current = next as Node;
  }
  return current;
}

/** The pair of a key, also if a merge key (`<<`) brings it. https://yaml.org/type/merge.html */
function pairOf(map: YAMLMap, name: string, resolve: Resolve): YAMLMap['items'][number] | undefined {
  const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
  const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
  if (own) return own;
  const merged = map.items.filter(({ key }) => isScalar(key) && key.type === 'PLAIN' && String(key.source) === '<<');
  for (const { value } of merged) {
    for (const source of isSeq(value) ? value.items : [value]) {
      const from = isAlias(source) ? resolve(source) : source;
      const found = isMap(from) ? pairOf(from, name, resolve) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

interface QuotedNode {
  readonly path: readonly (string | number)[];
  readonly range: readonly [number, number];
  readonly what: 'quotation marks' | 'brackets';
}

/** All texts in quotation marks and all collections in brackets, in the order of the text. */
export function quotedNodes(root: Node | null): readonly QuotedNode[] {
  const { isCollection, isMap, isPair, isScalar } = yamlLibrary();
  const found: QuotedNode[] = [];
  const waiting: { readonly node: unknown; readonly path: readonly (string | number)[] }[] = [{ node: root, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, path } = next;
    if (isScalar(node) && node.range && node.type?.startsWith('QUOTE')) {
      found.push({ path, range: [node.range[0], node.range[1]], what: 'quotation marks' });
    }
    if (!isCollection(node)) continue;
    if (node.flow && node.range) found.push({ path, range: [node.range[0], node.range[1]], what: 'brackets' });
    const members = node.items.map((item, index) => {
      const name = isMap(node) && isPair(item) && isScalar(item.key) ? String(item.key.value) : index;
      return { node: isPair(item) ? item.value : item, path: [...path, name] };
    });
    waiting.push(...members.reverse());
  }
  return found;
}
