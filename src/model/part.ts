/**
 * A part of a description, as a description of its own: the operations that are selected, and the components that they need. What
 * needs an operation outside of the part, such as a link to it, is read as in a description without that operation.
 */

import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { fromPointer } from '../core/pointer.ts';
import { METHODS } from '../load/parts.ts';
import { behind } from './behind.ts';
import { type Method, operationName } from './methods.ts';
import type { LeftOutOperation } from './types.ts';

/** The operations of a part: those that have one of the tags, or one of the paths, or one of the ids. */
export interface Part {
  readonly tags?: readonly string[] | undefined;
  /** Path templates; one that ends with `*` selects all paths that begin so. */
  readonly paths?: readonly string[] | undefined;
  /** Operation ids, or texts such as `GET /orders`. */
  readonly operations?: readonly string[] | undefined;
}

/** Whether a part is less than the whole. */
export function isPart({ tags, paths, operations }: Part): boolean {
  return [tags, paths, operations].some((names) => names !== undefined && names.length > 0);
}

type Json = Readonly<Record<string, unknown>>;

/** A document with the operations of a part only, and the operations that are outside of it. */
export interface Parted {
  readonly document: unknown;
  readonly outside: readonly LeftOutOperation[];
}

/**
 * The document with the operations of a part only.
 *
 * @throws UserError `usage/bad-option` with each name that no operation has.
 */
export function toPart(document: unknown, part: Part): Parted {
  const paths = isRecord(document) ? behind(document, document['paths']) : undefined;
  if (!isPart(part) || !isRecord(document) || !isRecord(paths)) return { document, outside: [] };
  const known = { tag: new Set<string>(), path: new Set<string>(), operation: new Set<string>() };
  const selection: Selection = { document, part, known, outside: [] };
  const chosen = Object.entries(paths).flatMap(([path, item]) => {
    const left = itemOf(selection, path, item);
    return left === undefined ? [] : [[path, left] as const];
  });
  refuseUnknown(selection);
  const { webhooks: _, ...rest } = document;
  const whole = { ...rest, paths: Object.fromEntries(chosen) };
  return { document: { ...whole, ...neededComponents(document, whole) }, outside: selection.outside };
}

interface Selection {
  readonly document: Json;
  readonly part: Part;
  /** All names that could be selected. */
  readonly known: Readonly<Record<'tag' | 'path' | 'operation', Set<string>>>;
  /** What is not selected, so far. */
  readonly outside: LeftOutOperation[];
}

/** A path item with the selected operations; `undefined` if it has none. */
function itemOf(selection: Selection, path: string, own: unknown): unknown {
  selection.known.path.add(path);
  const target = behind(selection.document, own);
  if (!isRecord(own)) return isSelectedPath(selection, path) ? own : undefined;
  const item = { ...(isRecord(target) ? target : {}), ...own };
  const isChosen = (method: string, operation: unknown) => {
    const isIn = isSelected(selection, { path, method, operation });
    if (!isIn) selection.outside.push({ path, method: method.toLowerCase() as Method });
    return isIn;
  };
  const others = isRecord(item['additionalOperations']) ? Object.entries(item['additionalOperations']) : [];
  const more = others.filter(([method, operation]) => isChosen(method, operation));
  const methods = Object.entries(item).filter(([name]) => METHODS.has(name));
  const gone = new Set(methods.filter(([name, operation]) => !isChosen(name, operation)).map(([name]) => name));
  if (gone.size === methods.length && more.length === 0) {
    // What cannot be read is kept where its path is selected, so that its fault is reported.
    return methods.length + others.length === 0 && isSelectedPath(selection, path) ? own : undefined;
  }
  if (gone.size === 0 && more.length === others.length) return own;
  const { $ref: _, additionalOperations: __, ...rest } = item;
  const left = Object.entries(rest).filter(([name]) => !gone.has(name));
  return { ...Object.fromEntries(left), ...(more.length > 0 && { additionalOperations: Object.fromEntries(more) }) };
}

function isSelectedPath({ part }: Selection, path: string): boolean {
  return (part.paths ?? []).some((wanted) => isPathOf(wanted, path));
}

function isPathOf(wanted: string, path: string): boolean {
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

interface Described {
  readonly path: string;
  readonly method: string;
  readonly operation: unknown;
}

function isSelected(selection: Selection, { path, method, operation: written }: Described): boolean {
  const { document, part, known } = selection;
  const operation = behind(document, written);
  const { operationId: id, tags } = isRecord(operation) ? operation : ({} as Json);
  const own = operationName({ method, path });
  const named = [...(typeof id === 'string' ? [id] : []), own];
  const tagged = Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
  for (const name of named) known.operation.add(name);
  for (const tag of tagged) known.tag.add(tag);
  return (
    isSelectedPath(selection, path) ||
    named.some((name) => part.operations?.includes(name)) ||
    tagged.some((tag) => part.tags?.includes(tag))
  );
}

function refuseUnknown({ part, known }: Selection): void {
  const unknown = [
    ...(part.tags ?? []).filter((tag) => !known.tag.has(tag)).map((name) => ['tag', name] as const),
    ...(part.paths ?? [])
      .filter((wanted) => ![...known.path].some((path) => isPathOf(wanted, path)))
      .map((name) => ['path', name] as const),
    ...(part.operations ?? []).filter((id) => !known.operation.has(id)).map((name) => ['operation', name] as const),
  ];
  const [first, ...more] = unknown.map(([option, name]) => {
    const like = nearest(name, known[option]);
    const names = [...known[option]];
    const some =
      names.length === 0
        ? `No operation has a ${option}.`
        : `There are: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ` and ${names.length - 10} more` : ''}.`;
    const hint = like === undefined ? some : `Did you mean "${like}"?`;
    return {
      code: 'usage/bad-option',
      message: `--${option}: the description has no ${option} "${name}"`,
      hint,
    } as const;
  });
  if (first) throw new UserError(first, ...more);
}

/** The components that are reached from the rest of a document. Security schemes are all kept, since requirements name them. */
function neededComponents(document: Json, rest: Json): { readonly components?: unknown } {
  const { components } = document;
  if (!isRecord(components)) return {};
  const reached = new Set<string>();
  const { components: _, ...outside } = rest;
  const waiting: unknown[] = [outside];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === 'string') reach(value, components, reached, waiting);
    else if (typeof value === 'object' && value !== null)
      for (const member of Object.values(value)) if (member !== undefined) waiting.push(member);
  }
  const left = Object.entries(components).map(([group, map]) => {
    if (!isRecord(map) || group === 'securitySchemes' || group.startsWith('x-')) return [group, map];
    return [group, Object.fromEntries(Object.entries(map).filter(([name]) => reached.has(`${group}/${name}`)))];
  });
  return { components: Object.fromEntries(left) };
}

/** Any text may be a reference, or the name of a schema in the mapping of a discriminator: too many are kept rather than too few. */
function reach(text: string, components: Json, reached: Set<string>, waiting: unknown[]): void {
  const [first, group = '', name = ''] = text.startsWith('#/') ? fromPointer(text) : ['components', 'schemas', text];
  const map = first === 'components' && Object.hasOwn(components, group) ? components[group] : undefined;
  if (!isRecord(map) || !Object.hasOwn(map, name) || reached.has(`${group}/${name}`)) return;
  reached.add(`${group}/${name}`);
  waiting.push(map[name]);
}
