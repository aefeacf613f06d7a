/** Where each part of a changed document came from: what no overlay touched is where it always was. */
import type { Place } from '../core/errors.ts';
import { toPointer } from '../core/pointer.ts';
import type { Path } from './json-path.ts';

/** What a part came from: a file, or a part of an action. */
export interface Origin {
  /** The same for the same part of the same action, however often it is applied. */
  readonly name: string;
  /** The place of a part inside, by its path from there. */
  readonly place: (rest: Path) => Place;
}

/** A tree of the paths whose parts came from elsewhere than what they stand in. Its root has an origin. */
export interface Origins {
  origin?: Origin;
  /** Names of origins that this part has stood for: it was equal, or was changed since. */
  also?: Set<string>;
  children?: Map<string, Origins>;
}

export function originInside({ name, place }: Origin, path: Path): Origin {
  if (path.length === 0) return { name, place };
  return { name: name + toPointer(path), place: (rest) => place([...path, ...rest]) };
}

/** The origin of a part: its own, or that of the nearest part around it that has one. */
export function originAt(origins: Origins, path: Path): Origin {
  let origin = origins.origin;
  let depth = 0;
  let node: Origins | undefined = origins;
  for (const [index, name] of path.entries()) {
    node = node?.children?.get(name);
    if (!node) break;
    if (!node.origin) continue;
    origin = node.origin;
    depth = index + 1;
  }
  if (!origin) throw new Error('a document without an origin');
  return originInside(origin, path.slice(depth));
}

/** From here on, the part and all in it are from there. */
export function noteOrigin(origins: Origins, path: Path, origin: Origin): void {
  const node = nodeAt(origins, path);
  if (node.origin) noteName(node, node.origin.name);
  node.origin = origin;
  delete node.children;
}

/** The part stands for another one as well, which is equal to it. */
export function noteEqual(origins: Origins, path: Path, name: string): void {
  noteName(nodeAt(origins, path), name);
}

function noteName(node: Origins, name: string): void {
  node.also ??= new Set();
  node.also.add(name);
}

/** The names of all that the elements of an array came from, or stand for, as far as actions made them. */
export function namesInside(origins: Origins, path: Path): ReadonlySet<string> {
  let node: Origins | undefined = origins;
  for (const name of path) node = node?.children?.get(name);
  const names = new Set<string>();
  for (const { origin, also } of node?.children?.values() ?? []) {
    if (origin) names.add(origin.name);
    for (const name of also ?? []) names.add(name);
  }
  return names;
}

/** Some elements of an array are gone: each that stays takes its origin with it to its new index. */
export function noteKept(origins: Origins, path: Path, remaining: readonly number[]): void {
  const array = originAt(origins, path);
  const node = nodeAt(origins, path);
  node.children = new Map(
    remaining.map((before, now) => {
      const child = node.children?.get(String(before));
      return [String(now), { ...child, origin: child?.origin ?? originInside(array, [String(before)]) }];
    }),
  );
}

function nodeAt(origins: Origins, path: Path): Origins {
  let node = origins;
  for (const name of path) {
    node.children ??= new Map();
    const child: Origins = node.children.get(name) ?? {};
    node.children.set(name, child);
    node = child;
  }
  return node;
}
