/** Why a file or folder cannot be read or written, in words: Node reports the codes of the system. */
import { messageOf } from './errors.ts';

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'this user has no permission',
  EPERM: 'the system does not permit it',
  EEXIST: 'a file is where its folder would be',
  EISDIR: 'this is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long for the file system',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'it would be too large for the file system',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  EIO: 'the device reports an error',
};

/** The words for what Node throws; its own message where the code is another. */
export function fileFault(error: unknown): string {
  const code = codeOf(error);
  return (code !== undefined && WORDS[code]) || messageOf(error);
}

/** `ENOENT`, and the like. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
