import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from './errors.ts';
import { codeOf, fileFault } from './file-faults.ts';
import { toRealPlace } from './real-place.ts';

/** A file to write: its path and its complete text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /** What is written, if it is no text. Then `text` is only for comparison. */
  readonly bytes?: Uint8Array;
}

/** The text of a file, or `undefined` if it does not exist. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UserError({
      code: 'file/unreadable',
      message: `cannot be read: ${fileFault(error)}`,
      place: { file: path },
    });
  }
}

/** The text of a file that will be written, or `undefined` if there is none. Not read is what never ends, such as a FIFO. */
export async function readOutput(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  // What cannot be read is what cannot be written either: writing it reports the reason.
  return there?.isFile() ? readIfThere(path).catch(() => undefined) : undefined;
}

/** A file whose new text is beside it already, see `stage`. */
export interface StagedFile {
  readonly path: string;
  readonly state: 'new' | 'changed' | 'unchanged';
  /** The file beside it that has the new text. Missing where that is the old one. */
  readonly temporary?: string;
  /** The size of the new text, in bytes. */
  readonly size: number;
  /** The offset of the first byte that is another one than before. Missing for a new file. */
  readonly differsAt?: number;
}

/**
 * Write all files or none: each goes to a temporary file in the same folder, and all are renamed once every one is on disk. `staged`: those
 * that are there already. A symbolic link stays: what it leads to is written.
 *
 * After an error the old files are unchanged. A process killed between two renames leaves new files next to old ones, but
 * never half a file.
 */
export async function writeFiles(files: readonly OutputFile[], staged: readonly StagedFile[] = []): Promise<void> {
  const written: { from: string; path: string; to: string }[] = staged.flatMap(({ path, temporary: from }) =>
    from === undefined ? [] : [{ from, path, to: path }],
  );
  let current = '';
  try {
    for (const { path, text, bytes } of files) {
      current = path;
      const to = await toRealPlace(path);
      await makeFolder(dirname(resolve(to)));
      const beside = temporaryFor(to);
      written.push({ from: beside, path, to });
      const handle = await open(beside, 'wx');
      try {
        await keepMode(handle, await stat(to).catch(() => undefined));
        await (bytes ? handle.writeFile(bytes) : writeText(handle, text));
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    for (const file of written) {
      current = file.path;
      file.to = await toRealPlace(file.path);
      await rejectOther(file.to);
    }
    for (const { from, path, to } of written) {
      current = path;
      await rename(from, to);
    }
  } catch (error) {
    await Promise.all(written.map(({ from }) => rm(from, { force: true })));
    throw unwritable(current, error);
  }
}

/** A file keeps who may read it. Some file systems have no such modes. */
export async function keepMode(handle: FileHandle, there: Stats | undefined): Promise<void> {
  if (there?.isFile()) await handle.chmod(there.mode & 0o777).catch(() => {});
}

export function unwritable(path: string, error: unknown): UserError {
  return new UserError({ code: 'output/unwritable', message: `cannot write ${path}: ${fileFault(error)}` });
}

/**
 * Refuse paths at which no file can be written, before the work whose result goes there.
 *
 * @throws UserError `output/unwritable`.
 */
export async function refuseUnwritable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      const place = await toRealPlace(path);
      await rejectOther(place);
      await access(await existingAbove(place), constants.W_OK);
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

/** The nearest folder above a path that exists. */
async function existingAbove(path: string): Promise<string> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const there = await stat(folder).catch(() => undefined);
    if (there && !there.isDirectory()) throw new Error(`${basename(folder)} is a file, not a folder`);
    if (there || dirname(folder) === folder) return folder;
  }
}

/** The characters that are encoded at once: a large text need not be in memory twice. */
const PART = 2 ** 24;

async function writeText(handle: FileHandle, text: string): Promise<void> {
  for (let start = 0; start < text.length; ) {
    const end = start + PART;
    // Both halves of a surrogate pair are one character.
    const isHalf = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1));
    const part = text.slice(start, isHalf ? end - 1 : end);
    await handle.writeFile(part, 'utf8');
    start += part.length;
  }
}

/** Make a folder and those above it. `mkdir` with `recursive` never ends where a folder cannot be made in one that is there, as in /proc. */
export async function makeFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have made it now.
    if (!(await stat(path).catch(() => undefined))?.isDirectory()) throw error;
  });
}

/** `rename` onto a folder fails, and would do so after other files are already in place. A device or a FIFO is not to be replaced. */
async function rejectOther(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new Error('this is a folder');
  if (there && !there.isFile()) throw new Error('this is not a file, but a device, a socket or a FIFO');
}

/** `.orders.json.4711-0123456789ab.tmp`: hidden, with the id of the process that writes it. */
export function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * The temporary files beside these paths that no process will rename any more: theirs was killed. Not to be called while this
 * process writes.
 */
export async function leftoversOf(paths: readonly string[]): Promise<string[]> {
  const places = await Promise.all(paths.map((path) => toRealPlace(path).catch(() => path)));
  const folders = [...new Set(places.map((path) => dirname(path)))];
  const names = new Set(places.map((path) => basename(path)));
  const found = await Promise.all(
    folders.map(async (folder) => {
      const all = await readdir(folder).catch((): string[] => []);
      return all.filter((name) => isLeftover(name, names)).map((name) => join(folder, name));
    }),
  );
  return found.flat().sort();
}

export async function removeLeftovers(paths: readonly string[]): Promise<void> {
  await Promise.all((await leftoversOf(paths)).map((path) => rm(path, { force: true })));
}

function isLeftover(name: string, outputs: ReadonlySet<string>): boolean {
  const [, output = '', pid] = /^\.(.+)\.(?:(\d+)-)?[0-9a-f]{12}\.tmp$/.exec(name) ?? [];
  // In a container, a later process has the same id.
  return outputs.has(output) && (pid === undefined || Number(pid) === process.pid || !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
