/** A bundle in the making, and what references lead to in it. */
import type { Finding } from '../core/errors.ts';
import type { ComponentNames } from './component-names.ts';
import type { Parsed, Unread } from './parse.ts';
import { isReadAlways, type Part } from './parts.ts';
import { withoutFragment } from './self.ts';
import type { Sources } from './sources.ts';
import { bareReference, keyOf, pathOfFragment, type Target, valueIn } from './targets.ts';
import { isInComponent, referenceOnTheWay } from './through-references.ts';

/** What is copied to where. */
export interface Job {
  readonly from: Target;
  readonly part: Part;
  readonly at: readonly string[];
}

export interface Bundle {
  readonly root: Parsed;
  /** The address of the first document. */
  readonly home: string;
  /** The URI that it gives itself. */
  readonly self: string | undefined;
  readonly sources: Sources;
  readonly files: Map<string, Parsed | Unread>;
  /** The pointers at which targets of other files stand, by their keys. */
  readonly pointers: Map<string, string>;
  /** The ends of references that are followed, by their keys; `undefined` for a loop. */
  readonly ends: Map<string, Target | undefined>;
  readonly names: ComponentNames;
  /** What stands at a pointer comes from there. */
  readonly origins: Map<string, Target>;
  readonly unread: Map<string, Unread>;
  readonly findings: Finding[];
  /** The addresses of files that may have errors: what they hold is shown only. */
  readonly optional: Set<string>;
  /** Components that are to be copied. */
  readonly jobs: Job[];
  /** The files that a trial needs. While there is one, nothing is recorded. */
  trial: { readonly needed: Set<string>; isComplete: boolean } | undefined;
  /** Whether something of another file is used. */
  isSplit: boolean;
}

/** References that are nested in references, such as a path item, its operation and the map of its responses. */
export const MAX_CHAIN = 50;

/** The end of a chain of bare references. `undefined` where it is a loop; where a file of it is not read, the reference to that. */
export function followed(all: Bundle, start: Target): Target | undefined {
  const passed = new Set<string>();
  let target = start;
  for (;;) {
    const reference = bareReference(at(all, target));
    if (reference === undefined) return remember(all, passed, target);
    const key = keyOf(target);
    if (passed.has(key)) return remember(all, passed, undefined);
    if (all.ends.has(key)) return remember(all, passed, all.ends.get(key));
    const next = targetOf(all, reference, target.address);
    // Not remembered, since the file may be read later.
    if (next === undefined || !('path' in next)) return target;
    passed.add(key);
    target = next;
  }
}

/** Each reference of a chain has its end, so that chains of many aliases are followed once. */
function remember(all: Bundle, passed: ReadonlySet<string>, end: Target | undefined): Target | undefined {
  for (const key of passed) all.ends.set(key, end);
  return end;
}

/** Whether a target stands where the document is read, so that a reference to it is kept, and no copy is made. */
export function isKept(all: Bundle, { address, path }: Target): boolean {
  return address === all.home && isReadAlways(path[0]);
}

export function at(all: Bundle, target: Target): unknown {
  const file = all.files.get(target.address);
  return file && 'value' in file ? valueIn(target, file) : undefined;
}

/** The target of a reference; why it has none; `undefined` while its file is not read. */
export function targetOf(
  all: Bundle,
  reference: string,
  base: string,
  steps: Steps = { left: MAX_CHAIN },
): Target | Unread | undefined {
  const hash = reference.indexOf('#');
  const [written, fragment] = hash < 0 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
  const address = written === '' ? base : addressOf(all, written, base, reference);
  if (typeof address !== 'string') return address;
  const file = all.files.get(address);
  if (!file) {
    if (all.trial) {
      all.trial.needed.add(address);
      all.trial.isComplete = false;
    }
    return undefined;
  }
  if (!('value' in file)) return file;
  const path = pathOfFragment(fragment, file.value);
  if (!path) return { code: 'reference/not-found', message: `"${reference}" does not exist` };
  return behindReferences(all, { address, path }, file.value, steps);
}

/** How many references on the way of one pointer are still followed: they may lead to themselves. */
interface Steps {
  left: number;
}

/** The target itself, or what it is where references on its way are followed. `undefined` while the file of one is not read. */
function behindReferences(all: Bundle, target: Target, document: unknown, steps: Steps): Target | undefined {
  const met = referenceOnTheWay(document, target.path);
  if (!met || (isKept(all, target) && !isInComponent(target.path, met.passed)) || steps.left <= 0) return target;
  steps.left -= 1;
  const next = targetOf(all, met.reference, target.address, steps);
  if (next === undefined) return undefined;
  const file = 'path' in next ? all.files.get(next.address) : undefined;
  if (!('path' in next) || !file || !('value' in file)) return target;
  const path = [...next.path, ...target.path.slice(met.passed)];
  return behindReferences(all, { address: next.address, path }, file.value, steps);
}

function addressOf({ self, home, sources }: Bundle, written: string, base: string, reference: string): string | Unread {
  return self !== undefined && withoutFragment(written) === self ? home : sources.resolve(written, base, reference);
}
