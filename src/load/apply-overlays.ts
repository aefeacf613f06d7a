import { type ErrorCode, type Finding, type Place, Refusal, refuseIfAny } from '../core/errors.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { type Draft, removeAt, share } from './draft.ts';
import { type JsonPath, JsonPathError, type Path } from './json-path.ts';
import { type Brought, kindOf, type Merging, mergeIntoTarget } from './merge.ts';
import { DEEPEST, type Extent, extentOf } from './nesting.ts';
import { placeIn } from './origins.ts';
import type { Parsed } from './parse.ts';
import type { Action, Overlay } from './read-overlay.ts';

/** What a person should know of an overlay that was applied: nothing is wrong with it, but it may not do what was meant. */
export type OverlayNotice =
  | { readonly kind: 'unmatched-target'; readonly place: Place; readonly target: string }
  | { readonly kind: 'unmatched-copy'; readonly place: Place; readonly copy: string }
  | { readonly kind: 'other-description'; readonly place: Place; readonly extends: string };

export interface Overlaid {
  readonly openapi: Parsed;
  readonly notices: readonly OverlayNotice[];
}

/** What overlays may bring into a document, counted as a tree: queries and copies can multiply without measure. */
export const MOST_BROUGHT = 1_000_000;

/**
 * The document with each action of each overlay applied to the result of the one before. The document itself stays as it was.
 *
 * @throws Refusal with all actions that cannot be applied.
 */
export function applyOverlays(openapi: Parsed, overlays: readonly Overlay[]): Overlaid {
  if (overlays.length === 0) return { openapi, notices: [] };
  if (extentOf(openapi.value).height > DEEPEST) {
    const message = `is nested more than ${DEEPEST} levels deep, or stands inside itself`;
    throw new Refusal({ code: 'document/syntax', message, place: openapi.locate('') });
  }
  const origins = { origin: (rest: Path) => openapi.locate(toPointer(rest)) };
  const draft: Draft = { value: openapi.value, owned: new Set(), origins };
  const applying: Applying = { draft, findings: new Map(), notices: [], brought: 0 };
  for (const overlay of overlays) for (const action of overlay.actions) apply(applying, action, overlay);
  refuseIfAny([...applying.findings.values()]);
  return {
    openapi: { value: draft.value, locate: (pointer) => placeIn(origins, fromPointer(pointer)) },
    notices: applying.notices,
  };
}

/** The actions of an overlay that no longer fit a description: the query of their `target` or `copy` matches nothing. */
export function staleActions(openapi: Parsed, overlay: Overlay): readonly OverlayNotice[] {
  return applyOverlays(openapi, [overlay]).notices;
}

interface Applying extends Merging {
  readonly notices: OverlayNotice[];
  brought: number;
}

function apply(applying: Applying, action: Action, overlay: Overlay): void {
  const { draft, notices } = applying;
  const place = (member: string) => overlay.locate(`${action.at}/${member}`);
  const paths = pathsOf(applying, action.target, place('target'));
  if (!paths) return;
  if (paths.length === 0) {
    notices.push({ kind: 'unmatched-target', place: place('target'), target: action.target.text });
  } else if (action.kind === 'remove') {
    if (paths.some(({ length }) => length === 0))
      refuse(applying, place('target'), 'the document itself cannot be removed');
    else removeAt(draft, paths, () => place('remove'));
  } else if (areAlike(applying, paths, place('target'))) {
    const brought = action.kind === 'copy' ? copied(applying, action, overlay) : updated(action, overlay);
    if (!brought || !fits(applying, paths, brought, place(action.kind))) return;
    for (const path of paths) mergeIntoTarget(applying, path, valueAt(draft.value, path), brought);
  }
}

function updated({ at, value, extent }: Action & { kind: 'update' }, { name, locate }: Overlay): BroughtWhole {
  const pointer = `${at}/update`;
  return { value, extent, name: `${name}${pointer}`, origin: (rest) => locate(`${pointer}${toPointer(rest)}`) };
}

/** The one node that is copied, as it is before anything of it is copied into itself. */
function copied(applying: Applying, action: Action & { kind: 'copy' }, overlay: Overlay): BroughtWhole | undefined {
  const pointer = `${action.at}/copy`;
  const place = overlay.locate(pointer);
  const sources = pathsOf(applying, action.source, place);
  const [source, ...more] = sources ?? [];
  if (more.length > 0) {
    refuse(applying, place, `matches ${more.length + 1} nodes, and a copy is of one`);
  } else if (source) {
    share(applying.draft);
    const value = valueAt(applying.draft.value, source);
    return { value, extent: extentOf(value), name: `${overlay.name}${pointer}`, origin: () => place };
  } else if (sources) applying.notices.push({ kind: 'unmatched-copy', place, copy: action.source.text });
  return undefined;
}

interface BroughtWhole extends Brought {
  readonly extent: Extent;
}

/** "The selected nodes MUST be either all objects or all arrays or all primitives." */
function areAlike(applying: Applying, paths: readonly Path[], place: Place): boolean {
  const kinds = new Set(paths.map((path) => kindOf(valueAt(applying.draft.value, path))));
  if (kinds.size > 1) {
    refuse(applying, place, `matches nodes of several kinds (${[...kinds].join(', ')}), and all must be of one`);
  }
  return kinds.size === 1;
}

function fits(applying: Applying, paths: readonly Path[], { extent }: BroughtWhole, place: Place): boolean {
  const deepest = paths.reduce((most, { length }) => Math.max(most, length), 0) + 1 + extent.height;
  if (deepest > DEEPEST) {
    refuse(applying, place, `would be nested more than ${DEEPEST} levels deep`, 'overlay/too-large');
    return false;
  }
  applying.brought += extent.size * paths.length;
  if (applying.brought <= MOST_BROUGHT) return true;
  refuse(applying, place, `brings more than ${MOST_BROUGHT} values into the description`, 'overlay/too-large');
  refuseIfAny([...applying.findings.values()]);
  return false;
}

function pathsOf(applying: Applying, query: JsonPath, place: Place): readonly Path[] | undefined {
  try {
    return query.pathsIn(applying.draft.value);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    refuse(applying, place, `"${query.text}" cannot be answered: ${error.message}`, 'overlay/bad-query');
    return undefined;
  }
}

function refuse({ findings }: Applying, place: Place, message: string, code: ErrorCode = 'overlay/bad-action'): void {
  const finding: Finding = { code, message, place };
  findings.set(JSON.stringify(finding), finding);
}
