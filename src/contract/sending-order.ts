/**
 * The order in which operations are sent: what is created is read and changed before it is deleted, and nothing is sent to what is gone.
 *
 * Pure: it knows operations and which of them need values of others, no requests.
 */

import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import {
  clearsItems,
  configuresService,
  endsAccess,
  endsItem,
  endsNamed,
  endsService,
  stopsService,
  switchesAccess,
} from '../infer/ending-words.ts';
import { writingIn } from '../infer/writing-words.ts';
import type { Method } from '../model/methods.ts';
import { continuationOf, makingPath, stemOf, toAbove } from '../model/paths-below.ts';
import type { Operation } from '../model/types.ts';
import { type Folder, type FoldersBy, folderOf, toFolders } from './folders.ts';
import { isReading } from './reading-methods.ts';
import { type TagFolders, tagFoldersOf } from './tag-folders.ts';

/** What an operation does to an item, in the order in which that can be done. `act`: check out, approve. `end`: cancel, close. */
const STAGES = ['create', 'read', 'update', 'act', 'end', 'delete'] as const;
export type Stage = (typeof STAGES)[number];

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

/** The stage of an operation. POST on the path of an item changes it, and one below it, without a list there, acts on it. */
export function stageOf(operation: Operation, all: readonly Operation[]): Stage {
  const { method, path } = operation;
  if (isReading(method)) return writingIn(path) ?? 'read';
  if (method !== 'delete' && isEnd(operation, all)) return 'end';
  switch (method) {
    case 'delete':
      return 'delete';
    case 'put':
      // PUT creates an item, if nothing else does: a POST above it, or of the same path.
      return [continuationOf(path)?.above ?? path.replace(/\/[^/]*$/, ''), toAbove(path)].some((one) =>
        pathsIn(all).posted.has(one),
      )
        ? 'update'
        : 'create';
    case 'post':
      if (!actsOnItem(operation, all)) return 'create';
      return stemOf(path).endsWith('}') ? 'update' : 'act';
    default:
      return 'update';
  }
}

function isEnd({ method, path }: Operation, all: readonly Operation[]): boolean {
  // `POST /sessions` beside `/sessions/{id}` creates one.
  if (method === 'post') return endsItem(path) && (endsNamed(path) || !pathsIn(all).continued.has(toAbove(path)));
  return isChanging(method) && (endsItem(path) || configuresService(path) || isRoot(path, all));
}

function isChanging(method: Method): boolean {
  return method === 'put' || method === 'patch';
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
  return !read.has(makingPath(path)) && !continued.has(makingPath(path));
}

/** The paths of all operations: with POST, with GET, and those that another one continues with a parameter. */
const pathsIn = once((all: readonly Operation[]) => {
  const pathsOf = (wanted: string, toPath: (path: string) => string) =>
    new Set(all.flatMap(({ method, path }) => (method === wanted ? [toPath(path)] : [])));
  const continued = all.flatMap(({ path }) => [...path.matchAll(/\/\{/g)].map(({ index }) => path.slice(0, index)));
  return { posted: pathsOf('post', makingPath), read: pathsOf('get', toAbove), continued: new Set(continued) };
});

/**
 * What ends items, then what deletes them: the parts of an item before the item, and what was described later first, because it may
 * need what was described earlier. What may delete all items comes after what deletes one. What ends the client's own access is last but
 * for what ends the service.
 */
function toLast(
  operations: readonly Operation[],
  stages: ReadonlyMap<Operation, Stage>,
  all: readonly Operation[],
): readonly Operation[] {
  const rootFor = (operation: Operation) => rootOf(operation, isClearing(operation, all));
  const roots = [...new Set(operations.map(rootFor))];
  const keyOf = (operation: Operation) => [
    rankAtLast(operation, all),
    STAGES.indexOf(isClearing(operation, all) ? 'delete' : (stages.get(operation) ?? 'delete')),
    -roots.indexOf(rootFor(operation)),
    -operation.path.split('/').length,
    isClearing(operation, all) ? 1 : 0,
  ];
  return operations
    .map((operation) => ({ operation, key: keyOf(operation) }))
    .toSorted((a, b) => {
      const place = a.key.findIndex((part, index) => part !== b.key[index]);
      return place < 0 ? 0 : (a.key[place] ?? 0) - (b.key[place] ?? 0);
    })
    .map(({ operation }) => operation);
}

/** What ends items, then what switches access on, and off again, then what ends that of the client, then what the service is, and its end. */
function rankAtLast({ method, path }: Operation, all: readonly Operation[]): number {
  if (stopsService(path)) return 5;
  const isOfService = endsService(path) || isRoot(path, all) || (isChanging(method) && configuresService(path));
  if (isOfService) return 4;
  if (switchesAccess(path)) return endsNamed(path) ? 2 : 1;
  return endsAccess(path) ? 3 : 0;
}

/** Whether it may delete several items: `POST /orders/clear`, and `DELETE /orders/drafts` beside `/orders/{id}`. */
function isClearing({ method, path }: Operation, all: readonly Operation[]): boolean {
  if (method !== 'delete') return !isReading(method) && clearsItems(path);
  return !continuationOf(path) && pathsIn(all).continued.has(withoutLast(path));
}

/** The path up to its first parameter, or to what names several items: `/orders` for `/orders/{id}/lines` and `/orders/clear`. */
function rootOf({ path }: Operation, isOfSeveral: boolean): string {
  return (isOfSeveral ? withoutLast(path) : path).replace(/\/[^/]*\{.*$/, '');
}

function withoutLast(path: string): string {
  return toAbove(path).replace(/\/[^/]*$/, '');
}
