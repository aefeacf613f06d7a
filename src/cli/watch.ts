import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  type FSWatcher,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  watch as watchFolder,
} from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, type ExitCode, messageOf, UserError } from '../core/errors.ts';
import { codeOf, fileFault } from '../core/file-faults.ts';
import { isModule, loadDescription } from '../load/load-description.ts';
import { COMMANDS } from './commands.ts';
import { CONFIG_FILE } from './config/config-file.ts';
import { exitCodeOfStop, type Io } from './io.ts';
import { filesIn } from './overwriting.ts';
import { toWantedReports } from './reports.ts';
import { say } from './say.ts';

/** Files of a description and what is beside it. */
const WATCHED = new Set(['.yaml', '.yml', '.json', '.ts', '.mts', '.js', '.mjs']);

/** An editor writes a file in several steps, in milliseconds. */
const SETTLED_MS = 150;

/** Options whose values are files or folders that are read, and such that are written. */
const READ = ['overlay', 'arazzo', 'data', 'config', 'collection', 'root'];
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
  const changes = createChanges(places, signal, (why) => say([why], io.stderr));
  const shown = places.folders.map((folder) => relative('', folder) || 'this folder').join(', ');
  try {
    while (!signal.aborted) {
      await runOnce([name, ...given.filter((word) => word !== '--watch')], signal);
      if (!signal.aborted) say([`Waiting for a change in ${shown}. Ctrl-C stops.`], io.stderr);
      const changed = await changes.next();
      if (changed !== undefined) say([`${relative('', changed)} has changed.`], io.stderr);
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
  const [root] = pathsOf(['root']);
  const read = [description, CONFIG_FILE, ...pathsOf(READ), ...(await filesOf(description, root))]
    .map((path) => resolve(path))
    .filter((path) => existsSync(path));
  const folders = read.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const outermost = folders.filter((one) => !folders.some((other) => other !== one && isIn(one, other)));
  return { folders: [...new Set(outermost)], ignored: written };
}

/** The files of a description, as far as it can be read now; a module is not executed here. */
async function filesOf(description: string, root: string | undefined): Promise<readonly string[]> {
  if (isModule(description)) return [];
  const { openapi } = await loadDescription(description, { root }).catch(() => ({ openapi: undefined }));
  if (!openapi) return [];
  return filesIn(openapi);
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Changes of files, of which those during a run are reported after it. */
function createChanges({ folders, ignored }: Places, stop: AbortSignal, onUnwatched: (why: string) => void) {
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
  const watchers: FSWatcher[] = [];
  const followed = new Set<string>();
  const follow = (folder: string) => {
    for (const each of [folder, ...foldersBelow(folder)].filter((one) => !followed.has(one))) {
      followed.add(each);
      try {
        const watcher = watchFolder(each, (_event, name) => name !== null && onEvent(join(each, name)));
        watchers.push(watcher.on('error', () => watcher.close()));
      } catch (error) {
        // It may have been removed meanwhile.
        if (codeOf(error) !== 'ENOENT') onUnwatched(`not watched: ${relative('', each)}: ${watchFault(error)}`);
      }
    }
  };
  const onEvent = (path: string) => {
    if (!isFolderToWatch(path)) {
      followed.delete(path);
      notice(path);
    } else if (!followed.has(path) && !ignored.includes(path)) {
      follow(path);
      // What was in a new folder before it was watched.
      for (const folder of [path, ...foldersBelow(path)]) for (const inside of pathsIn(folder)) notice(inside);
    }
  };
  for (const folder of folders) follow(folder);
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

/** Of a watch, that no space is left means that the system has no more watches. */
function watchFault(error: unknown): string {
  return codeOf(error) === 'ENOSPC' ? messageOf(error) : fileFault(error);
}

/** Without hidden folders and `node_modules`, which a watch of all that is below would include. */
function foldersBelow(folder: string): readonly string[] {
  return pathsIn(folder).flatMap((path) => (isFolderToWatch(path) ? [path, ...foldersBelow(path)] : []));
}

function isFolderToWatch(path: string): boolean {
  const name = basename(path);
  if (name.startsWith('.') || name === 'node_modules') return false;
  return orElse(() => lstatSync(path).isDirectory(), false);
}

function pathsIn(folder: string): readonly string[] {
  return orElse(() => readdirSync(folder), []).map((name) => join(folder, name));
}

function digestOf(path: string): string {
  return orElse(() => createHash('sha256').update(readFileSync(path)).digest('hex'), 'none');
}

/** What is there may be removed at any time, and may be another user's. */
function orElse<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
