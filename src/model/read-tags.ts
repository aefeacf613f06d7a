/** The tags of a description, and the folders that OpenAPI 3.2 makes of them. https://spec.openapis.org/oas/v3.2.0.html#tag-object */
import { isOpenApi32 } from './openapi-3-2.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { elementsAt, textAt } from './typed-members.ts';
import type { Tag } from './types.ts';

/** The tags, each with those that it is in. */
export function readTags(reading: Reading, root: Node): readonly Tag[] {
  const nodes = tagsAt(reading, root);
  const isNested = isOpenApi32(reading);
  const parents = new Map(
    isNested ? nodes.map((tag) => [textAt(reading, tag, 'name'), textAt(reading, tag, 'parent')]) : [],
  );
  return nodes.map((tag): Tag => {
    const name = textAt(reading, tag, 'name');
    const summary = textAt(reading, tag, 'summary');
    const description = textAt(reading, tag, 'description') || summary;
    if (!isNested) return { name, description };
    const kind = textAt(reading, tag, 'kind');
    const within = above(reading, tag, parents);
    return {
      name,
      description,
      ...(summary !== '' && { title: summary }),
      ...(within.length > 0 && { within }),
      ...(kind !== '' && kind !== 'nav' && { isLabel: true }),
    };
  });
}

/** The tags as objects; a text is the name of one, with a notice. */
function tagsAt(reading: Reading, root: Node): readonly Node[] {
  const list = child(root, 'tags');
  const all: readonly unknown[] = Array.isArray(list?.value) ? list.value : [];
  if (!list || reading.strict || !all.some((one) => typeof one === 'string')) return elementsAt(reading, root, 'tags');
  notice(reading, 'note', list.path, 'texts among the tags are read as their names: a tag is an object');
  const asObjects = all.map((one) => (typeof one === 'string' ? { name: one } : one));
  return elementsAt(reading, { value: { tags: asObjects }, path: root.path }, 'tags');
}

/** The tags that a tag is in, the outermost first. None where they lead to nowhere or back, with a notice. */
function above(reading: Reading, tag: Node, parents: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  const first = child(tag, 'parent');
  if (!first) return found;
  const name = textAt(reading, tag, 'name');
  for (let next = parents.get(name); next !== undefined && next !== ''; next = parents.get(next)) {
    const isBack = next === name || found.includes(next);
    if (isBack || !parents.has(next)) {
      const why = isBack ? 'leads back to itself' : `names no tag: "${next}"`;
      notice(reading, 'note', first.path, `the \`parent\` of the tag "${name}" ${why}, so its folder is in no other`);
      return [];
    }
    found.unshift(next);
  }
  return found;
}
