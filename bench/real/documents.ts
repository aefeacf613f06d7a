/** The list of the published descriptions that are tried. `choose.ts` writes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOf } from './packages.ts';

/** Lines of `<package>@<version> <path in it>`. */
export const LIST = fileURLToPath(new URL('./documents.txt', import.meta.url));

export interface Listed {
  /** Its line in the list. */
  readonly name: string;
  /** `<package>@<version>`. */
  readonly source: string;
  readonly file: string;
}

export function readList(): readonly Listed[] {
  const lines = readFileSync(LIST, 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(toListed);
}

function toListed(name: string): Listed {
  const space = name.indexOf(' ');
  const source = name.slice(0, space);
  return { name, source, file: join(folderOf(source), name.slice(space + 1)) };
}
