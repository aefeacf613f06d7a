/**
 * A fault inside one operation or path leaves out that part, and not the whole document. A part is read apart, so that its faults
 * are known as its own.
 */
import { type Finding, throwIfAny } from '../core/errors.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { isOwnKey } from './own-keys.ts';
import { type Node, type Reading, resolved } from './reading.ts';
import type { LeftOutOperation } from './types.ts';

/** A part of the document with faults. */
export interface Faulty {
  /** Its name in a notice, such as `GET /orders`. */
  readonly part: string;
  /** The operation that it is, unless it is a whole path. */
  readonly operation?: LeftOutOperation;
  readonly faults: readonly Fault[];
}

/** A finding, and the pointer of its place in the whole document: in the finding, it is that in its file. */
export interface Fault {
  readonly finding: Finding;
  readonly pointer: string;
}

/** A reading that keeps its findings and notices apart. */
export interface Apart {
  readonly reading: Reading;
  readonly faults: () => readonly Fault[];
}

export function apart(whole: Reading): Apart {
  const pointers = new Map<unknown, string>();
  const locate: Reading['locate'] = (pointer) => {
    // A copy, since several pointers may have the same place.
    const place = { ...whole.locate(pointer) };
    pointers.set(place, pointer);
    return place;
  };
  const reading: Reading = { ...whole, findings: [], notices: [], locate };
  return {
    reading,
    faults: () => reading.findings.map((finding) => ({ finding, pointer: pointers.get(finding.place) ?? '' })),
  };
}

/** A node, or the target of its reference, where what is wrong in it has no effect on what is sent. */
export function followed(reading: Reading, node: Node): Node | undefined {
  return resolved(apart(reading).reading, node);
}

/**
 * Leave out the faulty parts, with a notice for each.
 *
 * @throws UserError with all findings, if the document itself has faults, if nothing is left, or if the reading is strict; with those of
 * our own keys, if there are any.
 */
export function leaveOut(reading: Reading, faulty: readonly Faulty[], left: number): void {
  const findings = faulty.flatMap(({ faults }) => faults.map(({ finding }) => finding));
  const isRefused = reading.strict || left === 0 || reading.findings.length > 0;
  throwIfAny(isRefused ? [...reading.findings, ...findings] : faultsOfOwnKeys(faulty));
  for (const { part, operation, faults } of faulty) {
    // A part may be read several times.
    const [first, ...others] = new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values();
    if (!first) continue;
    const more = others.length > 0 ? ` (and ${count(others.length, 'more error')} in it)` : '';
    const own = first.finding.message.startsWith(`"${part}"`) ? '' : `${part}: `;
    const message = `${own}${first.finding.message}${more}${howToRead(first.finding)}`;
    reading.notices.push({ kind: 'left-out', message, pointer: placeIn(operation, first.pointer) });
  }
}

/** Equal schemas have the place of the first of them, which may be in another operation. */
function placeIn(operation: LeftOutOperation | undefined, pointer: string): string {
  const [root, path = ''] = fromPointer(pointer);
  if (!operation || root !== 'paths' || path === operation.path) return pointer;
  return toPointer(['paths', operation.path, operation.method]);
}

/** What lets a file be read that is outside of the folder, or on another host: the reader of a notice may want it, as that of an error. */
function howToRead({ code, hint }: Finding): string {
  const isUnread = code === 'file/outside' || code === 'reference/remote';
  return isUnread && hint !== undefined
    ? ` (${hint.slice(0, 1).toLowerCase()}${hint.slice(1).replace(/\.$/, '')})`
    : '';
}

/** References of responses to nowhere, each once: what they describe may be anything. */
export function noteOpen(reading: Reading, open: readonly Fault[]): void {
  if (reading.strict) return;
  const byPlace = new Map(open.map((fault) => [fault.pointer, fault.finding]));
  for (const [pointer, finding] of byPlace) {
    const message = `${finding.message}: what it describes is not asserted${howToRead(finding)}`;
    reading.notices.push({ kind: 'left-out', message, pointer });
  }
}

/**
 * Who wrote a key of ours would have to read the notices to learn that its assertions are missing. Other faults are often a provider's, whom
 * the reader of a description cannot correct.
 */
function faultsOfOwnKeys(faulty: readonly Faulty[]): readonly Finding[] {
  return faulty.flatMap(({ faults }) =>
    faults.flatMap(({ finding, pointer }) => {
      const key = fromPointer(pointer).find(isOwnKey);
      if (key === undefined) return [];
      const hint = `\`${key}\` is a key of postman-contract. If it is meant for another tool, an overlay can remove it.`;
      return [{ ...finding, hint: finding.hint ?? hint }];
    }),
  );
}
