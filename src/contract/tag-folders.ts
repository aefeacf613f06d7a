/** The folders of a collection by tag. Those of OpenAPI 3.2 may be in each other. */
import { groupBy } from '../core/group-by.ts';
import type { ApiModel, Operation, Tag } from '../model/types.ts';
import type { Entry, Group } from './types.ts';

/** What is known of the tags that name folders. */
export interface TagFolders {
  /** The tag of which the folder of an operation is made: the first that is a folder, and no label such as a badge. */
  readonly folderOf: (operation: Operation) => string | undefined;
  /** The tags around a tag, the outermost first, and the tag itself. */
  readonly pathOf: (tag: string) => readonly string[];
  readonly titleOf: (tag: string) => string;
  readonly descriptionOf: (tag: string) => string;
}

export function tagFoldersOf({ tags }: Pick<ApiModel, 'tags'>): TagFolders {
  // The first of several with one name counts.
  const known = new Map<string, Tag>(tags.toReversed().map((tag) => [tag.name, tag]));
  return {
    folderOf: ({ tags: all }) => {
      const named = all.filter((tag) => tag.trim() !== '');
      return named.find((tag) => !known.get(tag)?.isLabel) ?? named[0];
    },
    pathOf: (tag) => [...(known.get(tag)?.within ?? []), tag],
    titleOf: (tag) => known.get(tag)?.title ?? tag,
    descriptionOf: (tag) => known.get(tag)?.description ?? '',
  };
}

/** Tags of one family beside each other, each before those in it, and else in their order. */
export function inFamilies(tags: readonly string[], pathOf: TagFolders['pathOf'], level = 0): readonly string[] {
  const own = tags.filter((tag) => pathOf(tag).length <= level);
  const inside = tags.filter((tag) => pathOf(tag).length > level);
  const families = groupBy(inside, (tag) => pathOf(tag)[level] ?? '');
  return [...own, ...[...families.values()].flatMap((family) => inFamilies(family, pathOf, level + 1))];
}

interface Nested extends Group {
  readonly tag: string;
  readonly groups: Nested[];
}

/** Folders in each other, in the order of their requests: what comes later in a tag has another folder, with another name. */
export function nestedFolders(
  folders: readonly { readonly tag: string; readonly entries: readonly Entry[] }[],
  { pathOf, titleOf, descriptionOf }: TagFolders,
): readonly Group[] {
  const top: Nested[] = [];
  const met = new Set<string>();
  const begin = (tag: string, entries: readonly Entry[]): Nested => {
    const name = met.has(tag) ? `${titleOf(tag)} (continued)` : titleOf(tag);
    met.add(tag);
    return { tag, name, description: descriptionOf(tag), entries, groups: [] };
  };
  for (const { tag, entries } of folders) {
    let level = top;
    for (const around of pathOf(tag).slice(0, -1)) {
      const last = level.at(-1);
      const found = last?.tag === around ? last : begin(around, []);
      if (found !== last) level.push(found);
      level = found.groups;
    }
    level.push(begin(tag, entries));
  }
  return top;
}
