import { basename, relative } from 'node:path';
import type { GeneratedInParts } from '../compose/generate-collection.ts';
import { FOLDERS_BY } from '../contract/folders.ts';
import { entriesOf } from '../contract/types.ts';
import { EXIT, type ExitCode, type Place, UserError } from '../core/errors.ts';
import { leftoversOf, removeLeftovers } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { discard, stage } from '../core/staged-file.ts';
import { toReview } from '../infer/inference.ts';
import { toShownDescription } from '../load/description-source.ts';
import { isModule } from '../load/load-description.ts';
import { digest, folded, remarksOn, summaryOf } from '../report/remarks.ts';
import { type Change, linesOf, type StagedChange, showDifferences, toChanges, type WholeChange } from './changes.ts';
import {
  type CollectionFormat,
  composeInParts,
  FORMATS,
  type OutputFiles,
  toOutputFiles,
  toV3Folder,
} from './compose.ts';
import type { Io, Output } from './io.ts';
import { onlyPositional, parseOptions, toChoice } from './options.ts';
import { type Inputs, refuseOverwriting } from './overwriting.ts';
import { proposalsLine } from './proposals-line.ts';
import { say } from './say.ts';
import { CHECK, GENERATE } from './usage/generate.ts';
import { readV3Folder, writeAndRemove } from './v3-folder.ts';
import { whileWaiting } from './waiting-line.ts';

/** Write the files that follow from a description. With `check`, write nothing and report what would change. */
export async function generate(argv: readonly string[], io: Io, { check = false } = {}): Promise<ExitCode> {
  const { values, positionals } = check ? parseOptions(CHECK, argv) : parseOptions(GENERATE, argv);
  const dry = check || ('check' in values && values.check === true);
  const file = onlyPositional(positionals, dry ? 'check' : 'generate');
  refuseSpecOfFile(values.spec, file);
  const formats = toFormats(values.format, values.output);
  const waiting = `making the collection of ${basename(toShownDescription(file))}`;
  const { composed, folder, changes, kept } = await whileWaiting(waiting, io.stderr, async () => {
    const composed = await composeInParts(file, values, {
      withoutTests: values['without-tests'],
      withoutScripts: values['without-scripts'],
      withoutExamples: values['without-examples'],
      folders: toChoice(values.folders, 'folders', FOLDERS_BY),
    });
    const inputs = { files: [file], values, openapi: composed.description.openapi };
    const folder = toV3Folder(values.output, composed.description.name);
    const files = toOutputFiles(composed, { output: values.output, spec: values.spec, formats });
    return { composed, folder, ...(await made(files, formats.includes('v3') ? folder : undefined, { dry, inputs })) };
  });
  const stale = changes.filter(({ state }) => state !== 'unchanged');
  const leftovers = await (dry ? leftoversIn(changes) : write(stale, changes));
  if (values.json) io.stdout.write(toJson(composed, changes));
  else for (const line of linesOf(changes, folder)) io.stdout.write(`${line}\n`);
  say([...leftovers, ...kept], io.stderr);
  const isStale = dry && stale.length > 0;
  if (isStale) await showDifferences(stale, io.stderr);
  if (!values.json) {
    showSummary(composed, { dry, verbose: values.verbose }, io.stderr);
    say(proposalsLine(composed.inferred, file, values), io.stderr);
  }
  return isStale ? EXIT.broken : EXIT.ok;
}

/** All files as they would be, and why some of an earlier version 3 stay. The large ones are in temporary files, unless `dry`. */
async function made(
  { streamed, others }: OutputFiles,
  v3Folder: string | undefined,
  { dry, inputs }: { readonly dry: boolean; readonly inputs: Inputs },
) {
  const staged: StagedChange[] = [];
  try {
    if (!dry)
      await refuseOverwriting(
        streamed.map(({ path }) => path),
        inputs,
      );
    for (const file of streamed) staged.push({ ...file, ...(await stage(file, { dry })), kind: 'staged' });
    const written = await toChanges(others());
    const all = [...streamed, ...written].map(({ path }) => path);
    if (!dry) await refuseOverwriting(all, inputs);
    const { gone, kept } = v3Folder === undefined ? { gone: [], kept: [] } : await readV3Folder(v3Folder, written);
    const removed = gone.map((file): WholeChange => ({ ...file, kind: 'whole', text: '', state: 'removed' }));
    return { changes: [...staged, ...written, ...removed], kept };
  } catch (error) {
    await discard(staged);
    throw error;
  }
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
  const whole = stale.filter((change) => change.kind === 'whole');
  await writeAndRemove(
    whole.filter(({ state }) => state !== 'removed'),
    stale.filter((change) => change.kind === 'staged'),
    whole.filter(({ state }) => state === 'removed').map(({ path }) => path),
  );
  await removeLeftovers(all.map(({ path }) => path));
  return [];
}

/** A line for each file that a killed process left behind. */
async function leftoversIn(changes: readonly Change[]): Promise<readonly string[]> {
  const paths = await leftoversOf(changes.map(({ path }) => path));
  return paths.map((path) => `left behind by a \`generate\` that was killed: ${path}`);
}

function toJson(generated: GeneratedInParts, changes: readonly Change[]): string {
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
    proposals: placed(toReview(inferred)),
    overlays: description.notices,
  });
}

/** The totals, which `check` does not repeat, and the first remarks of each kind. */
function showSummary(
  generated: GeneratedInParts,
  { dry, verbose }: { readonly dry: boolean; readonly verbose: boolean },
  out: Output,
): void {
  const lines = remarksOn(generated);
  const shown = dry ? digest(lines, verbose) : [...summaryOf(generated, lines), ...folded(lines, verbose)];
  say(shown, out);
}
