/** Writes a text in pieces to a temporary file beside its path, compared on the way with the file that is there. */
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { keepMode, makeFolder, type StagedFile, temporaryFor, unwritable } from './files.ts';
import { toRealPlace } from './real-place.ts';

/** A file whose text is made in pieces, so that a large one is never in memory as a whole. A V8 string has at most 536,870,888 characters. */
export interface StreamedFile {
  readonly path: string;
  readonly pieces: Iterable<string>;
}

/**
 * Make a text and compare it with the file at its path. Unless `dry`, it is then in a temporary file, which `writeFiles` renames and
 * `discard` removes.
 *
 * @throws UserError `output/unwritable`. What making the pieces throws is passed on. After both, there is no temporary file.
 */
export async function stage({ path, pieces }: StreamedFile, { dry = false } = {}): Promise<StagedFile> {
  const old = await openRegular(path);
  // Where a link may not be followed, `writeFiles` reports it, if there is something to write.
  const place = await toRealPlace(path).catch(() => path);
  const staging: Staging = { path, old, temporary: temporaryFor(place), own: undefined, size: 0, differsAt: undefined };
  try {
    for (const chunk of chunksOf(pieces)) {
      staging.differsAt ??= await differenceIn(chunk, staging);
      if (!dry && (!old || staging.differsAt !== undefined)) await orUnwritable(path, () => append(chunk, staging));
      staging.size += chunk.length;
    }
    if (old && staging.differsAt === undefined && (await old.stat()).size > staging.size) {
      staging.differsAt = staging.size;
      if (!dry) await orUnwritable(path, () => append(Buffer.alloc(0), staging));
    }
    await orUnwritable(path, async () => staging.own?.sync());
    return toStaged(staging);
  } catch (error) {
    await abandon(staging);
    throw error;
  } finally {
    await Promise.all([staging.own?.close(), old?.close()]);
  }
}

/** A text that is compared, and written from its first difference on. */
interface Staging {
  readonly path: string;
  readonly old: FileHandle | undefined;
  readonly temporary: string;
  own: FileHandle | undefined;
  /** The bytes so far. */
  size: number;
  differsAt: number | undefined;
}

async function abandon({ own, temporary }: Staging): Promise<void> {
  if (own) await rm(temporary, { force: true });
}

function toStaged({ path, old, own, temporary, size, differsAt }: Staging): StagedFile {
  if (old && differsAt === undefined) return { path, state: 'unchanged', size };
  const written = { path, size, ...(own && { temporary }) };
  return differsAt === undefined ? { ...written, state: 'new' } : { ...written, state: 'changed', differsAt };
}

/** Write to the temporary file. It is made for the first difference, with what is the same before: nothing is written where nothing changes. */
async function append(chunk: Buffer, staging: Staging): Promise<void> {
  const { old, temporary, size } = staging;
  if (!staging.own) {
    await makeFolder(dirname(resolve(temporary)));
    staging.own = await open(temporary, 'wx');
    await keepMode(staging.own, await old?.stat());
    for (let at = 0; old && at < size; at += CHUNK)
      await staging.own.writeFile(await readAt(old, at, Math.min(CHUNK, size - at)));
  }
  await staging.own.writeFile(chunk);
}

/** Remove the temporary files that have not been renamed. */
export async function discard(staged: readonly StagedFile[]): Promise<void> {
  const left = staged.flatMap(({ temporary }) => temporary ?? []);
  await Promise.all(left.map((temporary) => rm(temporary, { force: true })));
}

/** The line, from 1, of an offset in a file. */
export async function lineAt(path: string, offset: number): Promise<number> {
  let line = 1;
  const file = offset === 0 ? undefined : await openRegular(path);
  if (!file) return line;
  // The stream closes the file.
  for await (const chunk of file.createReadStream({ end: offset - 1 }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) line += 1;
  return line;
}

/** `undefined` for what is not there, is no regular file or cannot be read: writing it reports the reason. */
async function openRegular(path: string): Promise<FileHandle | undefined> {
  const there = await stat(path).catch(() => undefined);
  return there?.isFile() ? open(path, 'r').catch(() => undefined) : undefined;
}

async function orUnwritable<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** The characters that are encoded at once, and the bytes that are copied at once. */
const CHUNK = 2 ** 20;

function* chunksOf(pieces: Iterable<string>): Generator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    yield Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
  }
  yield Buffer.from(waiting.join(''));
}

/** The offset of the first byte of a chunk that the old file does not have there. */
async function differenceIn(chunk: Buffer, { old, size }: Staging): Promise<number | undefined> {
  if (!old) return undefined;
  const before = await readAt(old, size, chunk.length);
  if (before.equals(chunk)) return undefined;
  let same = 0;
  while (same < before.length && before[same] === chunk[same]) same += 1;
  return size + same;
}

/** Bytes of a file, fewer at its end. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let end = 0;
  for (let read = -1; read !== 0 && end < length; end += read)
    ({ bytesRead: read } = await file.read(bytes, end, length - end, offset + end));
  return bytes.subarray(0, end);
}
