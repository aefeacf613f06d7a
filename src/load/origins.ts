/** Where each part of a changed document came from: the original file, or an overlay action. */
import type { Place } from '../core/errors.ts';
import { toPointer } from '../core/pointer.ts';
import type { Path } from './json-path.ts';

/** The origin of a part: a file, or a value in an overlay action. */
export interface Origin {
  /** Identifies the value in the action: the same each time the action is applied. */
  readonly name: string;
  /** The location of a part inside, by its path relative to this origin. */
  readonly place: (rest: Path) => Place;
}

/** A tree of paths. A node has an origin if it differs from that of its parent; the root always has one. */
export interface Origins {
  origin?: Origin;
  /** Names of further origins of this part: their values were equal to it, or were replaced since. */
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

/** Set the origin of a part and everything in it. */
export function noteOrigin(origins: Origins, path: Path, origin: Origin): void {
  const node = nodeAt(origins, path);
  if (node.origin) noteName(node, node.origin.name);
  node.origin = origin;
  delete node.children;
}

/** Record that a value of another origin was equal to this part. */
export function noteEqual(origins: Origins, path: Path, name: string): void {
  noteName(nodeAt(origins, path), name);
}

function noteName(node: Origins, name: string): void {
  node.also ??= new Set();
  node.also.add(name);
}

/** The names of all origins of an array's elements, as far as overlay actions added them. */
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

/** Some elements of an array were removed: move the origins of the others to their new indices. */
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
