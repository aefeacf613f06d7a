import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readIfThere } from '../core/files.ts';
import { atExit } from './at-exit.ts';
import { cleanEvent, lastLines } from './clean.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import { tooLong } from './newman-client.ts';
import { type ClientInput, type RunLimits, redactorFor, toSdkEnvironment } from './options.ts';
import { findPostmanCli } from './postman-binary.ts';
import { clientEnvironment, makePrivateFolder } from './private-folder.ts';
import { stoppedBy } from './stopping.ts';

/** It takes this long to start and to write its report, at most. */
const GRACE_MS = 3_000;

/** When it last asked for updates: in 2100, so it never does. It would wait 10 s for an answer where no DNS answers. */
const SETTINGS = '{"updates":{"updateCheckedTimestamp":4102444800000}}';

/**
 * Run a collection in the Postman CLI, and read its report.
 *
 * The limit of the whole run is our watchdog: with `--timeout` it writes no report either, goes on sending after it, and hangs
 * as long as a server drips. Collection and environment go to it as files that only we can read.
 */
export async function* runPostmanCli(input: ClientInput, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const binary = findPostmanCli();
  const redactor = redactorFor(input);
  const folder = await makePrivateFolder();
  const begin = performance.now();
  let started: Started | undefined;
  try {
    await writeFiles(folder.path, input);
    started = start(binary, folder.path, input.limits);
    const fault = await finish(started, input.limits, signal);
    const { toRunEvents } = await import('./postman-report.ts');
    const report = await readIfThere(join(folder.path, 'report.json'));
    const events = toRunEvents(report, { code: started.child.exitCode, input, redactor });
    if (fault) yield fault;
    else if (events) yield* events.map((event) => cleanEvent(event, redactor));
    else yield noReport(started, lastLines(started.output(), redactor));
    yield { kind: 'finished', ms: Math.round(performance.now() - begin) };
  } finally {
    started?.kill();
    await folder.remove();
  }
}

async function writeFiles(folder: string, input: ClientInput): Promise<void> {
  await mkdir(join(folder, '.postman'), { mode: 0o700 });
  await mkdir(join(folder, 'files'), { mode: 0o700 });
  const files = {
    '.postman/postmanrc': SETTINGS,
    'collection.json': JSON.stringify(input.collection),
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

/** In a process group of its own, so that all of it can be killed; also when this process exits. */
function start(binary: string, folder: string, limits: RunLimits): Started {
  const child = spawn(binary, toArguments(limits), {
    cwd: folder,
    env: clientEnvironment(folder),
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

function toArguments({ requestMs, scriptMs }: RunLimits): string[] {
  const what = ['collection', 'run', 'collection.json', '--environment', 'environment.json', '--color', 'off'];
  const report = ['--reporters', 'json', '--reporter-json-export', 'report.json', '--reporter-json-omitResponseBodies'];
  const guards = ['--ignore-redirects', '--working-dir', 'files', '--no-insecure-file-read'];
  const limits = ['--timeout-request', String(requestMs), '--timeout-script', String(scriptMs)];
  return [...what, ...report, ...guards, ...limits];
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended in between.
  }
}

/** Wait for its end, or bring it about: then, the fault to report. */
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
