/** A document while it is changed: only what changes is copied, for what was loaded may be shared or frozen. */
import { isRecord } from '../core/json.ts';
import type { Path } from './json-path.ts';
import { noteKept, noteOrigin, type Origin, type Origins } from './origins.ts';

export interface Draft {
  value: unknown;
  /** Objects and arrays that were copied for this draft and stand in one place of it, so that they may be written. */
  owned: Set<object>;
  readonly origins: Origins;
}

/** Put a value in the place of what is there. */
export function putAt(draft: Draft, path: Path, value: unknown, origin: Origin): void {
  const name = path.at(-1);
  if (name === undefined) draft.value = value;
  else put(writableAt(draft, path.slice(0, -1)), name, value);
  noteOrigin(draft.origins, path, origin);
}

/** An element for the end of an array. */
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

/** Take nodes out of the objects and arrays they stand in: the deepest first, for indices above change. */
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

/** What the draft holds is now held elsewhere, too: all of it is copied anew before it is written. */
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
  if (!isRecord(value) && !Array.isArray(value)) throw new Error('a path leads into a value that holds nothing');
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
