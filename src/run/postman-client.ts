import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readIfThere } from '../core/files.ts';
import { atExit } from './at-exit.ts';
import { boundsEnvironment, endedStreams, LOADED, recordEnvironment } from './bounds-file.ts';
import { cleanEvent, lastLines } from './clean.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import { tooLong } from './newman-client.ts';
import { type ClientInput, type RunLimits, redactorFor, toSdkEnvironment } from './options.ts';
import { findPostmanCli } from './postman-binary.ts';
import type { PostmanFormat } from './postman-formats.ts';
import { clientEnvironment, makePrivateFolder } from './private-folder.ts';
import { stoppedBy } from './stopping.ts';
import { makeWorkingFolder, WORKING_FOLDER } from './working-folder.ts';

/** The time for the start and for the report, beyond the limit of the run, in milliseconds. */
const GRACE_MS = 3_000;

/** The last check for updates is set to the year 2100, so that there is none: without DNS, it would take 10 s. */
const SETTINGS = '{"updates":{"updateCheckedTimestamp":4102444800000}}';

const NOT_BOUNDED =
  'This Postman CLI cannot be bounded (it is not packed as the versions that we know): the size of a response has no limit.';

/**
 * Run a collection in the Postman CLI, and read its report, or the record of the run.
 *
 * The limit of the whole run is a timer of ours: with `--timeout`, the CLI writes no report, goes on sending, and hangs as long
 * as a response goes on. It gets collection and environment as files that only this user can read.
 */
export async function* runPostmanCli(
  input: ClientInput,
  signal: AbortSignal,
  format: PostmanFormat,
): AsyncGenerator<RunEvent> {
  const binary = findPostmanCli();
  const redactor = redactorFor(input);
  const folder = await makePrivateFolder();
  const begin = performance.now();
  let started: Started | undefined;
  try {
    await writeFiles(folder.path, input);
    await format.write(folder.path, input.collection);
    const starting = { folder: folder.path, input, format };
    started = start(binary, { ...starting, preload: await format.copyPreload(folder.path) });
    let fault = await finish(started, input.limits, signal);
    if (!fault && format.runsWithoutPreload && !existsSync(join(folder.path, LOADED))) {
      yield { kind: 'note', message: NOT_BOUNDED };
      started = start(binary, starting);
      fault = await finish(started, input.limits, signal);
    }
    const report = await readIfThere(join(folder.path, format.report));
    const events = await format.read(report, { code: started.child.exitCode, input, redactor });
    if (events && (format.isReportedAtOnce || !fault)) yield* events.map((event) => cleanEvent(event, redactor));
    if (fault) yield fault;
    else if (!events) yield noReport(started, lastLines(started.output(), redactor));
    for (const event of await endedStreams(folder.path)) yield cleanEvent(event, redactor);
    yield { kind: 'finished', ms: Math.round(performance.now() - begin) };
  } finally {
    started?.kill();
    await folder.remove();
  }
}

async function writeFiles(folder: string, input: ClientInput): Promise<void> {
  await mkdir(join(folder, '.postman'), { mode: 0o700 });
  await makeWorkingFolder(folder, input.collection);
  const files = {
    '.postman/postmanrc': SETTINGS,
    'environment.json': JSON.stringify(toSdkEnvironment(input)),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly kill: () => void;
  readonly output: () => string;
}

interface Starting {
  readonly folder: string;
  readonly input: ClientInput;
  readonly format: PostmanFormat;
  /** The file that bounds responses, and may record the run. Without it, the CLI runs as it is. */
  readonly preload?: string;
}

/** Start the CLI in a process group of its own, which is killed as a whole, also when this process exits. */
function start(binary: string, { folder, input, format, preload }: Starting): Started {
  // `pkg`, with which the CLI is packed, compares the variable with the real path of the program.
  const program = realpathSync(binary);
  const first =
    preload === undefined
      ? {}
      : { PKG_EXECPATH: program, ...boundsEnvironment(input.limits), ...recordEnvironment(input.limits) };
  const child = spawn(program, [preload ?? [], ...toArguments(input, folder, format)].flat(), {
    cwd: folder,
    env: { ...clientEnvironment(folder), ...first },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: string) => {
    text = (text + chunk).slice(-16_000);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const kill = () => killGroup(child);
  const callOff = atExit(kill);
  const ended = once(child, 'close')
    .catch((error: unknown) => keep(String(error)))
    .finally(callOff);
  return { child, ended, kill, output: () => text };
}

function toArguments(
  { limits: { requestMs, scriptMs }, clientCertificate: own }: ClientInput,
  folder: string,
  format: PostmanFormat,
): string[] {
  const what = ['collection', 'run', format.collection, '--environment', 'environment.json', '--color', 'off'];
  const guards = ['--ignore-redirects', '--working-dir', join(folder, WORKING_FOLDER), '--no-insecure-file-read'];
  const limits = ['--timeout-request', String(requestMs), '--timeout-script', String(scriptMs)];
  const certificate = own ? ['--ssl-client-cert', own.certificate, '--ssl-client-key', own.key] : [];
  return [...what, ...format.reporting, ...guards, ...limits, ...certificate];
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Wait for the end of the process. At the time limit or on the signal, kill it and return the fault. */
async function finish(
  { ended, kill }: Started,
  { runMs }: RunLimits,
  signal: AbortSignal,
): Promise<FaultEvent | undefined> {
  let fault: FaultEvent | undefined;
  const stop = () => {
    fault ??= stoppedBy(signal);
    kill();
  };
  const watchdog = setTimeout(() => {
    fault ??= tooLong(runMs);
    kill();
  }, runMs + GRACE_MS);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  await ended;
  clearTimeout(watchdog);
  signal.removeEventListener('abort', stop);
  return fault;
}

function noReport({ child }: Started, output: string): FaultEvent {
  const how = child.signalCode ? `signal ${child.signalCode}` : `exit code ${child.exitCode}`;
  return { kind: 'fault', fault: 'client', message: `The Postman CLI wrote no report (${how}). ${output}`.trim() };
}
