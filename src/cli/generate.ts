import { basename, join, relative, sep } from 'node:path';
import type { Generated } from '../compose/generate-collection.ts';
import { FOLDERS_BY } from '../contract/sending-order.ts';
import { entriesOf } from '../contract/types.ts';
import { EXIT, type ExitCode, type Place, UserError } from '../core/errors.ts';
import { leftoversOf, type OutputFile, readOutput, removeLeftovers } from '../core/files.ts';
import { groupBy } from '../core/group-by.ts';
import { toJsonText } from '../core/json.ts';
import { count } from '../core/words.ts';
import { toShownDescription } from '../load/description-source.ts';
import { isModule } from '../load/load-description.ts';
import { toVisibleLine } from '../report/escape.ts';
import { digest, folded, remarksOn, summaryOf } from '../report/remarks.ts';
import { type CollectionFormat, compose, FORMATS, toOutputFiles, toV3Folder } from './compose.ts';
import type { Io, Output } from './io.ts';
import { onlyPositional, parseOptions, toChoice } from './options.ts';
import { proposalsLine } from './proposals-line.ts';
import { CHECK, GENERATE } from './usage/generate.ts';
import { readV3Folder, writeAndRemove } from './v3-folder.ts';
import { whileWaiting } from './waiting-line.ts';

/** A file that `generate` writes, with its text before: `undefined` where there was none. */
interface Change extends OutputFile {
  readonly before: string | undefined;
  /** `removed`: an earlier `generate` wrote it, and it is not written any more. */
  readonly state: 'new' | 'changed' | 'unchanged' | 'removed';
}

/** Write the files that follow from a description. With `check`, write nothing and report what would change. */
export async function generate(argv: readonly string[], io: Io, { check = false } = {}): Promise<ExitCode> {
  const { values, positionals } = parseOptions(check ? CHECK : GENERATE, argv);
  const dry = check || values.check;
  const file = onlyPositional(positionals, dry ? 'check' : 'generate');
  refuseSpecOfFile(values.spec, file);
  const formats = toFormats(values.format, values.output);
  const making = () =>
    compose(file, values, {
      withoutTests: values['without-tests'],
      withoutScripts: values['without-scripts'],
      withoutExamples: values['without-examples'],
      folders: toChoice(values.folders, 'folders', FOLDERS_BY),
    });
  const composed = await whileWaiting(
    `making the collection of ${basename(toShownDescription(file))}`,
    io.stderr,
    making,
  );
  const folder = toV3Folder(values.output, composed.description.name);
  const written = await toChanges(toOutputFiles(composed, { output: values.output, spec: values.spec, formats }));
  const { changes, kept } = formats.includes('v3') ? await withGone(written, folder) : { changes: written, kept: [] };
  const stale = changes.filter(({ state }) => state !== 'unchanged');
  const leftovers = await (dry ? leftoversIn(changes) : write(stale, changes));
  if (values.json) io.stdout.write(toJson(composed, changes));
  else for (const line of linesOf(changes, folder)) io.stdout.write(`${line}\n`);
  for (const line of [...leftovers, ...kept]) io.stderr.write(`${toVisibleLine(line)}\n`);
  const isStale = dry && stale.length > 0;
  if (isStale) await showDifferences(stale, io.stderr);
  if (!values.json) showSummary(composed, { dry, verbose: values.verbose }, io.stderr);
  io.stderr.write(proposalsLine(composed.inferred, file));
  return isStale ? EXIT.broken : EXIT.ok;
}

/** With the files of version 3 that are no longer written, and why some of them stay. */
async function withGone(written: readonly Change[], folder: string) {
  const { gone, kept } = await readV3Folder(folder, written);
  return { changes: [...written, ...gone.map((file): Change => ({ ...file, text: '', state: 'removed' }))], kept };
}

