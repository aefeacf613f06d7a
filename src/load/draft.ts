/** A document while overlays change it. Only what changes is copied, because the loaded document may be shared or frozen. */
import { isRecord } from '../core/json.ts';
import type { Path } from './json-path.ts';
import { noteKept, noteOrigin, type Origin, type Origins } from './origins.ts';

export interface Draft {
  value: unknown;
  /** Objects and arrays that were copied for this draft and occur in it once, so they can be changed in place. */
  owned: Set<object>;
  readonly origins: Origins;
}

/** Replace the value at a path. */
export function putAt(draft: Draft, path: Path, value: unknown, origin: Origin): void {
  const name = path.at(-1);
  if (name === undefined) draft.value = value;
  else put(writableAt(draft, path.slice(0, -1)), name, value);
  noteOrigin(draft.origins, path, origin);
}

/** An element to append to an array. */
export interface Element {
  readonly value: unknown;
  readonly origin: Origin;
}

export function appendAt(draft: Draft, path: Path, elements: readonly Element[]): void {
  const array = writableAt(draft, path) as unknown[];
  for (const { value, origin } of elements) {
    noteOrigin(draft.origins, [...path, String(array.length)], origin);
    array.push(value);
  }
}

/**
 * Remove nodes from the objects and arrays that contain them, in descending order, since removing shifts the indices after
 * it.
 */
export function removeAt(draft: Draft, paths: readonly Path[], origin: Origin): void {
  const groups = new Map<string, { readonly parent: Path; readonly names: Set<string> }>();
  for (const path of paths) {
    const parent = path.slice(0, -1);
    const key = JSON.stringify(parent);
    const group = groups.get(key) ?? { parent, names: new Set() };
    groups.set(key, group);
    group.names.add(path.at(-1) ?? '');
  }
  for (const { parent, names } of [...groups.values()].sort((a, b) => b.parent.length - a.parent.length)) {
    const container = writableAt(draft, parent);
    if (Array.isArray(container)) {
      const remaining = [...container.keys()].filter((index) => !names.has(String(index)));
      const elements = remaining.map((index): unknown => container[index]);
      container.length = 0;
      for (const element of elements) container.push(element);
      noteKept(draft.origins, parent, remaining);
      continue;
    }
    for (const name of names) {
      delete container[name];
      noteOrigin(draft.origins, [...parent, name], origin);
    }
  }
}

/** The draft's values are now used elsewhere, too: copy each again before the next change. */
export function share(draft: Draft): void {
  draft.owned = new Set();
}

type Container = Record<string, unknown> | unknown[];

function writableAt(draft: Draft, path: Path): Container {
  let container = owned(draft, draft.value);
  draft.value = container;
  for (const name of path) {
    const child = owned(draft, (container as Record<string, unknown>)[name]);
    put(container, name, child);
    container = child;
  }
  return container;
}

function owned(draft: Draft, value: unknown): Container {
  if (!isRecord(value) && !Array.isArray(value)) throw new Error('a path leads into a primitive value');
  if (draft.owned.has(value)) return value;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  draft.owned.add(copy);
  return copy;
}

/** An assignment to `__proto__` would set the prototype. */
function put(container: Container, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(container, name, { value, writable: true, enumerable: true, configurable: true });
  } else (container as Record<string, unknown>)[name] = value;
}
