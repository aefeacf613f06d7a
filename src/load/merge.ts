/** What the overlay actions `update` and `copy` do to a node: https://spec.openapis.org/overlay/v1.1.html#action-object */
import type { Finding } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { appendAt, type Draft, putAt } from './draft.ts';
import type { Path } from './json-path.ts';
import { namesInside, noteEqual, type Origin, originAt, originInside } from './origins.ts';

/** The value that an action merges in, and its origin. */
export interface Incoming {
  readonly value: unknown;
  readonly origin: Origin;
}

export interface Merging {
  readonly draft: Draft;
  /** Keyed by error and location in the overlay, so that one mistake that affects many nodes is one finding. */
  readonly findings: Map<string, Finding>;
}

export type Kind = 'object' | 'array' | 'primitive';

export function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'array';
  return isRecord(value) ? 'object' : 'primitive';
}

const NAMES = {
  object: 'an object',
  array: 'an array',
  primitive: 'a text, number, boolean or null',
} as const satisfies Record<Kind, string>;

/** Merge into a target node. A value that is not an array is appended to an array as one element. */
export function mergeIntoTarget(merging: Merging, path: Path, current: unknown, incoming: Incoming): void {
  if (Array.isArray(current) && !Array.isArray(incoming.value)) append(merging, path, current, [incoming]);
  else merge(merging, path, current, incoming);
}

function merge(merging: Merging, path: Path, current: unknown, incoming: Incoming): void {
  const { value } = incoming;
  const kind = kindOf(value);
  if (kindOf(current) !== kind) {
    conflict(merging, path, current, incoming);
  } else if (kind === 'primitive') {
    if (current !== value) putAt(merging.draft, path, value, incoming.origin);
  } else if (kind === 'array') {
    // The same action put this value here before; later actions may have changed it, so it must stay.
    if (originAt(merging.draft.origins, path).name === incoming.origin.name) return;
    append(merging, path, current as unknown[], partsOf(incoming));
  } else {
    const members = current as Record<string, unknown>;
    for (const part of partsOf(incoming)) {
      const inside = [...path, part.key];
      if (Object.hasOwn(members, part.key)) merge(merging, inside, members[part.key], part);
      else putAt(merging.draft, inside, part.value, part.origin);
    }
  }
}

interface Part extends Incoming {
  readonly key: string;
}

/** Members or elements. Members that are `undefined`, which a module may contain, are skipped. */
function partsOf({ value, origin }: Incoming): Part[] {
  return Object.entries(value as object).flatMap(([key, member]: [string, unknown]) =>
    member === undefined ? [] : { key, value: member, origin: originInside(origin, [key]) },
  );
}

/**
 * Append elements that are not there yet. An element counts as there if the array has an equal one, or if this action
 * appended it before, even if it was changed since. So applying an overlay twice does not make an array longer.
 */
function append({ draft }: Merging, path: Path, current: readonly unknown[], elements: readonly Incoming[]): void {
  const before = namesInside(draft.origins, path);
  const there = new Map(current.map((element, index) => [canonical(element), index]));
  const missing = elements.filter(({ value, origin }) => {
    if (before.has(origin.name)) return false;
    const equal = there.get(canonical(value));
    if (equal === undefined) return true;
    noteEqual(draft.origins, [...path, String(equal)], origin.name);
    return false;
  });
  if (missing.length > 0) appendAt(draft, path, missing);
}

/** Equal JSON values give equal texts, whatever the order of their members. */
function canonical(value: unknown): string {
  return String(
    JSON.stringify(value, (_, member: unknown) =>
      isRecord(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
        : member,
    ),
  );
}

function conflict({ findings }: Merging, path: Path, current: unknown, incoming: Incoming): void {
  const had = NAMES[kindOf(current)];
  const key = JSON.stringify([incoming.origin.name, had]);
  if (findings.has(key)) return;
  findings.set(key, {
    code: 'overlay/incompatible',
    message: `${NAMES[kindOf(incoming.value)]} cannot be merged into ${had}`,
    place: incoming.origin.place([]),
    hint: `The description has ${had} at #${toPointer(path)}. To replace it by another kind of value, remove it first.`,
  });
}
