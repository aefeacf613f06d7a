import { type Io, type Output, wantsColor } from './io.ts';

/** The world of a real process. A first Ctrl-C or SIGTERM asks the command to stop, a second one ends the process. */
export function processIo(): Io {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(signal));
  }
  return {
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    env: process.env,
    signal: controller.signal,
  };
}

function toOutput(stream: NodeJS.WriteStream): Output {
  // A reader that has gone away (`| head`) is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => stream.write(text),
    isTerminal: stream.isTTY === true,
    color: wantsColor(stream.isTTY === true, process.env),
    columns: stream.columns ?? 120,
  };
}
