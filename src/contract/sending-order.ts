/**
 * The order in which operations are sent: what is created is read and changed before it is deleted, and nothing is sent to what is gone.
 *
 * Pure: it knows operations and which of them need values of others, no requests.
 */

import { assertNever } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import { endsAccess, endsItem, endsNamed, endsService } from '../infer/ending-words.ts';
import { writingIn } from '../infer/writing-words.ts';
import { continuationOf, stemOf, toAbove } from '../model/paths-below.ts';
import type { Operation } from '../model/types.ts';
import { isReading } from './reading-methods.ts';
import { inFamilies, type TagFolders, tagFoldersOf } from './tag-folders.ts';

/** What an operation does to an item, in the order in which that can be done. `end`: cancel, close. */
const STAGES = ['create', 'read', 'update', 'end', 'delete'] as const;
type Stage = (typeof STAGES)[number];

/** The operations of one folder. */
export interface Folder {
  /** Its tag, the path that they share, or one name for all. */
  readonly tag: string;
  readonly operations: readonly Operation[];
}

/** What folders are made of: tags, the first segment of paths, or nothing. */
export const FOLDERS_BY = ['tags', 'paths', 'flat'] as const;
export type FoldersBy = (typeof FOLDERS_BY)[number];

export interface SendingOrder {
  /** Folders by tag. A tag has a second folder where its operations need values from a folder in between. */
  readonly folders: readonly Folder[];
  /** What ends or deletes something, which comes after everything else. */
  readonly last: readonly Operation[];
}

/** `needsOf`: the operations whose responses have the values of an operation's parameters. */
export function toSendingOrder(
  operations: readonly Operation[],
  needsOf: (operation: Operation) => readonly Operation[],
  by: FoldersBy = 'tags',
  tags: TagFolders = tagFoldersOf({ tags: [] }),
): SendingOrder {
  const needed = new Map(operations.map((operation) => [operation, needsOf(operation)]));
  const needs = (operation: Operation) => needed.get(operation) ?? [];
  const stages = new Map(operations.map((operation) => [operation, stageOf(operation, operations)]));
  const isLast = (operation: Operation) => ['end', 'delete'].includes(stages.get(operation) ?? 'read');
  const rank = (operation: Operation) => STAGES.indexOf(stages.get(operation) ?? 'read');
  const others = operations.filter((operation) => !isLast(operation));
  const isLate = (operation: Operation) => needs(operation).some((one) => one !== operation && isLast(one));
  const first = others.filter((operation) => !isLate(operation)).toSorted((a, b) => rank(a) - rank(b));
  return {
    folders: toFolders(first, needs, { described: operations, tagOf: folderOf(by, operations, tags), tags }),
    last: withLate(toLast(operations.filter(isLast), stages, operations), others.filter(isLate), needs),
  };
}

/** What needs a value of the last operations, such as of what a cancellation makes, comes directly after the last of these. */
function withLate(
  last: readonly Operation[],
  late: readonly Operation[],
  needs: (operation: Operation) => readonly Operation[],
): readonly Operation[] {
  const places = new Map(last.map((operation, place) => [operation, place]));
  const byPlace = groupBy(late, (operation) => Math.max(...needs(operation).map((one) => places.get(one) ?? -1)));
  return last.flatMap((operation, place) => [operation, ...(byPlace.get(place) ?? [])]);
}

/** The stage of an operation. POST on the path of an item, or below it without a list there, acts on the item. */
export function stageOf(operation: Operation, all: readonly Operation[]): Stage {
  const { method, path } = operation;
  if (isReading(method)) return writingIn(path) ?? 'read';
  if (method !== 'delete' && isEnd(operation, all)) return 'end';
  switch (method) {
    case 'delete':
      return 'delete';
    case 'put':
      // PUT creates an item, if nothing else does.
      return pathsIn(all).posted.has(continuationOf(path)?.above ?? path.replace(/\/[^/]*$/, '')) ? 'update' : 'create';
    case 'post':
      return actsOnItem(operation, all) ? 'update' : 'create';
    default:
      return 'update';
  }
}

function isEnd({ method, path }: Operation, all: readonly Operation[]): boolean {
  // `POST /sessions` beside `/sessions/{id}` creates one.
  if (method === 'post') return endsItem(path) && (endsNamed(path) || !pathsIn(all).continued.has(toAbove(path)));
  return (method === 'put' || method === 'patch') && (endsItem(path) || isRoot(path, all));
}

/** Whether all other paths are below this one, so that it is the service itself: `/1.0` above `/1.0/images`. */
function isRoot(path: string, all: readonly Operation[]): boolean {
  if (path.includes('{')) return false;
  const own = path.replace(/\/*$/, '/');
  const isInLine = (other: string) => other.startsWith(own) || own.startsWith(other);
  return all.length > 1 && all.every((operation) => isInLine(operation.path.replace(/\/*$/, '/')));
}

function actsOnItem({ path }: Operation, all: readonly Operation[]): boolean {
  if (!path.includes('}')) return false;
  if (/\}$|\}:[^/]*$/.test(stemOf(path))) return true;
  const { read, continued } = pathsIn(all);
  return !read.has(toAbove(path)) && !continued.has(toAbove(path));
}

/** The paths of all operations: with POST, with GET, and those that another one continues with a parameter. */
const pathsIn = once((all: readonly Operation[]) => {
  const pathsOf = (wanted: string) =>
    new Set(all.flatMap(({ method, path }) => (method === wanted ? [toAbove(path)] : [])));
  const continued = all.flatMap(({ path }) => [...path.matchAll(/\/\{/g)].map(({ index }) => path.slice(0, index)));
  return { posted: pathsOf('post'), read: pathsOf('get'), continued: new Set(continued) };
});

interface FolderNames {
  readonly described: readonly Operation[];
  readonly tagOf: (operation: Operation) => string;
  readonly tags: TagFolders;
}

/** The folder of the first tag whose operations have all that they need; else as many of a tag as have it. */
function toFolders(
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
function folderOf(by: FoldersBy, all: readonly Operation[], tags: TagFolders): (operation: Operation) => string {
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

/**
 * What ends items, then what deletes them: the parts of an item before the item, and what was described later first, because it may
 * need what was described earlier. What ends the client's own access is last of all.
 */
function toLast(
  operations: readonly Operation[],
  stages: ReadonlyMap<Operation, Stage>,
  all: readonly Operation[],
): readonly Operation[] {
  const roots = [...new Set(operations.map(rootOf))];
  const keyOf = (operation: Operation) => [
    endsService(operation.path) || isRoot(operation.path, all) ? 2 : endsAccess(operation.path) ? 1 : 0,
    STAGES.indexOf(stages.get(operation) ?? 'delete'),
    -roots.indexOf(rootOf(operation)),
    -operation.path.split('/').length,
  ];
  return operations
    .map((operation) => ({ operation, key: keyOf(operation) }))
    .toSorted((a, b) => {
      const place = a.key.findIndex((part, index) => part !== b.key[index]);
      return place < 0 ? 0 : (a.key[place] ?? 0) - (b.key[place] ?? 0);
    })
    .map(({ operation }) => operation);
}

/** The path up to its first parameter: `/orders` for `/orders/{id}/lines`. */
function rootOf({ path }: Operation): string {
  return path.replace(/\/[^/]*\{.*$/, '');
}
