import { fromPointer } from '../core/pointer.ts';
import type { OverlayDocument } from '../load/overlay-document.ts';
import type { ApiModel } from '../model/types.ts';
import type { Inferred } from './inference.ts';

/**
 * Write the proposals as an overlay, one action each. A person reviews it, deletes wrong actions, and passes the file to all
 * commands. Actions do not depend on each other, so any can be deleted. `undefined` if there are no proposals, because an
 * overlay needs at least one action.
 *
 * https://spec.openapis.org/overlay/v1.1.html
 */
export function toOverlay({ model, proposals }: Inferred): OverlayDocument | undefined {
  if (proposals.length === 0) return undefined;
  return {
    overlay: '1.1.0',
    info: { title: `Proposals for ${titleOf(model)}`, version: '1' },
    actions: proposals.map(({ pointer, what, why, declare }) => ({
      target: toJsonPath(pointer),
      description: `${what} (${why})`,
      update: declare,
    })),
  };
}

/** An overlay that changes nothing, for a file where there are no proposals: `--overlay` names one that is there. */
export function emptyOverlay({ model }: Inferred): OverlayDocument {
  return {
    overlay: '1.1.0',
    info: { title: `Proposals for ${titleOf(model)}`, version: '1' },
    actions: [{ target: '$.info', description: 'Nothing is proposed, so this changes nothing', update: {} }],
  };
}

function titleOf({ title }: ApiModel): string {
  return title.replace(/\s+/g, ' ');
}

/** `/paths/~1orders/get` -> `$.paths['/orders'].get`: https://www.rfc-editor.org/rfc/rfc9535#section-2.3.1 */
export function toJsonPath(pointer: string): string {
  return `$${fromPointer(pointer).map(toSegment).join('')}`;
}

function toSegment(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  const escaped = JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `['${escaped}']`;
}
