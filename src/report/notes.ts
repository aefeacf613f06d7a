import { relative } from 'node:path';
import { assertNever } from '../core/errors.ts';
import type { OverlayNotice } from '../load/apply-overlays.ts';
import type { Inference } from '../model/inference.ts';
import type { Verdict } from '../run/verdict.ts';

/** A verdict, with what a reader should know of the description it was made from. */
export interface Reported extends Verdict {
  readonly notes?: readonly string[];
}

/** An inference on one line: `inferred: listOrders: "limit" is … (its name and its type); declare: …; deny: …`. */
export function toNote({ operation, kind, what, why, declare, deny }: Inference): string {
  const lines = [declare && `declare: ${declare}`, deny && `deny: ${deny}`].filter((line) => line !== undefined);
  const head = `${kind === 'inferred' ? 'inferred' : 'not inferred'}: ${operation}: ${what} (${why})`;
  return [head, ...lines].join('; ');
}

/** A notice on one line: `overlay: api.overlay.yaml:5:13: target "$.paths['/gone']" matches nothing`. */
export function toOverlayNote(notice: OverlayNotice): string {
  const { file = '', line, column, pointer = '' } = notice.place;
  const where =
    line === undefined ? `${relative('', file)} ${pointer}` : `${relative('', file)}:${line}:${column ?? 1}`;
  return `overlay: ${where}: ${said(notice)}`;
}

function said(notice: OverlayNotice): string {
  switch (notice.kind) {
    case 'unmatched-target':
      return `target "${notice.target}" matches nothing`;
    case 'unmatched-copy':
      return `copy "${notice.copy}" matches nothing`;
    case 'other-description':
      return `is written for "${notice.extends}", which is another file`;
    default:
      return assertNever(notice);
  }
}
