import { relative } from 'node:path';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { type OutputFile, readIfThere, writeFiles } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { count } from '../core/words.ts';
import { isModule } from '../load/load-description.ts';
import { toVisibleLine } from '../report/escape.ts';
import { toNote, toOverlayNote } from '../report/notes.ts';
import { compose, toOutputFiles } from './compose.ts';
import type { Io, Output } from './io.ts';
import { OVERLAY, onlyPositional, parseOptions } from './options.ts';
import { proposalsLine } from './proposals-line.ts';

/** What became of a file, or would become of it. */
interface Written {
  readonly path: string;
  readonly state: 'new' | 'changed' | 'unchanged';
}

/** Write the collection and what goes with it; with `check`, write nothing and tell whether anything would change. */
export async function generate(argv: readonly string[], io: Io, { check = false } = {}): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o', default: 'collections' },
      spec: { type: 'string' },
      ...OVERLAY,
      arazzo: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const dry = check || values.check;
  const file = onlyPositional(positionals, dry ? 'check' : 'generate');
  if (values.spec !== undefined && !isModule(file)) {
    // It could be the very file that is read, and would lose its comments.
    const message = `--spec writes a module as YAML, and ${file} is none`;
    throw new UserError({ code: 'usage/bad-option', message, hint: 'Leave --spec out.' });
  }
  const composed = await compose(file, values);
  const { description, inferred } = composed;
  const { notAsserted } = composed.contract;
  const files = toOutputFiles(composed, { output: values.output, spec: values.spec });
  // What cannot be read is as good as not there: writing it tells what is wrong with the place.
  const before = await Promise.all(files.map(({ path }) => readIfThere(path).catch(() => undefined)));
  const written = files.map(({ path, text }, index): Written => {
    const old = before[index];
    return { path: relative('', path), state: old === undefined ? 'new' : old === text ? 'unchanged' : 'changed' };
  });
  const stale = written.filter(({ state }) => state !== 'unchanged');
  if (!dry && stale.length > 0) await writeFiles(files.filter((_, index) => written[index]?.state !== 'unchanged'));
  const { conventions, proposals } = inferred;
  const { notices } = description;
  if (values.json)
    io.stdout.write(
      toJsonText({ stale: stale.length > 0, files: written, notAsserted, conventions, proposals, notices }),
    );
  else for (const { path, state } of written) io.stdout.write(`${state.padEnd(9)} ${path}\n`);
  for (const notice of notices) io.stderr.write(`${toVisibleLine(toOverlayNote(notice))}\n`);
  for (const { pointer, keyword, why } of notAsserted) {
    io.stderr.write(`not asserted: ${keyword} at #${pointer}: ${why}\n`);
  }
  for (const convention of conventions) io.stderr.write(`${toVisibleLine(toNote(convention))}\n`);
  if (dry && stale.length > 0) {
    await showDifferences(files, before, io.stderr);
    io.stderr.write(`${count(stale.length, 'file')} out of date: run \`generate\` again\n`);
  }
  io.stderr.write(proposalsLine(inferred, file));
  return dry && stale.length > 0 ? EXIT.broken : EXIT.ok;
}

/** Lines longer than this are cut when they are shown: a saved response stands on one line. */
const LINE = 160;

async function showDifferences(
  files: readonly OutputFile[],
  before: readonly (string | undefined)[],
  out: Output,
): Promise<void> {
  const { createTwoFilesPatch } = await import('diff');
  for (const [index, { path, text }] of files.entries()) {
    const old = before[index] ?? '';
    if (old === text) continue;
    const patch = createTwoFilesPatch(path, path, old, text, 'as it is', 'as generated', { context: 2 });
    for (const line of patch.split('\n').slice(1))
      out.write(`${line.length > LINE ? `${line.slice(0, LINE)}…` : line}\n`);
  }
}
