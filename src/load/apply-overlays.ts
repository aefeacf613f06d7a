import { type ErrorCode, type Finding, type Place, throwIfAny, UserError } from '../core/errors.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { type Draft, removeAt, share } from './draft.ts';
import { type JsonPath, JsonPathError, type Path } from './json-path.ts';
import { type Incoming, kindOf, type Merging, mergeIntoTarget } from './merge.ts';
import { type Extent, extentOf, MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from './nesting.ts';
import { type Origins, originAt } from './origins.ts';
import type { Parsed } from './parse.ts';
import { type Action, MAX_FINDINGS, type Overlay } from './read-overlay.ts';

/** A notice about an overlay that was applied: it is valid, but it may not do what its author intended. */
export type OverlayNotice =
  | { readonly kind: 'unmatched-target'; readonly place: Place; readonly target: string }
  | { readonly kind: 'unmatched-copy'; readonly place: Place; readonly copy: string }
  | { readonly kind: 'other-description'; readonly place: Place; readonly extends: string };

export interface Overlaid {
  readonly openapi: Parsed;
  readonly notices: readonly OverlayNotice[];
}

/** The largest number of values that overlays may add, counted as a tree. Queries and copies can multiply exponentially. */
export const MAX_ADDED_VALUES = 1_000_000;

/**
 * Apply the actions of the overlays in order, each to the result of the one before. The document passed in is not changed.
 *
 * @throws UserError with all actions that cannot be applied.
 */
export function applyOverlays(openapi: Parsed, overlays: readonly Overlay[]): Overlaid {
  if (overlays.length === 0) return { openapi, notices: [] };
  if (extentOf(openapi.value).height > MAX_DEPTH) {
    throw new UserError({ code: 'document/syntax', message: TOO_DEEP_OR_ENDLESS, place: openapi.locate('') });
  }
  const origins: Origins = { origin: { name: '', place: (rest) => openapi.locate(toPointer(rest)) } };
  const draft: Draft = { value: openapi.value, owned: new Set(), origins };
  const applying: Applying = { draft, findings: new Map(), unmatched: new Map(), matched: new Set(), added: 0 };
  for (const overlay of overlays) for (const action of overlay.actions) apply(applying, action, overlay);
  refuseAll(applying);
  const { unmatched, matched } = applying;
  return {
    openapi: { ...openapi, value: draft.value, locate: (pointer) => originAt(origins, fromPointer(pointer)).place([]) },
    notices: [...unmatched].flatMap(([name, notice]) => (matched.has(name) ? [] : notice)),
  };
}

/**
 * The actions of an overlay that no longer fit a description: the query of their `target` or `copy` matches nothing. The
 * description must not have this overlay applied already.
 */
export function staleActions(openapi: Parsed, overlay: Overlay): readonly OverlayNotice[] {
  return applyOverlays(openapi, [overlay]).notices;
}

interface Applying extends Merging {
  /**
   * Keyed by the query's name. An overlay that is applied twice gives one notice, and none where its first application
   * matched.
   */
  readonly unmatched: Map<string, OverlayNotice>;
  readonly matched: Set<string>;
  added: number;
}

function refuseAll({ findings }: Applying): void {
  throwIfAny([...findings.values()].slice(0, MAX_FINDINGS));
}

/** A location in an overlay, found on demand: for JSON, finding a line means parsing the file again. */
interface At {
  readonly overlay: Overlay;
  readonly pointer: string;
}

function nameOf({ overlay, pointer }: At): string {
  return overlay.name + pointer;
}

function placeOf({ overlay, pointer }: At): Place {
  return overlay.locate(pointer);
}

function apply(applying: Applying, action: Action, overlay: Overlay): void {
  const { draft } = applying;
  const at = (member: string): At => ({ overlay, pointer: `${action.at}/${member}` });
  const target = at('target');
  const paths = pathsOf(applying, action.target, target);
  if (!paths) return;
  if (paths.length === 0) {
    const notice = { kind: 'unmatched-target', place: placeOf(target), target: action.target.text } as const;
    applying.unmatched.set(nameOf(target), notice);
  } else if (action.kind === 'remove') {
    if (paths.some(({ length }) => length === 0))
      refuse(applying, target, 'the root of the document cannot be removed');
    else removeAt(draft, paths, { name: '', place: () => placeOf(at('remove')) });
  } else if (areAlike(applying, paths, target)) {
    const incoming =
      action.kind === 'copy' ? incomingByCopy(applying, action, overlay) : incomingByUpdate(action, overlay);
    if (!incoming) return;
    checkSize(applying, paths, incoming, at(action.kind));
    for (const path of paths) mergeIntoTarget(applying, path, valueAt(draft.value, path), incoming);
  }
}

function incomingByUpdate(
  { at, value, extent }: Action & { kind: 'update' },
  { name, locate }: Overlay,
): IncomingWithExtent {
  const pointer = `${at}/update`;
  const place = (rest: Path) => locate(`${pointer}${toPointer(rest)}`);
  return { value, extent, origin: { name: name + pointer, place } };
}

/** The node to copy, as it was before the copy changes it: a node may be copied into itself. */
function incomingByCopy(
  applying: Applying,
  action: Action & { kind: 'copy' },
  overlay: Overlay,
): IncomingWithExtent | undefined {
  const at = { overlay, pointer: `${action.at}/copy` };
  const sources = pathsOf(applying, action.source, at);
  const [source, ...more] = sources ?? [];
  if (more.length > 0) {
    refuse(applying, at, `matches ${more.length + 1} nodes, and \`copy\` takes exactly one`);
  } else if (source) {
    share(applying.draft);
    const value = valueAt(applying.draft.value, source);
    const origin = { name: nameOf(at), place: () => placeOf(at) };
    return { value, extent: extentOf(value), origin };
  } else if (sources) {
    applying.unmatched.set(nameOf(at), { kind: 'unmatched-copy', place: placeOf(at), copy: action.source.text });
  }
  return undefined;
}

interface IncomingWithExtent extends Incoming {
  readonly extent: Extent;
}

/** "The selected nodes MUST be either all objects or all arrays or all primitives." */
function areAlike(applying: Applying, paths: readonly Path[], at: At): boolean {
  const kinds = new Set(paths.map((path) => kindOf(valueAt(applying.draft.value, path))));
  if (kinds.size > 1) {
    refuse(applying, at, `matches nodes of several kinds (${[...kinds].join(', ')}); all must be of the same kind`);
  }
  return kinds.size === 1;
}

/** If the result is too large, stop: later actions would work on a document without this one. */
function checkSize(applying: Applying, paths: readonly Path[], { extent }: IncomingWithExtent, at: At): void {
  const deepest = paths.reduce((most, { length }) => Math.max(most, length), 0) + 1 + extent.height;
  applying.added += extent.size * paths.length;
  if (deepest > MAX_DEPTH) {
    refuse(applying, at, `would be nested more than ${MAX_DEPTH} levels deep`, 'overlay/too-large');
  } else if (applying.added > MAX_ADDED_VALUES) {
    refuse(applying, at, `adds more than ${MAX_ADDED_VALUES} values to the description`, 'overlay/too-large');
  } else return;
  refuseAll(applying);
}

function pathsOf(applying: Applying, query: JsonPath, at: At): readonly Path[] | undefined {
  try {
    const paths = query.pathsIn(applying.draft.value);
    if (paths.length > 0) applying.matched.add(nameOf(at));
    return paths;
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    refuse(applying, at, `"${query.text}" cannot be evaluated: ${error.message}`, 'overlay/bad-query');
    return undefined;
  }
}

function refuse({ findings }: Applying, at: At, message: string, code: ErrorCode = 'overlay/bad-action'): void {
  const finding: Finding = { code, message, place: placeOf(at) };
  findings.set(JSON.stringify(finding), finding);
}
