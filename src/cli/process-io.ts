import { constants } from 'node:os';
import { EXIT, UserError } from '../core/errors.ts';
import { fileFault } from '../core/file-faults.ts';
import { styleFor } from '../report/style.ts';
import type { Io, Output } from './io.ts';

/**
 * A second signal within this time, in milliseconds, is ignored: the terminal sends a signal to all processes, and npm and tsx
 * forward it once more.
 */
const ECHO_MS = 1_000;

/**
 * `Io` of a real process. Once a command reads `signal`, a first Ctrl-C or SIGTERM asks it to stop, and a second one ends the process.
 *
 * Until then a signal ends the process as by default, since making a collection does not let handlers run, and may take a minute.
 */
export function processIo(): Io {
  let signal: AbortSignal | undefined;
  // Where talk cannot be written, nothing can be said of it.
  const stderr = toOutput(process.stderr, () => {});
  return {
    stdout: toOutput(process.stdout, faultOfProduct(stderr)),
    stderr,
    env: process.env,
    get signal() {
      signal ??= signalOfProcess();
      return signal;
    },
  };
}

function signalOfProcess(): AbortSignal {
  const controller = new AbortController();
  let stoppedAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // The handler stays after the first signal. Without one, a run would end the process before its report is written.
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        stoppedAt = performance.now();
        controller.abort(signal);
      } else if (performance.now() - stoppedAt > ECHO_MS) {
        if (isTerminal(process.stderr)) process.stderr.write('\r\u001b[K');
        process.exit(128 + constants.signals[signal]);
      }
    });
  }
  return controller.signal;
}

/** One that obeys control sequences. */
function isTerminal({ isTTY }: NodeJS.WriteStream): boolean {
  return isTTY === true && process.env['TERM'] !== 'dumb';
}

function toOutput(stream: NodeJS.WriteStream, onFault: (error: Error) => void): Output {
  // Ignore a reader that has closed the pipe, such as `| head`.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') onFault(error);
  });
  return {
    write: (text) => stream.write(text),
    isTerminal: isTerminal(stream),
    ...styleFor(stream, process.env),
  };
}

/** Says once that the product is not written, and has the process end as if it could not run. The command goes on, and writes its files. */
function faultOfProduct(stderr: Output): (error: Error) => void {
  let isKnown = false;
  return (error) => {
    if (isKnown) return;
    isKnown = true;
    const fault = new UserError({
      code: 'output/unwritable',
      message: `cannot write to standard output: ${fileFault(error)}`,
    });
    void import('./show-error.ts').then(({ showError }) => showError(fault, stderr));
    process.on('exit', (code) => {
      if (code === EXIT.ok || code === EXIT.broken) process.exitCode = EXIT.unable;
    });
  };
}
