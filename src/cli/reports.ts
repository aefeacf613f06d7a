/** The reports of a run as files: which ones the command line asks for, and what they know of the description. */
import { appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generated } from '../compose/generate-collection.ts';
import { messageOf, type Place, UserError } from '../core/errors.ts';
import { readIfThere, writeFiles } from '../core/files.ts';
import { parseText } from '../load/parse.ts';
import { toCauses } from '../report/causes.ts';
import { toAnnotations } from '../report/ci.ts';
import { toCoverage } from '../report/coverage.ts';
import { FORMATS, type Format, formatOfFile } from '../report/formats.ts';
import { gate } from '../report/gate.ts';
import { toMarkdown } from '../report/markdown.ts';
import type { Reported } from '../report/notes.ts';
import { toPublicPlace } from '../report/place-text.ts';
import { originsIn, useCaseLocator } from '../report/promises.ts';
import type { Verdict } from '../run/verdict.ts';
import { toSpecText } from './compose.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';
import { toShownPath } from './shown-path.ts';
import type { SuitePart } from './suite-part.ts';

/** A report that is asked for. */
export interface WantedReport {
  readonly format: Format;
  readonly path: string;
}

/** `--report html=run.html`, or `--report run.html`, whose name says the format. */
export function toWantedReports(values: readonly string[]): readonly WantedReport[] {
  return values.map((value) => {
    const [, name, path] = /^([a-z]+)=(.+)$/s.exec(value) ?? [];
    const format = name === undefined ? formatOfFile(value) : toFormat(name);
    if (format !== undefined) return { format, path: path ?? value };
    const formats = Object.keys(FORMATS).join(', ');
    const message = `--report takes <format>=<file>, or a file whose name ends as a format does, got "${value}"`;
    throw new UserError({ code: 'usage/bad-option', message, hint: `Formats are ${formats}.` });
  });
}

function toFormat(name: string): Format | undefined {
  return Object.hasOwn(FORMATS, name) ? (name as Format) : undefined;
}

/** What `--reports <folder>` writes. */
export function reportsInFolder(folder: string, name: string): readonly WantedReport[] {
  return [
    { format: 'junit', path: join(folder, `${name}.junit.xml`) },
    { format: 'json', path: join(folder, `${name}.json`) },
  ];
}

interface Reporting {
  /** Remarks on the description. */
  readonly notes: readonly string[];
  readonly minCoverage: number | undefined;
  /** What of the suite was run, if not all. */
  readonly part: SuitePart | undefined;
}

/**
 * The verdict with its causes, their places in the description, and what was asserted of it. Below `minCoverage`, in percent, the run is
 * red.
 */
export async function toReported(
  verdict: Verdict,
  generated: Generated,
  { notes, minCoverage, part }: Reporting,
): Promise<Reported> {
  const find = await locatorOf(generated);
  const locate = (pointer: string) => toPublicPlace(find(pointer));
  const { file } = locate('');
  const coverage = toCoverage(generated, verdict, part?.shard && part.ids);
  const gated = gate(verdict, coverage, minCoverage);
  const causes = toCauses(gated, {
    originOf: originsIn(generated),
    locate,
    locateInUseCases: useCaseLocator(generated),
  });
  return {
    ...gated,
    notes,
    causes,
    coverage,
    ...(file !== undefined && { file }),
    ...(part?.shard && { shard: part.shard }),
  };
}

/** Places in the description; of a module, those in the YAML file that `generate --spec` writes, if it is there and up to date. */
async function locatorOf({ description }: Generated): Promise<(pointer: string) => Place> {
  const { locate } = description.openapi;
  const { file, line } = locate('/info');
  if (line !== undefined || file === undefined || !/\.[mc]?[jt]s$/.test(file)) return locate;
  const { name, text } = toSpecText(description);
  for (const folder of [dirname(file), dirname(dirname(file)), 'spec']) {
    const path = join(folder, name);
    if ((await readIfThere(path)) === text) return parseText(text, path).locate;
  }
  return locate;
}

/** Write the reports, and tell where they are. Every format is made of the same verdict. */
export async function writeReports(wanted: readonly WantedReport[], verdict: Reported, io: Io): Promise<void> {
  if (wanted.length === 0) return;
  const files = await Promise.all(
    wanted.map(async ({ format, path }) => ({ path, text: await FORMATS[format](verdict) })),
  );
  await writeFiles(files);
  say([`Reports: ${files.map(({ path }) => toShownPath(path)).join(', ')}`], io.stderr);
}

/** On GitHub Actions, the summary of the job, and an annotation for each cause. */
export async function showOnGitHub(verdict: Reported, io: Io): Promise<void> {
  if (io.env['GITHUB_ACTIONS'] !== 'true') return;
  io.stderr.write(toAnnotations(verdict));
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  // Other steps append to the same file. A summary that cannot be written changes no verdict.
  await appendFile(file, toMarkdown(verdict)).catch((error: unknown) => {
    io.stderr.write(`The job summary could not be written: ${messageOf(error)}\n`);
  });
}
