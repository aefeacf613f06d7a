/**
 * A description of several files as one document, as if it had been written in one file.
 *
 * What can be shared (schemas, parameters, responses …) becomes a component, once, under the name that it has in its file or that its
 * file has; a component that is only a reference gets the content of its target. What stands in one place only (path items,
 * operations) is copied there. So a description gives the same collection, whether it is split or not.
 */
import { type Finding, type Place, throwIfAny, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { ComponentNames } from './component-names.ts';
import { MAX_DEPTH } from './nesting.ts';
import type { Parsed, Unread } from './parse.ts';
import { groupOf, isReadAlways, mayRefer, type Part, partOfElement, partOfMember, SHARED } from './parts.ts';
import type { Sources } from './sources.ts';
import { bareReference, componentOf, keyOf, pathOfFragment, type Target, valueIn } from './targets.ts';

/** What is copied to where. */
interface Job {
  readonly from: Target;
  readonly part: Part;
  readonly at: readonly string[];
}

interface Bundle {
  readonly root: Parsed;
  /** The address of the first document. */
  readonly home: string;
  readonly sources: Sources;
  readonly files: Map<string, Parsed | Unread>;
  /** The pointers at which targets of other files stand, by their keys. */
  readonly pointers: Map<string, string>;
  readonly names: ComponentNames;
  /** What stands at a pointer comes from there. */
  readonly origins: Map<string, Target>;
  readonly unread: Map<string, Unread>;
  readonly findings: Finding[];
  /** Components that are to be copied. */
  readonly jobs: Job[];
  /** The files that a trial needs. While there is one, nothing is recorded. */
  trial: { readonly needed: Set<string>; isComplete: boolean } | undefined;
  /** Whether something of another file is used. */
  isSplit: boolean;
}

/** References that are nested in references, such as a path item, its operation and the map of its responses. */
const MAX_CHAIN = 50;

/** @throws UserError with the errors inside the files. */
export async function bundle(root: Parsed, home: string, sources: Sources): Promise<Parsed> {
  const all: Bundle = {
    root,
    home,
    sources,
    files: new Map([[home, root]]),
    pointers: new Map(),
    names: new ComponentNames(),
    origins: new Map(),
    unread: new Map(),
    findings: [],
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
      all.findings.push(...findings);
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

/** Give the names of the first document's components: what such a name stands for keeps it. */
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
      const end = target && 'path' in target ? followed(all, target) : undefined;
      if (!end || end.address === all.home || at(all, end) === undefined || all.pointers.has(keyOf(end))) continue;
      all.pointers.set(keyOf(end), toPointer(['components', group, name]));
    }
  }
}

/** The end of a chain of bare references. `undefined` where a file of it is not read, or it is a loop. */
function followed(all: Bundle, start: Target): Target | undefined {
  let target = start;
  for (let step = 0; step < MAX_CHAIN; step += 1) {
    const reference = bareReference(at(all, target));
    if (reference === undefined) return target;
    const next = targetOf(all, reference, target.address);
    if (next === undefined || !('path' in next)) return target;
    target = next;
  }
  return undefined;
}

function at(all: Bundle, target: Target): unknown {
  const file = all.files.get(target.address);
  return file && 'value' in file ? valueIn(target, file) : undefined;
}

/** The target of a reference; why it has none; `undefined` while its file is not read. */
function targetOf(all: Bundle, reference: string, base: string): Target | Unread | undefined {
  const hash = reference.indexOf('#');
  const [written, fragment] = hash < 0 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
  const address = written === '' ? base : all.sources.resolve(written, base, reference);
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
  return path ? { address, path } : { code: 'reference/not-found', message: `"${reference}" does not exist` };
}

/** The copy of a value for a place in the document. */
function perform(all: Bundle, { from, part, at: place }: Job): unknown {
  if (place.length > 0 && all.trial === undefined) all.origins.set(toPointer(place), from);
  return copy(all, at(all, from), { part, from, at: place, chain: [] });
}

interface Here extends Job {
  /** The keys of the targets inside of which this stands. */
  readonly chain: readonly string[];
}

function copy(all: Bundle, value: unknown, here: Here): unknown {
  const { part, from } = here;
  if (from.path.length > MAX_DEPTH) {
    const message = `is nested more than ${MAX_DEPTH} levels deep, or contains itself`;
    throw new UserError({ code: 'document/syntax', message, place: { file: all.sources.nameOf(from.address) } });
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => copy(all, element, inside(here, String(index), partOfElement(part))));
  }
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && mayRefer(part, here.at)) {
    const replaced = replace(all, value, reference, here);
    if (replaced) return replaced.value;
  }
  return members(all, value, here);
}

function members(all: Bundle, value: Readonly<Record<string, unknown>>, here: Here): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyMember(all, name, member, here)]));
}

function copyMember(all: Bundle, name: string, member: unknown, here: Here): unknown {
  if (here.part === 'discriminator' && name === 'mapping' && isRecord(member)) {
    const mapped = Object.entries(member).map(([key, target]) => [key, toMapped(all, target, here)]);
    return Object.fromEntries(mapped);
  }
  if (here.part === 'link' && name === 'operationRef' && typeof member === 'string') {
    const target = targetOf(all, member, here.from.address);
    return target && 'path' in target && target.address === all.home ? `#${toPointer(target.path)}` : member;
  }
  return copy(all, member, inside(here, name, partOfMember(here.part, name)));
}

