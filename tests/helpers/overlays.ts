import { applyOverlays, type Overlaid } from '../../src/load/apply-overlays.ts';
import { parseText } from '../../src/load/parse.ts';
import { type Overlay, readOverlay } from '../../src/load/read-overlay.ts';

/** An overlay with these actions, as text: its first action stands on line 4, unless it is given as JSON. */
export function overlayText(actions: string | readonly unknown[], version = '1.1.0'): string {
  const text = typeof actions === 'string' ? `\n${actions}` : ` ${JSON.stringify(actions)}`;
  return `overlay: ${version}\ninfo: { title: Test, version: 1.0.0 }\nactions:${text}\n`;
}

export function read(text: string, file = 'a.overlay.yaml'): Promise<Overlay> {
  return readOverlay(parseText(text, file), { file, name: file });
}

/** A document, given as YAML or as a value, with overlays applied. */
export async function overlaid(document: unknown, ...overlays: readonly Overlay[]): Promise<Overlaid> {
  const openapi =
    typeof document === 'string'
      ? parseText(document, 'api.yaml')
      : { value: document, locate: (pointer: string) => ({ file: 'api.ts', pointer: `#${pointer}` }) };
  return applyOverlays(openapi, overlays);
}
