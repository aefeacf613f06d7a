/** The folder of a collection in version 3: which of its files `generate` wrote, so that it removes these and no others. */
import { createHash } from 'node:crypto';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../core/errors.ts';
import { type OutputFile, readOutput, type StagedFile, writeFiles } from '../core/files.ts';
import { isRecord, toJsonText } from '../core/json.ts';
import type { CollectionInParts } from '../postman/types.ts';
import { toV3Files } from '../postman/v3/to-files.ts';

/** The list of the files that `generate` wrote, with what they held: a file that was changed since is its user's. */
const WRITTEN = '.resources/written-by-postman-contract.json';

/** All files of the folder. The list comes first, so that a folder is known as ours from its first file on. */
export function toV3OutputFiles(collection: CollectionInParts, folder: string): OutputFile[] {
  const files = toV3Files(collection);
  const written = Object.fromEntries(files.map(({ path, text }) => [path, hashOf(text)]));
  return [{ path: WRITTEN, text: toJsonText(written) }, ...files].map(({ path, text }) => ({
    path: join(folder, path),
    text,
  }));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What an earlier `generate` left in the folder. */
interface EarlierFolder {
  /** What it wrote and is not written any more. */
  readonly gone: readonly { readonly path: string; readonly before: string }[];
  /** A line for each of these files that somebody has changed, so that it stays. */
  readonly kept: readonly string[];
}

const NOTHING: EarlierFolder = { gone: [], kept: [] };

/**
 * Compare the folder with the files that are written now. Whatever is not in our list is the user's, and is not looked at.
 *
 * @throws UserError `output/unwritable` where version 3 is to be written to a folder with files of somebody else.
 */
export async function readV3Folder(folder: string, files: readonly OutputFile[]): Promise<EarlierFolder> {
  const text = await readOutput(join(folder, WRITTEN));
  if (text === undefined) {
    await refuseOthers(folder);
    return NOTHING;
  }
  const now = new Set(files.map(({ path }) => resolve(path)));
  const gone: { path: string; before: string }[] = [];
  const kept: string[] = [];
  for (const [name, hash] of listed(text)) {
    const path = join(folder, name);
    if (!isWithin(folder, path) || now.has(resolve(path))) continue;
    const before = await readOutput(path);
    if (before === undefined) continue;
    if (hashOf(before) === hash) gone.push({ path, before });
    else kept.push(`not written any more, but changed by hand, so it stays: ${path}`);
  }
  return { gone, kept };
}

async function refuseOthers(folder: string): Promise<void> {
  const found = await readdir(folder).catch((): string[] => []);
  if (found.length === 0) return;
  throw new UserError({
    code: 'output/unwritable',
    message: `${folder} has files that \`generate\` did not write`,
    place: { file: folder },
    hint: 'Name another folder by --output, or move these files away.',
  });
}

function listed(text: string): [string, unknown][] {
  try {
    const list: unknown = JSON.parse(text);
    return isRecord(list) ? Object.entries(list) : [];
  } catch {
    return [];
  }
}

/** The list could be anybody's. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path);
}

/**
 * Write files, and then remove those that are not written any more. The list of what we wrote changes last, so that after a process
 * that was killed it still names all that is to be removed.
 */
export async function writeAndRemove(
  files: readonly OutputFile[],
  staged: readonly StagedFile[],
  gone: readonly string[],
): Promise<void> {
  if (gone.length === 0) return writeFiles(files, staged);
  const isList = ({ path }: OutputFile) => path.endsWith(join(sep, WRITTEN));
  await writeFiles(
    files.filter((file) => !isList(file)),
    staged,
  );
  await removeFiles(gone);
  await writeFiles(files.filter(isList));
}

/** Remove files, and the folders that are empty then. */
async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await rm(path, { force: true });
    for (let folder = dirname(path); await removeIfEmpty(folder); folder = dirname(folder));
  }
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
