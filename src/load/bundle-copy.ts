/** Copies a part of a file to its place in a bundle, with its references replaced. */
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { at, type Bundle, followed, isKept, type Job, MAX_CHAIN, targetOf } from './bundle-state.ts';
import { MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from './nesting.ts';
import type { Unread } from './parse.ts';
import { groupOf, isSampleFile, mayRefer, type Part, partOfElement, partOfMember } from './parts.ts';
import { ownReference } from './self.ts';
import { componentOf, keyOf, type Target } from './targets.ts';

/** The copy of a value for a place in the document. */
export function perform(all: Bundle, { from, part, at: place }: Job): unknown {
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
    throw new UserError({ code: 'document/syntax', message: TOO_DEEP_OR_ENDLESS, place: { file: from.address } });
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => copy(all, element, inside(here, String(index), partOfElement(part))));
  }
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && mayRefer(value, part, here.at)) {
    const replaced = replace(all, value, reference, here);
    if (replaced) return replaced.value;
  }
  return members(all, value, here);
}

function members(all: Bundle, value: Readonly<Record<string, unknown>>, here: Here): Record<string, unknown> {
  const external = here.part === 'example' ? externalSample(all, value, here) : undefined;
  const { externalValue: _, ...others } = value;
  const own = Object.entries(external ? others : value).map(([name, member]): [string, unknown] => [
    name,
    copyMember(all, name, member, here),
  ]);
  return Object.fromEntries(external ? [...own, ['value', external.value]] : own);
}

/** What an example has in a file of YAML or JSON, as a sample that is a `$ref` to it. `undefined` where it has its own value, or none. */
function externalSample(
  all: Bundle,
  { externalValue: written, value, dataValue, serializedValue }: Readonly<Record<string, unknown>>,
  here: Here,
): { readonly value: unknown } | undefined {
  const hasOwn = [value, dataValue, serializedValue].some((one) => one !== undefined);
  if (hasOwn || typeof written !== 'string' || !isSampleFile(written)) return undefined;
  const address = all.sources.resolve(written, here.from.address, written);
  if (typeof address === 'string') all.optional.add(address);
  const reference = { $ref: written };
  const found = copy(all, reference, inside(here, 'value', 'sample'));
  const isThere = !isRecord(found) || found['$ref'] !== written;
  return isThere ? { value: found } : undefined;
}

function copyMember(all: Bundle, name: string, member: unknown, here: Here): unknown {
  if (here.part === 'discriminator' && name === 'mapping' && isRecord(member)) {
    const mapped = Object.entries(member).map(([key, target]) => [key, toMapped(all, target, here)]);
    return Object.fromEntries(mapped);
  }
  if (here.part === 'link' && name === 'operationRef' && typeof member === 'string') {
    const target = targetOf(all, member, here.from.address);
    if (!target || !('path' in target) || target.address !== all.home) return member;
    return ownPointer(all, member, toPointer(target.path));
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
  if (here.part === 'sample' && !isSample(all, found)) return undefined;
  if (!('path' in found)) return { value: refuse(all, value, reference, found, here) };
  const isOwn = found.address === all.home && here.from.address === all.home;
  if (isKept(all, found)) {
    return isOwn && staysAsItIs(all, reference, found) ? undefined : referTo(all, value, toPointer(found.path), here);
  }
  const end = followed(all, found);
  if (!end || at(all, end) === undefined) {
    if (all.trial || isOwn) return undefined;
    const why: Unread = end
      ? { code: 'reference/not-found', message: notFound(all, reference) }
      : { code: 'reference/circular', message: `"${reference}" is a circular reference` };
    return { value: refuse(all, value, reference, why, here) };
  }
  if (isKept(all, end)) return referTo(all, value, toPointer(end.path), here);
  return placed(all, value, { reference, end }, here);
}

/** A `#` alone is the file itself, also where the author meant the description that refers to it. */
function notFound({ root }: Bundle, reference: string): string {
  const isInRoot = reference.startsWith('#/') && valueAt(root.value, fromPointer(reference)) !== undefined;
  const where = ' in its own file, but in that of the description, whose name must stand before the "#"';
  return `"${reference}" does not exist${isInRoot ? where : ''}`;
}

/** The text of a reference to the first document. One by the name of its own file is another one then, which only a copy has. */
function ownPointer(all: Bundle, reference: string, pointer: string): string {
  if (isByName(all, reference) && !all.trial) all.isSplit = true;
  return `#${pointer}`;
}

/** Whether a reference names a file, also its own: `openapi.yaml#/components/schemas/Order`. By its `$self`, a document names itself. */
function isByName({ self }: Bundle, reference: string): boolean {
  return !reference.startsWith('#') && ownReference(reference, self) === undefined;
}

/**
 * Whether a pointer of the first document leads to its target directly, and not only by a reference on its way, or by the name of its
 * file.
 */
function staysAsItIs(all: Bundle, reference: string, found: Target): boolean {
  if (isByName(all, reference)) {
    if (!all.trial) all.isSplit = true;
    return false;
  }
  const written = fromPointer(reference.slice(reference.indexOf('#')));
  const isDirect = !reference.includes('#/') || toPointer(written) === toPointer(found.path);
  if (isDirect || at(all, found) === undefined) return true;
  if (!all.trial) all.isSplit = true;
  return false;
}

/**
 * Whether what looks like a reference in a sample is taken for one. It may be data after all. A sample is sent as it is, whatever it says: so
 * none is read from outside of the folder of the description.
 */
function isSample(all: Bundle, found: Target | Unread): boolean {
  const folder = all.home.slice(0, all.home.lastIndexOf('/') + 1);
  return 'path' in found && found.address.startsWith(folder) && at(all, found) !== undefined;
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
  if (isKept(all, end)) return isName ? written : ownPointer(all, written, toPointer(end.path));
  if (end.address !== all.home && !all.trial) all.isSplit = true;
  return `#${pointerTo(all, end, 'schema')}`;
}