function inside({ from, at: place, chain }: Here, name: string, part: Part): Here {
  return { part, from: { address: from.address, path: [...from.path, name] }, at: [...place, name], chain };
}

/** What stands in place of a reference; `undefined` if it stays as it is. */
function replace(
  all: Bundle,
  value: Record<string, unknown>,
  reference: string,
  here: Here,
): { value: unknown } | undefined {
  const found = targetOf(all, reference, here.from.address);
  if (found === undefined) return undefined;
  if (!('path' in found)) return { value: refuse(all, value, reference, found, here) };
  const isOwn = found.address === all.home && here.from.address === all.home;
  if (found.address === all.home && isReadAlways(found.path[0])) {
    return isOwn ? undefined : referTo(all, value, toPointer(found.path), here);
  }
  const end = followed(all, found);
  if (!end || at(all, end) === undefined) {
    if (all.trial || isOwn) return undefined;
    const why: Unread = end
      ? { code: 'reference/not-found', message: `"${reference}" does not exist` }
      : { code: 'reference/circular', message: `"${reference}" is a circular reference` };
    return { value: refuse(all, value, reference, why, here) };
  }
  if (end.address === all.home && isReadAlways(end.path[0])) return referTo(all, value, toPointer(end.path), here);
  return placed(all, value, { reference, end }, here);
}

interface Leading {
  readonly reference: string;
  readonly end: Target;
}

/** The content of what a reference leads to where that belongs, or a reference to the component that it becomes. */
function placed(all: Bundle, value: Record<string, unknown>, leading: Leading, here: Here): { value: unknown } {
  const { end } = leading;
  if (end.address !== all.home && !all.trial) all.isSplit = true;
  const isBare = Object.keys(value).length === 1;
  const isHome = all.pointers.get(keyOf(end)) === toPointer(here.at);
  if (isBare && (isHome || groupOf(here.part) === undefined)) return copyHere(all, value, leading, here);
  return referTo(all, value, pointerTo(all, end, here.part), here);
}

/** The content of a target in place of the reference. */
function copyHere(
  all: Bundle,
  value: Record<string, unknown>,
  { reference, end }: Leading,
  here: Here,
): { value: unknown } {
  const key = keyOf(end);
  if (here.chain.includes(key) || here.chain.length > MAX_CHAIN) {
    const why: Unread = { code: 'reference/circular', message: `"${reference}" is a circular reference` };
    return { value: refuse(all, value, reference, why, here) };
  }
  if (all.trial === undefined) all.origins.set(toPointer(here.at), end);
  return { value: copy(all, at(all, end), { ...here, from: end, chain: [...here.chain, key] }) };
}

function referTo(all: Bundle, value: Record<string, unknown>, pointer: string, here: Here): { value: unknown } {
  return { value: { ...members(all, value, here), $ref: `#${pointer}` } };
}

/** The pointer of the component that a target is, or is in. It is copied there, once. */
function pointerTo(all: Bundle, target: Target, part: Part): string {
  if (all.trial) return '';
  const file = all.files.get(target.address);
  const { whole, rest } = componentOf(target, part, file && 'value' in file ? file.value : undefined);
  const key = keyOf(whole);
  const known = all.pointers.get(key);
  if (known !== undefined) return known + toPointer(rest);
  const group = groupOf(part) ?? (part === 'pathItem' ? 'pathItems' : `x-${part}`);
  const place = ['components', group, all.names.give(group, whole)];
  const pointer = toPointer(place);
  all.pointers.set(key, pointer);
  all.jobs.push({ from: whole, part, at: place });
  return pointer + toPointer(rest);
}

/** Keep a reference that leads nowhere, under a text that says where it should lead. */
function refuse(all: Bundle, value: Record<string, unknown>, reference: string, why: Unread, here: Here): unknown {
  const text = here.from.address === all.home ? reference : all.sources.spell(reference, here.from.address);
  if (all.trial === undefined) all.unread.set(text, why);
  return { ...members(all, value, here), $ref: text };
}

/** A mapping has the name of a schema, or a reference to it. https://spec.openapis.org/oas/v3.1.1.html#discriminator-object */
function toMapped(all: Bundle, written: unknown, { from }: Here): unknown {
  if (typeof written !== 'string') return written;
  const isName = /^[A-Za-z0-9._-]+$/.test(written) && !/\.(ya?ml|json)$/i.test(written);
  if (isName && from.address === all.home) return written;
  const target = targetOf(all, isName ? `#/components/schemas/${written}` : written, from.address);
  if (target === undefined || !('path' in target)) return written;
  const end = followed(all, target);
  if (!end || at(all, end) === undefined) return written;
  if (end.address === all.home && isReadAlways(end.path[0])) return isName ? written : `#${toPointer(end.path)}`;
  if (end.address !== all.home && !all.trial) all.isSplit = true;
  return `#${pointerTo(all, end, 'schema')}`;
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

function notices({ sources }: Bundle): readonly Notice[] {
  return sources.foldersOutside().map((folder) => ({
    kind: 'note',
    message: `files in "${folder}" are read, which is outside the folder of the description`,
    pointer: '',
  }));
}
