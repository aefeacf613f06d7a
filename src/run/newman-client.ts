import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { boundsEnvironment, endedStreams } from './bounds-file.ts';
import { cleanEvent, lastLines } from './clean.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import type { NewmanMessage } from './newman-child.ts';
import { type ClientInput, type RunLimits, redactorFor } from './options.ts';
import { clientEnvironment, makePrivateFolder } from './private-folder.ts';
import { timeOver } from './problems.ts';
import { createQueue } from './queue.ts';
import { stoppedBy } from './stopping.ts';
import { makeWorkingFolder } from './working-folder.ts';

/** The memory limit of the process: a response that needs more ends the process, not the machine. */
const MEMORY_MB = 1024;

/** Newman ends a run at its time limit. If it has not ended this long afterwards, the process is killed. */
const GRACE_MS = 5_000;

/**
 * Run a collection in Newman, in a process of its own.
 *
 * A rejected promise in a script ends the process, a large response fills its memory, and after its own time limit Newman goes on
 * sending. Options are sent as a message, since other users can see arguments and environment.
 */
export async function* runNewman(input: ClientInput, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const folder = await makePrivateFolder();
  await makeWorkingFolder(folder.path, input.collection);
  const begin = performance.now();
  const queue = createQueue<RunEvent>();
  const child = startChild(folder.path, input.limits);
  let killed: FaultEvent | undefined;
  const kill = (fault: FaultEvent) => {
    killed ??= fault;
    child.kill('SIGKILL');
  };
  const stop = () => kill(stoppedBy(signal));
  const watchdog = setTimeout(() => kill(tooLong(input.limits.runMs)), input.limits.runMs + GRACE_MS);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });

  let finished = false;
  child.on('message', (message: NewmanMessage) => {
    if (message.kind === 'finished') finished = true;
    else queue.push(message);
  });
  const stderr = collect(child);
  void ended(child).then((how) => {
    if (killed) queue.push(killed);
    else if (!finished) queue.push(died(how, lastLines(stderr(), redactorFor(input))));
    queue.end();
  });
  child.send(input, () => {});

  try {
    yield* queue;
    for (const event of await endedStreams(folder.path)) yield cleanEvent(event, redactorFor(input));
    yield { kind: 'finished', ms: Math.round(performance.now() - begin) };
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    await folder.remove();
  }
}

/** Works from sources and from `dist`: the child's file has the extension of this one, and TypeScript needs a loader. */
function startChild(home: string, limits: RunLimits): ChildProcess {
  const extension = extname(import.meta.url);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(fileURLToPath(new URL(`./newman-child${extension}`, import.meta.url)), [], {
    cwd: home,
    env: { ...clientEnvironment(home), ...boundsEnvironment(limits) },
    execArgv: [`--max-old-space-size=${MEMORY_MB}`, ...(extension === '.ts' ? ['--import', loader] : [])],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** The end of what the process wrote to stderr. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-16_000);
  });
  return () => text;
}

/** How the process ended. Waits for its last message, which may arrive after its end. */
async function ended(child: ChildProcess): Promise<string> {
  try {
    const [[code, signal]] = await Promise.all([once(child, 'close'), once(child, 'disconnect')]);
    return signal ? `signal ${signal}` : `exit code ${code}`;
  } catch (error) {
    return String(error);
  }
}

function died(how: string, stderr: string): FaultEvent {
  return {
    kind: 'fault',
    fault: 'client',
    message: `Newman exited before the end of the run (${how}). ${stderr}`.trim(),
  };
}

export function tooLong(runMs: number): FaultEvent {
  return { kind: 'fault', fault: 'limit', message: timeOver(runMs) };
}
