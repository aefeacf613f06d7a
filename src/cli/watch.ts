import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, watch as watchFolder } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { COMMANDS } from './commands.ts';
import { CONFIG_FILE } from './config/config-file.ts';
import { exitCodeOfStop, type Io } from './io.ts';
import { toWantedReports } from './reports.ts';

/** Files of a description and what is beside it. */
const WATCHED = new Set(['.yaml', '.yml', '.json', '.ts', '.mts', '.js', '.mjs']);

/** An editor writes a file in several steps, in milliseconds. */
const SETTLED_MS = 150;

/** Options whose values are files that are read, and such that are written. */
const READ = ['overlay', 'arazzo', 'data', 'config', 'collection'];
const WRITTEN = ['output', 'spec', 'reports'];

/** A command line as given, which each run reads anew with its config, and with what the config adds now. */
interface Watched {
  readonly given: readonly string[];
  readonly whole: readonly string[];
}

interface Places {
  readonly folders: readonly string[];
  /** What the command writes. */
  readonly ignored: readonly string[];
}

/**
 * Run a command, and again whenever a file in the folder of its description changes, or another that it reads. Ends by a signal.
 *
 * Each time it is a process of its own: a module that has been imported would stay as it was.
 */
export async function watch(name: string, { given, whole }: Watched, io: Io): Promise<ExitCode> {
  const places = await placesOf(name, whole);
  const { signal } = io;
  const changes = createChanges(places, signal);
  const shown = places.folders.map((folder) => relative('', folder) || 'this folder').join(', ');
  try {
    while (!signal.aborted) {
      await runOnce([name, ...given.filter((word) => word !== '--watch')], signal);
      if (!signal.aborted) io.stderr.write(`Waiting for a change in ${shown}. Ctrl-C stops.\n`);
      const changed = await changes.next();
      if (changed !== undefined) io.stderr.write(`${relative('', changed)} has changed.\n`);
    }
    return exitCodeOfStop(signal) ?? EXIT.interrupted;
  } finally {
    changes.close();
  }
}

/** A signal of the terminal reaches it, too; one that is sent to this process is passed on. */
async function runOnce(argv: readonly string[], signal: AbortSignal): Promise<void> {
  const [, program = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, program, ...argv], { stdio: 'inherit' });
  const stop = () => child.kill(signal.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  signal.addEventListener('abort', stop, { once: true });
  await once(child, 'close');
  signal.removeEventListener('abort', stop);
}

async function placesOf(name: string, argv: readonly string[]): Promise<Places> {
  const options = (await COMMANDS[name]?.usage())?.options ?? {};
  const args = { args: [...argv], options, allowPositionals: true, strict: false } as const;
  const { values, positionals } = parseArgs(args);
  const [description] = positionals;
  if (description === undefined || !existsSync(description)) {
    const message = `--watch needs a description in a file, got ${description ?? 'none'}`;
    throw new UserError({ code: 'usage/bad-option', message });
  }
  const pathsOf = (names: readonly string[]) =>
    names.flatMap((option) => values[option] ?? []).filter((value) => typeof value === 'string');
  const reports = toWantedReports(pathsOf(['report'])).map(({ path }) => path);
  const written = [...pathsOf(WRITTEN), ...reports].map((path) => resolve(path));
  const read = [description, CONFIG_FILE, ...pathsOf(READ)]
    .map((path) => resolve(path))
    .filter((path) => existsSync(path));
  const folders = read.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const outermost = folders.filter((one) => !folders.some((other) => other !== one && isIn(one, other)));
  return { folders: [...new Set(outermost)], ignored: written };
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Changes of files, of which those during a run are reported after it. */
function createChanges({ folders, ignored }: Places, stop: AbortSignal) {
  const known = new Map<string, string>();
  let changed: string | undefined;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  const notice = (path: string) => {
    if (!WATCHED.has(extname(path)) || ignored.some((output) => isIn(path, output))) return;
    const digest = digestOf(path);
    if (known.get(path) === digest) return;
    known.set(path, digest);
    changed = path;
    clearTimeout(timer);
    timer = setTimeout(() => wake(), SETTLED_MS);
  };
  const watchers = folders
    .flatMap((folder) => [folder, ...foldersBelow(folder)])
    .map((folder) => watchFolder(folder, (_event, name) => name !== null && notice(join(folder, name))));
  stop.addEventListener('abort', () => wake());
  return {
    /** The file that has changed; `undefined` once it is to stop. */
    next: async (): Promise<string | undefined> => {
      while (changed === undefined && !stop.aborted)
        await new Promise<void>((done) => {
          wake = done;
        });
      const path = changed;
      changed = undefined;
      return path;
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Without hidden folders and `node_modules`, which a watch of all that is below would include. */
function foldersBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return [path, ...foldersBelow(path)];
  });
}

function digestOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'none';
  }
}
