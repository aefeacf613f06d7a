import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lastLines } from './clean.ts';
import type { FaultEvent, RunEvent } from './events.ts';
import type { NewmanMessage } from './newman-child.ts';
import { type ClientInput, redactorFor } from './options.ts';
import { clientEnvironment, makePrivateFolder } from './private-folder.ts';
import { createQueue } from './queue.ts';
import { stoppedBy } from './stopping.ts';

/** What a run of a contract may hold; an answer that takes more is cut off with the process, not with the machine. */
const MEMORY_MB = 1024;

/** Newman ends a run by itself at its limit; a process that does not is ended from outside. */
const GRACE_MS = 5_000;

/**
 * Run a collection in Newman, in a process of its own.
 *
 * A process, because Newman cannot be trusted with ours: a rejected promise in a script ends it, a large answer fills its memory,
 * and after its own time limit it goes on sending. Options go to it as a message: arguments and environment are for all to see.
 */
export async function* runNewman(input: ClientInput, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const folder = await makePrivateFolder();
  const begin = performance.now();
  const queue = createQueue<RunEvent>();
  const child = startChild(folder.path);
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
    yield { kind: 'finished', ms: Math.round(performance.now() - begin) };
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    await folder.remove();
  }
}

/** From sources as from `dist`: the child's file ends as this one does, and TypeScript needs its loader. */
function startChild(home: string): ChildProcess {
  const extension = extname(import.meta.url);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(fileURLToPath(new URL(`./newman-child${extension}`, import.meta.url)), [], {
    cwd: home,
    env: clientEnvironment(home),
    execArgv: [`--max-old-space-size=${MEMORY_MB}`, ...(extension === '.ts' ? ['--import', loader] : [])],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** The last of what it wrote to stderr. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-16_000);
  });
  return () => text;
}

/** How it ended, once its last message has arrived, which may be after its end. */
async function ended(child: ChildProcess): Promise<string> {
  try {
    const [[code, signal]] = await Promise.all([once(child, 'close'), once(child, 'disconnect')]);
    return signal ? `signal ${signal}` : `exit code ${code}`;
  } catch (error) {
    return String(error);
  }
}

function died(how: string, stderr: string): FaultEvent {
  return { kind: 'fault', fault: 'client', message: `Newman ended before the run did (${how}). ${stderr}`.trim() };
}

export function tooLong(runMs: number): FaultEvent {
  return { kind: 'fault', fault: 'limit', message: `The run took longer than its limit of ${runMs / 1000} s.` };
}
