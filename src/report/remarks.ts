/** What of a description is left out, shortened, replaced, not asserted, assumed or proposed: a line each, and their summary. */

import type { GeneratedInParts } from '../compose/generate-collection.ts';
import { entriesOf } from '../contract/types.ts';
import type { Place } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { NOTICE_KINDS } from '../core/notices.ts';
import { toShownFile } from '../core/shown-file.ts';
import { count } from '../core/words.ts';
import { toReview } from '../infer/inference.ts';
import { toNote, toNoticeLine, toOverlayNote } from './notes.ts';
import { pointerInFile } from './place-text.ts';

/** What there are remarks on. */
type Remarked = Pick<GeneratedInParts, 'description' | 'model' | 'contract' | 'inferred'>;

/** How many lines of each kind are shown, where all are available elsewhere: of those that say the same in other places, and in all. */
const FEW = 5;
const MOST = 12;

/** One line for each remark, all of a kind together. A line begins with its kind and a colon. */
export function remarksOn({ description, contract, inferred }: Remarked): readonly string[] {
  const { locate } = description.openapi;
  const order = Object.keys(NOTICE_KINDS);
  const notices = contract.notices.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const at = (pointer: string) => toWhere(pointer, locate(pointer));
  return [
    ...description.notices.map(toOverlayNote),
    ...notices.map((notice) => toNoticeLine(notice, locate)),
    // The keyword is the last part of its place.
    ...contract.notAsserted.map(({ pointer, why }) => `not asserted: ${at(pointer)}: ${why}`),
    ...inferred.conventions.map(toNote),
    ...toReview(inferred).map(
      ({ pointer, operation, what, why }) => `proposed: ${at(pointer)}: ${operation}: ${what} (${why})`,
    ),
  ];
}

/** `shop.yaml:7:3 #/paths/~1a/get`; only the pointer, where the line is not known. */
function toWhere(pointer: string, place: Place): string {
  const { file = '', line, column } = place;
  const where = line === undefined ? '' : `${toShownFile(file)}:${line}:${column ?? 1}`;
  return [where, pointerInFile(place, pointer)].join(' ').trim();
}

/**
 * Some lines of each kind, and how many more there are; with `verbose`, all lines. First come those that say something else, since a remark
 * that is made a hundred times would hide one that is made once.
 */
export function folded(lines: readonly string[], verbose = false): readonly string[] {
  if (verbose) return lines;
  return [...byKind(lines)].flatMap(([kind, ofKind]) => {
    if (ofKind.length <= FEW + 1) return ofKind;
    const each = new Set([...groupBy(ofKind, sentenceOf).values()].flatMap(([first]) => first ?? []).slice(0, MOST));
    const others = ofKind.filter((line) => !each.has(line)).slice(0, Math.max(0, FEW - each.size));
    const shown = ofKind.filter((line) => each.has(line) || others.includes(line));
    const more = ofKind.length - shown.length;
    return more === 0 ? shown : [...shown, `${kind}: and ${more} more; --verbose shows all`];
  });
}

/** A line without its place, the names of operations, quotations and numbers. */
function sentenceOf(line: string): string {
  return line
    .replace(/ [^ ]*#\/[^ ]*: | [^ ]*:\d+:\d+( [^ ]*)?: /, ' ')
    .replace(/\b[A-Z]{3,} \/[^ ]*( and \d+ more operations?)?:? ?/g, '')
    .replace(/"[^"]*"|`[^`]*`|\{.*\}|\d+/g, '')
    .replace(/the (example|default) .* is /, 'the $1 is ')
    .replace(/(^| )\/[^ ]*|; not .*|\(and in .*\)$/g, '');
}

/**
 * One line in the place of all lines, for commands other than `generate`: who has to read the same lines at each run reads none of them.
 * Those of overlays stay, which the command was given, too. With `verbose`, all lines.
 */
export function digest(lines: readonly string[], verbose = false): readonly string[] {
  const isOfOverlay = (line: string) => line.startsWith('overlay:');
  const others = lines.filter((line) => !isOfOverlay(line));
  if (verbose || others.length === 0) return lines;
  return [...lines.filter(isOfOverlay), `description: ${countsOf(others)}; --verbose shows them, as \`generate\` does`];
}

/** `left out 2, not asserted 4`. */
function countsOf(lines: readonly string[]): string {
  return [...byKind(lines)].map(([kind, ofKind]) => `${kind} ${ofKind.length}`).join(', ');
}

/**
 * What was generated, and what of it needs a look, in one or two lines:
 *
 * ```
 * 43 operations, 212 requests, 1204 assertions
 * left out 2, shortened 1, not asserted 4, proposed 7
 * ```
 */
export function summaryOf({ model, contract }: Remarked, lines: readonly string[]): readonly string[] {
  const entries = entriesOf(contract);
  const assertions = entries.reduce((sum, entry) => sum + entry.assertions.length, 0);
  const totals = [
    count(model.operations.length, 'operation'),
    count(entries.length, 'request'),
    count(assertions, 'assertion'),
  ].join(', ');
  const counts = countsOf(lines);
  return counts === '' ? [totals] : [totals, counts];
}

function byKind(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return groupBy(lines, (line) => line.slice(0, line.indexOf(':')));
}
