import { basename, relative } from 'node:path';
import type { Generated } from '../compose/generate-collection.ts';
import { entriesOf } from '../contract/types.ts';
import { EXIT, type ExitCode, type Place, UserError } from '../core/errors.ts';
import { leftoversOf, type OutputFile, readOutput, removeLeftovers, writeFiles } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { count } from '../core/words.ts';
import { toShownDescription } from '../load/description-source.ts';
import { isModule } from '../load/load-description.ts';
import { toVisibleLine } from '../report/escape.ts';
import { folded, remarksOn, summaryOf } from '../report/remarks.ts';
import { compose, toOutputFiles } from './compose.ts';
import type { Io, Output } from './io.ts';
import { onlyPositional, parseOptions, toChoice } from './options.ts';
import { proposalsLine } from './proposals-line.ts';
import { CHECK, GENERATE } from './usage/generate.ts';
import { whileWaiting } from './waiting-line.ts';

/** A file that `generate` writes, with its text before: `undefined` where there was none. */
interface Change extends OutputFile {
  readonly before: string | undefined;
  readonly state: 'new' | 'changed' | 'unchanged';
}

/** Write the files that follow from a description. With `check`, write nothing and report what would change. */
export async function generate(argv: readonly string[], io: Io, { check = false } = {}): Promise<ExitCode> {
  const { values, positionals } = parseOptions(check ? CHECK : GENERATE, argv);
  const dry = check || values.check;
  const file = onlyPositional(positionals, dry ? 'check' : 'generate');
  refuseSpecOfFile(values.spec, file);
  const making = () =>
    compose(file, values, {
      withoutTests: values['without-tests'],
      withoutScripts: values['without-scripts'],
      withoutExamples: values['without-examples'],
      folders: toChoice(values.folders, 'folders', ['tags', 'paths', 'flat'] as const),
    });
  const composed = await whileWaiting(
    `making the collection of ${basename(toShownDescription(file))}`,
    io.stderr,
    making,
  );
  const changes = await toChanges(toOutputFiles(composed, { output: values.output, spec: values.spec }));
  const stale = changes.filter(({ state }) => state !== 'unchanged');
  const leftovers = await (dry ? leftoversIn(changes) : write(stale, changes));
  if (values.json) io.stdout.write(toJson(composed, changes));
  else for (const { path, state } of changes) io.stdout.write(`${state.padEnd(9)} ${relative('', path)}\n`);
  for (const line of leftovers) io.stderr.write(`${toVisibleLine(line)}\n`);
  const isStale = dry && stale.length > 0;
  if (isStale) await showDifferences(stale, io.stderr);
  if (!values.json) showSummary(composed, { dry, verbose: values.verbose }, io.stderr);
  io.stderr.write(proposalsLine(composed.inferred, file));
  return isStale ? EXIT.broken : EXIT.ok;
}

/** Without this, `--spec` could write the file that is read, which would lose its comments. */
function refuseSpecOfFile(spec: string | undefined, file: string): void {
  if (spec === undefined || isModule(file)) return;
  const message = `--spec writes a module as YAML, and ${toShownDescription(file)} is not a module`;
  throw new UserError({ code: 'usage/bad-option', message, hint: 'Leave --spec out.' });
}

/** Write what is out of date, and remove what a killed process left behind. */
async function write(stale: readonly Change[], all: readonly Change[]): Promise<readonly string[]> {
  await writeFiles(stale);
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
  const shown = [...(dry ? [] : summaryOf(generated, lines)), ...folded(lines, verbose)];
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
