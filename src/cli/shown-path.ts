/** Paths and words of a command line as a person would type them. */
import { isAbsolute, relative } from 'node:path';

/** From the working directory, where the path is below it; otherwise as it is. */
export function toShownPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const near = relative('', path);
  return near !== '' && !near.startsWith('..') && !isAbsolute(near) ? near : path;
}

/** A word of a command line, in quotes where a shell would split or change it. */
export function toShellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
