import { dirname, resolve } from 'node:path';
import { type Finding, throwIfAny, UserError } from '../core/errors.ts';
import { applyOverlays, type Overlaid, type OverlayNotice } from './apply-overlays.ts';
import type { Parsed } from './parse.ts';
import { loadOverlay, type Overlay, readOverlay } from './read-overlay.ts';

/** Where the overlays of a description are. */
export interface OverlaySources {
  /** What its module exports as `overlays`. */
  readonly exported?: unknown;
  /** Files, applied after those. */
  readonly given?: readonly string[] | undefined;
}

/** A description with its overlays applied. What is wrong with any of them is shown with all the rest. */
export async function withOverlays(openapi: Parsed, file: string, sources: OverlaySources): Promise<Overlaid> {
  const { exported, given = [] } = sources;
  const overlays: Overlay[] = [];
  const findings: Finding[] = [];
  for (const read of [...exportedOverlays(exported, file), ...given.map((path) => () => loadOverlay(path))]) {
    try {
      overlays.push(await read());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      findings.push(...error.findings);
    }
  }
  throwIfAny(findings);
  const overlaid = applyOverlays(openapi, overlays);
  const others = overlays.flatMap((overlay) => otherDescription(overlay, file));
  return { ...overlaid, notices: [...others, ...overlaid.notices] };
}

function exportedOverlays(exported: unknown, file: string): (() => Promise<Overlay>)[] {
  if (exported === undefined) return [];
  if (!Array.isArray(exported)) {
    const message = '`overlays` must be an array of overlays';
    throw new UserError({ code: 'document/wrong-type', message, place: { file, pointer: '#/overlays' } });
  }
  return exported.map((value: unknown, index) => () => {
    const at = `#/overlays/${index}`;
    const locate = (pointer: string) => ({ file, pointer: at + pointer });
    return readOverlay({ value, locate }, { file, name: resolve(file) + at });
  });
}

/** An overlay that says which description it is for is applied to another one all the same: it was asked for. */
function otherDescription({ file, locate, extends: meant }: Overlay, description: string): OverlayNotice[] {
  // A URL may well be that of the file at hand.
  if (meant === undefined || /^[a-z][a-z0-9+.-]+:/i.test(meant)) return [];
  if (resolve(dirname(file), decoded(meant)) === resolve(description)) return [];
  return [{ kind: 'other-description', place: locate('/extends'), extends: meant }];
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
