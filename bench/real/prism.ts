/** Prism's mock of a description, from npm: a server that nobody here has written. It is kept in a cache folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { install } from '../size/documents.ts';

const CACHE = resolve('node_modules/.cache/measure-prism');
/** The last version that runs on Node 20. */
const PRISM = '@stoplight/prism-cli@5.14.2';
const BINARY = join(CACHE, 'node_modules/@stoplight/prism-cli/dist/index.js');
const START_MS = 60_000;

export interface Mock {
  readonly url: string;
  readonly close: () => void;
}

export function fetchPrism(): void {
  install(CACHE, [PRISM]);
}

/** Serve a description. `undefined`: Prism ended, or did not listen in time. */
export async function openMock(file: string): Promise<Mock | undefined> {
  const port = await freePort();
  const child = spawn(process.execPath, [BINARY, 'mock', file, '--port', String(port), '--host', '127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const isListening = await Promise.race([listens(child), once(child, 'exit').then(() => false)]);
  // What it writes later must not fill the pipe.
  child.stdout?.resume();
  if (isListening) return { url: `http://127.0.0.1:${port}`, close: () => child.kill() };
  child.kill();
  return undefined;
}

async function listens(child: ChildProcess): Promise<boolean> {
  let written = '';
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), START_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (written.includes('is listening')) return;
      written += chunk.toString();
      if (!written.includes('is listening')) return;
      clearTimeout(timer);
      done(true);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
