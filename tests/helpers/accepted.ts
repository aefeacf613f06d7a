import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { toOverlay } from '../../src/infer/to-overlay.ts';
import { applyOverlays } from '../../src/load/apply-overlays.ts';
import { readOverlay } from '../../src/load/read-overlay.ts';
import { toApiModel } from '../../src/model/read-model.ts';

/** A document after somebody has accepted all that is proposed of it. */
export async function accepted(document: unknown): Promise<unknown> {
  const openapi = { value: document, locate: (pointer: string) => ({ pointer }) };
  const overlay = toOverlay(inferMeaning(toApiModel({ document, locate: openapi.locate })));
  if (!overlay) return document;
  const source = { file: 'accepted.overlay.yaml', name: 'accepted' };
  const read = await readOverlay({ value: overlay, locate: openapi.locate }, source);
  return applyOverlays(openapi, [read]).openapi.value;
}
