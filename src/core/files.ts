import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from './errors.ts';

/** A file to be written: its path and its whole text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** The text of a file, or `undefined` where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError({
      code: 'file/unreadable',
      message: `cannot read ${path}: ${messageOf(error)}`,
      place: { file: path },
    });
  }
}

/**
 * Write all files, each whole or not at all: they are written beside their places first, and renamed only when all are on
 * disk. An error leaves what was there; a process killed while renaming may leave new files beside old ones, never half a file.
 */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const written: { from: string; to: string }[] = [];
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(path), { recursive: true });
      const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
      written.push({ from: beside, to: path });
      const handle = await open(beside, 'wx');
      try {
        await handle.writeFile(text, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    for (const { to } of written) await rejectFolder(to);
    for (const { from, to } of written) await rename(from, to);
  } catch (error) {
    await Promise.all(written.map(({ from }) => rm(from, { force: true })));
    throw new UserError({ code: 'output/unwritable', message: `cannot write: ${messageOf(error)}` });
  }
}

/** A folder in the place of a file would stop the renaming half way. */
async function rejectFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new Error(`${path} is a folder`);
}
