/** Which files of this machine a description may refer to: those of its folder, and some of its repository. */
import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, extname, relative, resolve, sep } from 'node:path';
import { repositoryOf } from '../core/real-place.ts';
import { isUrl } from './fetch-text.ts';
import type { Unread } from './parse.ts';

export interface Boundary {
  /** Why a path may not be read, by its text alone. */
  readonly whyOutside: (path: string, reference: string) => Unread | undefined;
  /** Why what is at a path may not be read, all symbolic links resolved. What does not exist passes: reading it says so. */
  readonly whyReallyOutside: (path: string, name: string) => Promise<Unread | undefined>;
  /** The folders outside of that of the description which have passed, as they are written from the current folder. */
  readonly foldersOutside: () => readonly string[];
}

/**
 * The folder of a description (or the root that the user names), with all below it. From there, references may lead to YAML and JSON
 * files of the same repository, which is the folder that holds `.git`, but to no folder whose name begins with a dot. This holds for real
 * paths, too, since a symbolic link can lead anywhere.
 *
 * If the description is itself a link, the folder of its target counts, too: build tools link each file of a folder, and the user named
 * the description.
 */
export function boundaryOf(home: string, root: string | undefined): Boundary {
  if (isUrl(home)) return NOTHING;
  const folder = resolve(root ?? dirname(home));
  const real = [realOf(folder), ...(root === undefined ? [dirname(realOf(home))] : [])];
  const written = [folder, dirname(home)];
  const outside = new Set<string>();
  let known: string | false | undefined;
  const repository = (): string | undefined => {
    known ??= repositoryOf(real[0] ?? folder) ?? false;
    return known === false ? undefined : known;
  };
  const isShared = (path: string) => {
    const top = repository();
    return top !== undefined && isBelow(path, top) && isReadable(relative(top, path));
  };
  return {
    whyOutside: (path, reference) => {
      // By text, a path in a linked folder is outside of the repository, so the real place of its folder is asked.
      const isKnown = written.some((one) => isBelow(path, one)) || isShared(path) || isShared(inRealFolder(path));
      if (isKnown) return undefined;
      const message = `"${reference.split('#')[0]}" is outside the folder of the description`;
      return { code: 'file/outside', message, hint: hintFor(path, folder, repository()) };
    },
    whyReallyOutside: async (path, name) => {
      const target = await realpath(path).catch(() => undefined);
      if (target === undefined || real.some((one) => isBelow(target, one))) return undefined;
      if (isShared(target)) {
        outside.add(relative('', dirname(target)) || '.');
        return undefined;
      }
      const isLink = written.some((one) => isBelow(path, one));
      const message = isLink
        ? `"${name}" is a symbolic link to a file outside the folder of the description`
        : `"${name}" is outside the folder of the description`;
      return { code: 'file/outside', message, hint: hintFor(target, folder, repository()) };
    },
    foldersOutside: () => [...outside].sort(),
  };
}

/** A description at a URL refers to no file of this machine. */
const NOTHING: Boundary = {
  whyOutside: (_, reference) => ({ code: 'file/outside', message: `"${reference}" is a file of this machine` }),
  whyReallyOutside: async (_, name) => ({ code: 'file/outside', message: `"${name}" is a file of this machine` }),
  foldersOutside: () => [],
};

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether a path inside a repository is that of a YAML or JSON file, and in no hidden folder. */
function isReadable(path: string): boolean {
  return /^\.(ya?ml|json)$/i.test(extname(path)) && !path.split(sep).some((name) => name.startsWith('.'));
}

/** The real path of what exists, and the path itself of what does not. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function inRealFolder(path: string): string {
  return resolve(realOf(dirname(path)), path.slice(dirname(path).length + 1));
}

/** The flag that allows a path, with the folder that holds it and the description. */
function hintFor(path: string, folder: string, repository: string | undefined): string {
  let common = folder;
  while (!isBelow(path, common) && dirname(common) !== common) common = dirname(common);
  const inside =
    repository === undefined || !isBelow(path, repository)
      ? ''
      : ' Without it, only .yaml, .yml and .json files are read there, and none in hidden folders.';
  return `Allow it with \`--root ${relative('', common) || '.'}\`.${inside}`;
}
