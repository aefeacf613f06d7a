import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { toVisible } from '../report/escape.ts';
import type { Output } from './io.ts';

/** After this time, in milliseconds, a line says what is being done. */
const AFTER_MS = 1_000;

/**
 * Making a collection does not let the event loop run, so another thread writes the line, straight to the terminal: its `process.stderr`
 * would wait for this thread.
 */
const LINE = `
  const { writeSync } = require('node:fs');
  const { workerData: { fd, what, after, state } } = require('node:worker_threads');
  const started = Date.now();
  Atomics.wait(state, 0, 0, after);
  while (Atomics.compareExchange(state, 0, 0, 1) === 0) {
    writeSync(fd, '\\r\\u001b[K' + what + ', ' + Math.round((Date.now() - started) / 1000) + ' s');
    Atomics.store(state, 1, 1);
    Atomics.store(state, 0, 0);
    Atomics.notify(state, 0);
    Atomics.wait(state, 0, 0, 1000);
  }
`;

/**
 * On a terminal: after one second a line with what is being done and for how many seconds. Returns what removes it. `fd` is the file
 * descriptor of the terminal.
 */
export function showWaiting(what: string, { fd = 2, after = AFTER_MS } = {}): () => void {
  // Whether it waits (0), writes (1) or is to end (2), and whether it has written.
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(LINE, { eval: true, workerData: { fd, what: toVisible(what), after, state } });
  worker.unref();
  return () => {
    while (Atomics.compareExchange(state, 0, 0, 2) === 1) Atomics.wait(state, 0, 1);
    Atomics.notify(state, 0);
    if (Atomics.load(state, 1) === 1) writeSync(fd, '\r\u001b[K');
  };
}

/** Shows the line while something is made, on a terminal only. */
export async function whileWaiting<Result>(what: string, out: Output, make: () => Promise<Result>): Promise<Result> {
  const clear = out.isTerminal ? showWaiting(what) : undefined;
  try {
    return await make();
  } finally {
    clear?.();
  }
}
