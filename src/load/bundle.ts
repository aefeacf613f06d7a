/**
 * A description of several files as one document, as if it had been written in one file.
 *
 * What can be shared (schemas, parameters, responses …) becomes a component, once, under the name that it has in its file or that its
 * file has; a component that is only a reference gets the content of its target. What stands in one place only (path items,
 * operations) is copied there. So a description gives the same collection, whether it is split or not.
 */
import { type Place, throwIfAny } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { perform } from './bundle-copy.ts';
import { standsAlone } from './bundle-needed.ts';
import { at, type Bundle, followed, isKept, type Job, targetOf } from './bundle-state.ts';
import { ComponentNames } from './component-names.ts';
import type { Parsed } from './parse.ts';
import { SHARED } from './parts.ts';
import { selfOf, urlOf } from './self.ts';
import type { Sources } from './sources.ts';
import { bareReference, keyOf } from './targets.ts';

/** @throws UserError with the errors inside the files. */
export async function bundle(root: Parsed, home: string, sources: Sources): Promise<Parsed> {
  if (standsAlone(root.value)) return root;
  const all: Bundle = {
    root,
    home,
    self: selfOf(root.value, urlOf(home)),
    sources,
    files: new Map([[home, root]]),
    pointers: new Map(),
    ends: new Map(),
    names: new ComponentNames(),
    origins: new Map(),
    unread: new Map(),
    findings: [],
    optional: new Set(),
    jobs: [],
    trial: undefined,
    isSplit: false,
  };
  const whole: Job = { from: { address: home, path: [] }, part: 'document', at: [] };
  await readNeeded(all, [whole]);
  nameComponents(all);
  // Components that are only references get the content of other files, which may need more.
  await readNeeded(all, [whole]);
  const document = perform(all, whole);
  while (all.jobs.length > 0) {
    const jobs = all.jobs.splice(0);
    await readNeeded(all, jobs);
    for (const job of jobs) put(document, job.at, perform(all, job));
  }
  throwIfAny(all.findings);
  if (!all.isSplit && all.unread.size === 0) return root;
  return { value: document, locate: (pointer) => locate(all, pointer), unread: all.unread, notices: notices(all) };
}

/** Read the files that jobs need, and those that these need, until none is missing. */
async function readNeeded(all: Bundle, jobs: readonly Job[]): Promise<void> {
  for (let waiting = jobs; waiting.length > 0; ) {
    const needed = new Set<string>();
    waiting = waiting.filter((job) => !tryJob(all, job, needed));
    for (const { address, file, findings } of await all.sources.readAll([...needed])) {
      all.files.set(address, file);
      if (!all.optional.has(address)) all.findings.push(...findings);
    }
  }
}

/** Whether all files that a job needs are read. */
function tryJob(all: Bundle, job: Job, needed: Set<string>): boolean {
  const trial = { needed, isComplete: true };
  all.trial = trial;
  perform(all, job);
  all.trial = undefined;
  return trial.isComplete;
}

/**
 * Give the names of the first document's components: what such a name stands for keeps it. An alias of a component stays a reference
 * to that, so what both lead to cannot stand at the alias.
 */
function nameComponents(all: Bundle): void {
  const components = followed(all, { address: all.home, path: ['components'] });
  for (const group of Object.keys(SHARED)) {
    const map = components && followed(all, { ...components, path: [...components.path, group] });
    const value = map && at(all, map);
    if (!map || !isRecord(value)) continue;
    for (const [name, member] of Object.entries(value)) {
      all.names.take(group, name);
      const reference = bareReference(member);
      const target = reference === undefined ? undefined : targetOf(all, reference, map.address);
      if (!target || !('path' in target) || isKept(all, target)) continue;
      const end = followed(all, target);
      if (!end || end.address === all.home || at(all, end) === undefined || all.pointers.has(keyOf(end))) continue;
      all.pointers.set(keyOf(end), toPointer(['components', group, name]));
    }
  }
}

function put(document: unknown, [first = '', group = '', name = '']: readonly string[], value: unknown): void {
  const components = memberOf(document as Record<string, unknown>, first);
  define(memberOf(components, group), name, value);
}

function memberOf(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const known = Object.hasOwn(object, name) ? object[name] : undefined;
  if (isRecord(known)) return known;
  const made: Record<string, unknown> = {};
  define(object, name, made);
  return made;
}

/** An assignment to `__proto__` would set the prototype. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function locate({ root, files, origins }: Bundle, pointer: string): Place {
  const path = fromPointer(pointer);
  for (let length = path.length; length > 0; length -= 1) {
    const origin = origins.get(toPointer(path.slice(0, length)));
    const file = origin && files.get(origin.address);
    if (file && 'value' in file) return file.locate(toPointer([...origin.path, ...path.slice(length)]));
  }
  return root.locate(pointer);
}

function notices({ root, home, files, sources }: Bundle): readonly Notice[] {
  const inOthers = [...files].flatMap(([address, file]): Notice[] =>
    address === home || !('value' in file)
      ? []
      : (file.notices ?? []).map((one) => ({ ...one, place: file.locate(one.pointer) })),
  );
  const folders = sources.foldersOutside().map(
    (folder): Notice => ({
      kind: 'note',
      message: `files in "${folder}" are read, which is outside the folder of the description`,
      pointer: '',
    }),
  );
  return [...(root.notices ?? []), ...inOthers, ...folders];
}
