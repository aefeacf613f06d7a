import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { codeOf, fileFault } from '../core/file-faults.ts';
import { nearest } from '../core/nearest.ts';
import { toText } from './decode.ts';
import { type Parsed, parseText } from './parse.ts';

/** The largest file that is read, in bytes: several times the largest published descriptions. */
export const MAX_BYTES = 100_000_000;

/** Read and parse a YAML or JSON file. */
export async function readParsed(file: string): Promise<Parsed> {
  return parseText(await readText(file), file);
}

/** All of a stream of unknown size, up to a number of bytes. @throws UserError `file/unreadable` where it is larger. */
export async function readStream(
  stream: AsyncIterable<unknown> | readonly [],
  file: string,
  most = MAX_BYTES,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) {
      const message = `has more than ${most} bytes, which is the most that is read`;
      throw new UserError({ code: 'file/unreadable', message, place: { file } });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws UserError `file/not-found`, `file/unreadable` or `document/encoding`. */
export async function readText(file: string): Promise<string> {
  const fault = await attempt(file, async () => faultOf(await stat(file)));
  if (fault) throw new UserError({ code: 'file/unreadable', message: fault, place: { file } });
  return toText(await attempt(file, () => readFile(file)), file);
}

/** Why something is not read. A pipe is not even opened, since that waits until somebody writes to it. */
function faultOf(stats: Awaited<ReturnType<typeof stat>>): string | undefined {
  if (stats.isDirectory()) return 'this is a folder: name the file in it';
  if (!stats.isFile()) return 'this is not a regular file: pipes and devices are not read';
  if (stats.size > MAX_BYTES) return `the file has ${stats.size} bytes, and at most ${MAX_BYTES} are read`;
  return undefined;
}

/** The result of what reads a file or folder. @throws UserError `file/not-found` or `file/unreadable`. */
export async function attempt<Result>(file: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT';
    const hint = missing ? await likeIn(file) : undefined;
    throw new UserError({
      code: missing ? 'file/not-found' : 'file/unreadable',
      message: missing ? 'file not found' : `cannot be read: ${fileFault(error)}`,
      place: { file },
      ...(hint !== undefined && { hint }),
    });
  }
}

/** A file of the same folder with a name like this one, or that the folder is not there. */
async function likeIn(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return folder === '.' ? undefined : `There is no folder ${folder} here.`;
  const like = nearest(basename(file), names);
  return like === undefined ? undefined : `Did you mean ${join(folder, like)}?`;
}
