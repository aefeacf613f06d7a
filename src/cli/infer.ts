import { relative } from 'node:path';
import { inferFrom } from '../compose/to-model.ts';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { readIfThere, writeFiles } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { count } from '../core/words.ts';
import { type Inferred, toReview } from '../infer/inference.ts';
import { emptyOverlay, toOverlay } from '../infer/to-overlay.ts';
import { type Description, isModule } from '../load/load-description.ts';
import { toYamlText } from '../load/to-yaml.ts';
import { toOverlayNote } from '../report/notes.ts';
import { load } from './compose.ts';
import type { Io } from './io.ts';
import { onlyPositional, parseOptions } from './options.ts';
import { refuseOverwriting } from './overwriting.ts';
import { say } from './say.ts';
import { showNotices } from './show-notices.ts';
import { INFER } from './usage/infer.ts';

/** Propose what a description does not declare, as an overlay. With `--check`, report actions of overlays that match nothing. */
export async function infer(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(INFER, argv);
  const file = onlyPositional(positionals, 'infer');
  if (values.check && (values.output !== undefined || values.json)) {
    const message = '--check writes nothing, so it excludes --output and --json';
    throw new UserError({ code: 'usage/bad-option', message, hint: 'Leave them out.' });
  }
  if (values.check && values.overlay === undefined && !isModule(file)) {
    const message = '--check needs an overlay';
    throw new UserError({ code: 'usage/bad-option', message, hint: 'Give it by --overlay.' });
  }
  const description = await load(file, values);
  say(description.notices.map(toOverlayNote), io.stderr);
  if (values.check) return checkOverlays(description, io);
  const inferred = inferFrom(description);
  const { model, proposals, doubts } = inferred;
  // Those of overlays are shown above: they are what an overlay is corrected by.
  showNotices(model, { ...description, notices: [] }, io, values.verbose);
  say(
    doubts.map(({ operation, what, why }) => `not proposed: ${operation}: ${what} (${why})`),
    io.stderr,
  );
  if (values.json) io.stdout.write(toJsonText({ proposals, doubts }));
  else {
    const inputs = { files: [file], values, openapi: description.openapi };
    await refuseOverwriting(values.output === undefined ? [] : [values.output], inputs);
    await writeOverlay(inferred, values.output, io);
  }
  const { length } = toReview(inferred);
  const then = length === 0 ? '' : '. Delete what is wrong, and apply the rest with --overlay';
  say([`${count(length, 'proposal')}${then}`], io.stderr);
  return EXIT.ok;
}

/** By the standard, a target that matches nothing is no error. In a committed overlay, it means that the description has changed. */
function checkOverlays({ notices }: Description, io: Io): ExitCode {
  const stale = notices.filter(({ kind }) => kind !== 'other-description');
  if (stale.length === 0) return EXIT.ok;
  io.stderr.write(`${count(stale.length, 'action')} of the overlays match nothing\n`);
  return EXIT.broken;
}

const HEAD = `Proposals for what the description does not declare, read from names, similarities and prose.

Written by \`postman-contract infer\`. Review each action, delete what is wrong, and give this file to the other
commands with \`--overlay\`. The actions do not depend on one another.`;

async function writeOverlay(inferred: Inferred, output: string | undefined, io: Io): Promise<void> {
  const overlay = toOverlay(inferred) ?? (output === undefined ? undefined : emptyOverlay(inferred));
  if (!overlay) return;
  const text = toYamlText(overlay, HEAD);
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  const before = await readIfThere(output);
  const state = before === undefined ? 'new' : before === text ? 'unchanged' : 'changed';
  if (state !== 'unchanged') await writeFiles([{ path: output, text }]);
  io.stdout.write(`${state.padEnd(9)} ${relative('', output)}\n`);
}