/** A line for each file. The folder of version 3 has one line: each request and each saved response is a file there. */
function linesOf(changes: readonly Change[], folder: string): readonly string[] {
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

/** Without this, `--spec` could write the file that is read, which would lose its comments. */
function refuseSpecOfFile(spec: string | undefined, file: string): void {
  if (spec === undefined || isModule(file)) return;
  const message = `--spec writes a module as YAML, and ${toShownDescription(file)} is not a module`;
  throw new UserError({ code: 'usage/bad-option', message, hint: 'Leave --spec out.' });
}

function toFormats(texts: readonly string[] | undefined, output: string): readonly CollectionFormat[] {
  const formats = (texts ?? ['v2.1']).map((text) => toChoice(text, 'format', FORMATS));
  if (!(formats.includes('v3') && output.endsWith('.json'))) return formats;
  const message = '--format v3 writes a folder, and --output is a file';
  throw new UserError({ code: 'usage/bad-option', message, hint: 'Name a folder, such as `--output collections`.' });
}

/** Write what is out of date, and remove what a killed process left behind: then there is nothing to tell of it. */
async function write(stale: readonly Change[], all: readonly Change[]): Promise<readonly string[]> {
  const gone = stale.filter(({ state }) => state === 'removed');
  await writeAndRemove(
    stale.filter(({ state }) => state !== 'removed'),
    gone.map(({ path }) => path),
  );
  await removeLeftovers(all.map(({ path }) => path));
  return [];
}

/** A line for each file that a killed process left behind. */
async function leftoversIn(changes: readonly Change[]): Promise<readonly string[]> {
  const paths = await leftoversOf(changes.map(({ path }) => path));
  return paths.map((path) => `left behind by a \`generate\` that was killed: ${path}`);
}

async function toChanges(files: readonly OutputFile[]): Promise<readonly Change[]> {
  return Promise.all(
    files.map(async (file): Promise<Change> => {
      const { path, text } = file;
      const before = await readOutput(path);
      return { ...file, before, state: before === undefined ? 'new' : before === text ? 'unchanged' : 'changed' };
    }),
  );
}

function toJson(generated: Generated, changes: readonly Change[]): string {
  const { model, description, contract, inferred } = generated;
  const entries = entriesOf(contract);
  const { locate } = description.openapi;
  const placed = <Remark extends { readonly pointer: string; readonly place?: Place }>(remarks: readonly Remark[]) =>
    remarks.map((remark) => ({ ...remark, place: remark.place ?? locate(remark.pointer) }));
  return toJsonText({
    stale: changes.some(({ state }) => state !== 'unchanged'),
    files: changes.map(({ path, state }) => ({ path: relative('', path), state })),
    operations: model.operations.length,
    requests: entries.length,
    assertions: entries.reduce((sum, { assertions }) => sum + assertions.length, 0),
    notices: placed(contract.notices),
    notAsserted: placed(contract.notAsserted),
    conventions: inferred.conventions,
    proposals: placed(inferred.proposals),
    overlays: description.notices,
  });
}

/** The totals, which `check` does not repeat, and the first remarks of each kind. */
function showSummary(
  generated: Generated,
  { dry, verbose }: { readonly dry: boolean; readonly verbose: boolean },
  out: Output,
): void {
  const lines = remarksOn(generated);
  const shown = dry ? digest(lines, verbose) : [...summaryOf(generated, lines), ...folded(lines, verbose)];
  for (const line of shown) out.write(`${toVisibleLine(line)}\n`);
}

/** Longer lines are cut when they are printed: a saved response is one line. */
const LINE = 160;

async function showDifferences(stale: readonly Change[], out: Output): Promise<void> {
  const { createTwoFilesPatch } = await import('diff');
  for (const { path, text, before = '' } of stale) {
    const patch = createTwoFilesPatch(path, path, before, text, 'now', 'as generated', { context: 2 });
    for (const line of patch.split('\n').slice(1))
      out.write(`${line.length > LINE ? `${line.slice(0, LINE)}…` : line}\n`);
  }
  out.write(`${count(stale.length, 'file')} out of date: run \`generate\` again\n`);
}
