import { assertNever, type Place } from '../core/errors.ts';
import { NOTICE_KINDS, type Notice } from '../core/notices.ts';
import { toShownFile } from '../core/shown-file.ts';
import { type Convention, toYamlLine } from '../infer/inference.ts';
import type { OverlayNotice } from '../load/apply-overlays.ts';
import type { Verdict } from '../run/verdict.ts';
import { type Cause, toCauses } from './causes.ts';
import type { Coverage } from './coverage.ts';
import { placeInWords, pointerInFile } from './place-text.ts';

/** A verdict, with what is known of its description. Every format is a function of it. */
export interface Reported extends Verdict {
  /** The remarks on the description, a line each. */
  readonly notes?: readonly string[];
  /** What is wrong, with its places in the description. Without them, they are found in the verdict alone. */
  readonly causes?: readonly Cause[];
  /** What of the description was asserted. Unknown for a collection without its description. */
  readonly coverage?: Coverage;
  /** The file of the description, for what has no place in it. */
  readonly file?: string;
  readonly shard?: Shard;
}

/** Which part of a suite was run. */
export interface Shard {
  readonly number: number;
  readonly of: number;
  /** The ids of all requests of the suite, in its order. */
  readonly order: readonly string[];
}

/** The causes of a red run. */
export function causesOf(verdict: Reported): readonly Cause[] {
  return verdict.causes ?? toCauses(verdict);
}

/** A convention on one line: `by convention: listOrders: "limit" is … (its name and its type); declare: …; deny: …`. */
export function toNote({ operation, what, why, declare, deny }: Convention): string {
  const declaring = declare ? `; declare: ${toYamlLine(declare)}` : '';
  return `by convention: ${operation}: ${what} (${why})${declaring}; deny: ${deny}`;
}

/** A remark on the description on one line: `left out: shop.yaml:7:3 #/paths/~1a/get: it has no response`. */
export function toNoticeLine({ kind, message, pointer, place }: Notice, locate: (pointer: string) => Place): string {
  const found = place ?? locate(pointer);
  const { file = '', line, column } = found;
  const shown = file === '' ? '' : toShownFile(file);
  const where = line === undefined ? shown : `${shown}:${line}:${column ?? 1}`;
  return `${NOTICE_KINDS[kind]}: ${[where, pointerInFile(found, pointer)].filter((part) => part !== '').join(' ')}: ${message}`;
}

/** A notice on one line: `overlay: api.overlay.yaml:5:13: target "$.paths['/gone']" matches nothing`. */
export function toOverlayNote(notice: OverlayNotice): string {
  return `overlay: ${placeInWords(notice.place)}: ${statement(notice)}`;
}

function statement(notice: OverlayNotice): string {
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
