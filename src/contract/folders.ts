/** The folders of the requests of operations: by tag, by path, or one for all, in an order in which each request has what it needs. */
import { assertNever } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { Operation } from '../model/types.ts';
import { inFamilies, type TagFolders } from './tag-folders.ts';

/** The operations of one folder. */
export interface Folder {
  /** Its tag, the path that they share, or one name for all. */
  readonly tag: string;
  readonly operations: readonly Operation[];
}

/** What folders are made of: tags, the first segment of paths, or nothing. */
export const FOLDERS_BY = ['tags', 'paths', 'flat'] as const;
export type FoldersBy = (typeof FOLDERS_BY)[number];

interface FolderNames {
  readonly described: readonly Operation[];
  readonly tagOf: (operation: Operation) => string;
  readonly tags: TagFolders;
}

/** The folder of the first tag whose operations have all that they need; else as many of a tag as have it. */
export function toFolders(
  sorted: readonly Operation[],
  needs: (operation: Operation) => readonly Operation[],
  { described, tagOf, tags: { pathOf } }: FolderNames,
): readonly Folder[] {
  const tags = inFamilies([...new Set(described.map(tagOf))], pathOf);
  const folders: Folder[] = [];
  const waiting = new Set(sorted);
  const needed = new Map(sorted.map((operation) => [operation, needs(operation).filter((one) => one !== operation)]));
  const byTag = groupBy(sorted, tagOf);
  const ofTag = (tag: string) => byTag.get(tag) ?? [];
  // What is ready changes only where something leaves that it needs.
  const known = new Map<string, readonly Operation[]>();
  const ready = (tag: string) => {
    const found = known.get(tag) ?? readyIn(ofTag(tag), needed, waiting);
    known.set(tag, found);
    return found;
  };
  const users = usersIn(needed);
  while (waiting.size > 0) {
    const left = tags.filter((tag) => ofTag(tag).length > 0);
    const tag =
      left.find((one) => ready(one).length === ofTag(one).length) ??
      left.find((one) => ready(one).length > 0) ??
      left[0] ??
      '';
    const some = ready(tag);
    // Operations that need each other: the first of the description.
    const operations = some.length > 0 ? some : ofTag(tag).slice(0, 1);
    folders.push({ tag, operations });
    for (const operation of operations) {
      waiting.delete(operation);
      for (const user of users.get(operation) ?? []) known.delete(tagOf(user));
    }
    known.delete(tag);
    byTag.set(
      tag,
      ofTag(tag).filter((operation) => waiting.has(operation)),
    );
  }
  return folders;
}

/** The operations whose needs are met by earlier ones: each time, the first of them. */
function readyIn(
  own: readonly Operation[],
  needed: ReadonlyMap<Operation, readonly Operation[]>,
  waiting: ReadonlySet<Operation>,
): readonly Operation[] {
  const taken = new Set<Operation>();
  const places = new Map(own.map((operation, place) => [operation, place]));
  const users = usersIn(own.map((user) => [user, needed.get(user) ?? []]));
  const isReady = (operation: Operation) =>
    needed.get(operation)?.every((one) => !waiting.has(one) || taken.has(one)) === true;
  for (let place = 0; place < own.length; place += 1) {
    const operation = own[place];
    if (!operation || taken.has(operation) || !isReady(operation)) continue;
    taken.add(operation);
    // What needs it and stands before it comes next.
    const before = (users.get(operation) ?? []).map((user) => places.get(user) ?? place);
    place = Math.min(place, ...before.map((one) => one - 1));
  }
  return [...taken];
}

/** By operation, those that need it. */
function usersIn(
  needed: Iterable<readonly [Operation, readonly Operation[]]>,
): ReadonlyMap<Operation, readonly Operation[]> {
  const users = new Map<Operation, Operation[]>();
  for (const [user, needs] of needed) {
    for (const need of needs) {
      const known = users.get(need) ?? [];
      users.set(need, known);
      known.push(user);
    }
  }
  return users;
}

/** The name of the folder of an operation. */
export function folderOf(by: FoldersBy, all: readonly Operation[], tags: TagFolders): (operation: Operation) => string {
  switch (by) {
    case 'tags':
      return (operation) => tags.folderOf(operation) ?? OPERATIONS;
    case 'flat':
      return () => OPERATIONS;
    case 'paths': {
      const shared = sharedSegments(all);
      return ({ path }) => {
        const [, ...segments] = path.split('/');
        return segments.slice(shared).find((segment) => segment !== '' && !segment.includes('{')) ?? OPERATIONS;
      };
    }
    default:
      return assertNever(by);
  }
}

const OPERATIONS = 'Operations';

/** How many segments all paths begin with, such as `/api/v1`; those that are no whole path. */
function sharedSegments(all: readonly Operation[]): number {
  const paths = all.map(({ path }) => path.split('/').slice(1));
  const [first = []] = paths;
  const end = first.findIndex((segment, index) =>
    paths.some((path) => path[index] !== segment || path.length <= index + 1),
  );
  return Math.max(0, end);
}
