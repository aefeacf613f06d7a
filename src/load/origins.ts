/** Where each part of a changed document came from: what no overlay touched is where it always was. */
import type { Place } from '../core/errors.ts';
import type { Path } from './json-path.ts';

/** The place of a part, by its path from where this origin was noted. */
export type Origin = (rest: Path) => Place;

/** A tree of the paths whose parts came from elsewhere than what they stand in. */
export interface Origins {
  origin?: Origin;
  /** Which element of which action was appended here. */
  element?: string;
  children?: Map<string, Origins>;
}

export function placeIn(origins: Origins, path: Path): Place {
  return inheritedOrigin(origins, path)([]);
}

/** From here on, the part and all in it are from there. */
export function noteOrigin(origins: Origins, path: Path, origin: Origin, element?: string): void {
  const node = nodeAt(origins, path);
  node.origin = origin;
  delete node.children;
  if (element !== undefined) node.element = element;
}

/** The elements of an array that actions have appended. */
export function appendedElements(origins: Origins, path: Path): ReadonlySet<string> {
  let node: Origins | undefined = origins;
  for (const name of path) node = node?.children?.get(name);
  return new Set([...(node?.children?.values() ?? [])].flatMap(({ element }) => element ?? []));
}

/** Some elements of an array are gone: each that stays takes its origin with it to its new index. */
export function noteKept(origins: Origins, path: Path, kept: readonly number[]): void {
  const inherited = inheritedOrigin(origins, path);
  const node = nodeAt(origins, path);
  node.children = new Map(
    kept.map((before, now) => {
      const child = node.children?.get(String(before));
      const origin = child?.origin ?? ((rest: Path) => inherited([String(before), ...rest]));
      return [String(now), { ...child, origin }];
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

/** The origin of a part: its own, or that of the nearest part around it that has one. The root has one. */
function inheritedOrigin(origins: Origins, path: Path): Origin {
  let origin = origins.origin ?? (() => ({}));
  let depth = 0;
  let node: Origins | undefined = origins;
  for (const [index, name] of path.entries()) {
    node = node?.children?.get(name);
    if (!node) break;
    if (!node.origin) continue;
    origin = node.origin;
    depth = index + 1;
  }
  const before = path.slice(depth);
  return (rest) => origin([...before, ...rest]);
}
