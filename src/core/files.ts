import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from './errors.ts';

/** A file to write: its path and its complete text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** The text of a file, or `undefined` if it does not exist. */
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
 * Write all files or none: each goes to a temporary file in the same folder, and all are renamed once every one is on disk.
 *
 * After an error the old files are unchanged. A process killed between two renames leaves new files next to old ones, but
 * never half a file.
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

/** `rename` onto a folder fails, and would do so after other files are already in place. */
async function rejectFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new Error(`${path} is a folder`);
}
