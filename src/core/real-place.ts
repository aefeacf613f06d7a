/** Where a file is really written: a symbolic link stays, and the file that it leads to gets the text. */
import { existsSync } from 'node:fs';
import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { codeOf } from './file-faults.ts';

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * The path of what a path leads to, which need not exist; the path itself where it is no link.
 *
 * A link is followed to a file in its folder or in the repository of this, but not to a hidden file, or to one in a hidden folder: a
 * working tree may come from somebody else, and a file of its user must not be overwritten because of a link in it.
 *
 * A folder that is a link is followed anywhere: people link the folder of an output to a volume or a checkout beside this one, and what is
 * written to it has names of ours, so that no file of others is met.
 *
 * @throws Error for a link that leads elsewhere, or in a circle.
 */
export async function toRealPlace(path: string): Promise<string> {
  if (!(await isLink(path))) return path;
  let place = path;
  for (let links = 0; await isLink(place); links += 1) {
    if (links === MOST_LINKS) throw new Error('its symbolic links lead in a circle');
    const folder = dirname(resolve(place));
    const next = resolve(await realpath(folder), await readlink(place));
    place = join(await realpath(dirname(next)), basename(next));
  }
  const home = await realpath(dirname(resolve(path)));
  const ways = [home, repositoryOf(home) ?? home].map((top) => relative(top, place).split(sep));
  if (ways.some(([first]) => first === '')) throw new Error('this is a folder');
  if (ways.some((names) => !names.some((name) => name.startsWith('.')))) return place;
  const isInside = ways.some(([first]) => first !== '..');
  const why = isInside ? 'which is hidden or in a hidden folder' : 'outside of its folder and repository';
  throw new Error(`this is a symbolic link to ${place}, ${why}. Name that path instead`);
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    // A part of its path may be a file, which writing it reports.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** The nearest folder, from here upwards, that holds `.git`: a folder, or in a worktree a file. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(resolve(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
