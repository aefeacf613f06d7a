import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Collection } from '../../src/postman/types.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Run a program to its end, with nothing of our environment but the PATH. A program that does not end has code -1. */
export function run(file: string, args: readonly string[], { cwd = ROOT, env = {} }: Surroundings = {}) {
  return new Promise<Ended>((resolve) => {
    const options = { cwd, env: { PATH: process.env['PATH'], ...env }, timeout: 600_000, maxBuffer: 64 * 1024 * 1024 };
    execFile(file, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, stdout, stderr });
    });
  });
}

/** Run a file with this Node. */
export function runNode(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return run(process.execPath, args, surroundings);
}

/** The file behind a command of an installed package: `fileOf('newman', require.resolve('newman/package.json'))`. */
export function commandOf(name: string, manifest: string): string {
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Readonly<Record<string, string>> };
  return join(dirname(manifest), bin[name] ?? '');
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A home for the Postman CLI that has just looked for updates, so that it asks nobody. */
export async function postmanHome(): Promise<string> {
  const home = await temporaryFolder();
  await mkdir(join(home, '.postman'));
  const year2100 = Date.UTC(2100, 0);
  await writeFile(join(home, '.postman/postmanrc'), JSON.stringify({ updates: { updateCheckedTimestamp: year2100 } }));
  return home;
}

/** Serve on a free port of this machine until the test ends; gives the origin. */
export async function serveHttp(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const COLLECTION = join(ROOT, 'collections/incident.postman_collection.json');

export function readCollection(): Collection {
  return JSON.parse(readFileSync(COLLECTION, 'utf8')) as Collection;
}
