/** The files that `generate` writes, compared with those that are there: what has changed, and how it is shown. */
import { join, relative, sep } from 'node:path';
import { type OutputFile, readOutput, type StagedFile } from '../core/files.ts';
import { groupBy } from '../core/group-by.ts';
import { lineAt, type StreamedFile } from '../core/staged-file.ts';
import { count } from '../core/words.ts';
import { toVisible } from '../report/escape.ts';
import type { Output } from './io.ts';
import { patchLines } from './patch-lines.ts';
import { say } from './say.ts';

/** A file that `generate` writes. */
export type Change = WholeChange | StagedChange;

/** A file with its text before: `undefined` where there was none. */
export interface WholeChange extends OutputFile {
  readonly kind: 'whole';
  readonly before: string | undefined;
  /** `removed`: an earlier `generate` wrote it, and it is not written any more. */
  readonly state: 'new' | 'changed' | 'unchanged' | 'removed';
}

/** A file whose text is not in memory. */
export interface StagedChange extends StagedFile, StreamedFile {
  readonly kind: 'staged';
}

export async function toChanges(files: readonly OutputFile[]): Promise<readonly WholeChange[]> {
  return Promise.all(
    files.map(async (file): Promise<WholeChange> => {
      const { path, text } = file;
      const before = await readOutput(path);
      const state = before === undefined ? 'new' : before === text ? 'unchanged' : 'changed';
      return { ...file, kind: 'whole', before, state };
    }),
  );
}

/** A line for each file. The folder of version 3 has one line: each request and each saved response is a file there. */
export function linesOf(changes: readonly Change[], folder: string): readonly string[] {
  const lineOf = (state: string, path: string) => `${state.padEnd(9)} ${relative('', path)}`;
  const isInside = ({ path }: Change) => path.startsWith(join(folder, sep));
  const inside = changes.filter(isInside);
  const states = [...groupBy(inside, ({ state }) => state)];
  const state = states.length === 1 ? (states[0]?.[0] ?? '') : 'changed';
  const counts = states.map(([each, { length }]) => `${length} ${each}`).join(', ');
  return [
    ...changes.filter((change) => !isInside(change)).map(({ state, path }) => lineOf(state, path)),
    ...(inside.length > 0 ? [`${lineOf(state, folder)} (${count(inside.length, 'file')}: ${counts})`] : []),
  ];
}

/** In bytes. Of a larger file, only the line of its first difference is shown. */
const MOST_SHOWN = 2 ** 25;

/** Of files that are there as a whole or not at all, so many are named. */
const MOST_NAMED = 5;

/**
 * Show a patch of each file that has changed, and a line for each that is new or not written any more. `most`: the bytes from which a file
 * whose text is not in memory is too large for a patch.
 */
export async function showDifferences(stale: readonly Change[], out: Output, most = MOST_SHOWN): Promise<void> {
  const named = stale.filter(({ state }) => state !== 'changed');
  say(named.slice(0, MOST_NAMED).map(wholly), out);
  if (named.length > MOST_NAMED) out.write(`and ${count(named.length - MOST_NAMED, 'more file')} of these kinds\n`);
  for (const change of stale.filter(({ state }) => state === 'changed')) {
    if (change.kind === 'staged' && change.size > most) out.write(await firstDifference(change));
    else await showPatch(change, out);
  }
  out.write(`${count(stale.length, 'file')} out of date: run \`generate\` again\n`);
}

async function showPatch(change: Change, out: Output): Promise<void> {
  const { createTwoFilesPatch } = await import('diff');
  const { path } = change;
  const isWhole = change.kind === 'whole';
  const text = isWhole ? change.text : [...change.pieces].join('');
  const before = (isWhole ? change.before : await readOutput(path)) ?? '';
  const patch = createTwoFilesPatch(path, path, before, text, 'now', 'as generated', { context: 2 });
  for (const line of patchLines(patch.split('\n').slice(1))) out.write(`${toVisible(line)}\n`);
}

function wholly(change: Change): string {
  const name = relative('', change.path);
  if (change.state === 'removed') return `${name} is not written any more; it would be removed`;
  const size = change.kind === 'staged' ? change.size : (change.bytes ?? Buffer.from(change.text)).length;
  return `${name} is not there; it would have ${count(size, 'byte')}`;
}

async function firstDifference({ path, differsAt = 0 }: StagedChange): Promise<string> {
  return `${relative('', path)} differs from line ${await lineAt(path, differsAt)} on; it is too large to show more\n`;
}
