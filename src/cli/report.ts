import { type ExitCode, UserError } from '../core/errors.ts';
import { readIfThere, refuseUnwritable } from '../core/files.ts';
import { toJsonReport } from '../report/json.ts';
import { mergeReports } from '../report/merge.ts';
import type { Reported } from '../report/notes.ts';
import { readReport } from '../report/read-report.ts';
import { toTerminalReport } from '../report/terminal.ts';
import { toGates } from './gates.ts';
import type { Io } from './io.ts';
import { parseOptions } from './options.ts';
import { refuseOverwriting } from './overwriting.ts';
import { reportsInFolder, showOnGitHub, toWantedReports, writeReports } from './reports.ts';
import { REPORT } from './usage/report.ts';

/** `report merge <files…>`: join the JSON reports of all shards of a run. Exits as the whole run would. */
export async function report(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(REPORT, argv);
  const [action, ...files] = positionals;
  if (action !== 'merge' || files.length === 0) {
    throw new UserError({
      code: 'usage/bad-option',
      message:
        action === undefined
          ? 'report needs an action: merge'
          : action === 'merge'
            ? 'report merge needs JSON reports of `run`'
            : `report has no action "${action}"`,
      hint: 'postman-contract report merge <file.json>…',
    });
  }
  const gates = toGates(values);
  const folder = values.reports === undefined ? [] : reportsInFolder(values.reports, 'merged');
  const wanted = [...folder, ...toWantedReports(values.report ?? [])];
  const outputs = wanted.map(({ path }) => path);
  await refuseOverwriting(outputs, { files, values });
  await refuseUnwritable(outputs);
  const merged = mergeReports(await Promise.all(files.map(loadReport)), gates);
  const { verbose } = values;
  io.stdout.write(values.json ? toJsonReport(merged) : toTerminalReport(merged, { ...io.stdout, verbose }));
  await writeReports(wanted, merged, io);
  await showOnGitHub(merged, io);
  return merged.exitCode;
}

/** The JSON report of an earlier run. */
export async function loadReport(file: string): Promise<Reported> {
  const text = await readIfThere(file);
  if (text !== undefined) return readReport(text, file);
  throw new UserError({ code: 'usage/no-file', message: 'file not found', place: { file } });
}
