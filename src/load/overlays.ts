import { dirname, resolve } from 'node:path';
import { type Finding, throwIfAny, UserError } from '../core/errors.ts';
import { decoded } from '../core/url-text.ts';
import { applyOverlays, type Overlaid, type OverlayNotice } from './apply-overlays.ts';
import type { Parsed } from './parse.ts';
import { loadOverlay, type Overlay, readOverlay } from './read-overlay.ts';

/** The sources of overlays for a description. */
export interface OverlaySources {
  /** The `overlays` export of its module. */
  readonly exported?: unknown;
  /** Overlay files, applied after the exported ones. */
  readonly given?: readonly string[] | undefined;
}

/** Apply overlays to a description. Errors in any of them are reported together. */
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

/** A notice if `extends` names another description. The overlay is still applied, because the user passed it explicitly. */
function otherDescription({ file, locate, extends: meant }: Overlay, description: string): OverlayNotice[] {
  // A URL may be the published address of this very file, so it gives no notice.
  if (meant === undefined || /^[a-z][a-z0-9+.-]+:/i.test(meant)) return [];
  if (resolve(dirname(file), decoded(meant)) === resolve(description)) return [];
  return [{ kind: 'other-description', place: locate('/extends'), extends: meant }];
}
