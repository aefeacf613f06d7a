import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/**
 * A check that a file lies in the folder of a description or below it, all symbolic links resolved.
 *
 * If the description is itself a link, the folder of its target counts, too: build tools link each file of a folder, and the user
 * named the description. A file that does not exist passes, since reading it reports that.
 */
export function folderGuard(description: string): (file: string) => Promise<boolean> {
  let known: Promise<readonly string[]> | undefined;
  return async (file) => {
    known ??= Promise.all([real(dirname(resolve(description))), real(description).then(dirname)]);
    const [target, folders] = await Promise.all([realpath(file).catch(() => undefined), known]);
    return (
      target === undefined || folders.some((folder) => target.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    );
  };
}

/** The real path of what exists, and the path itself of what does not. */
function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
