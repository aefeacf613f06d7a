/** The names of files and folders in version 3 of Postman's format. */
import { LONGEST, within } from '../item-names.ts';

/** What a name is of, which gives the extension of its file, and its name where it is blank. */
const KINDS = {
  folder: { extension: '', blank: 'collection' },
  request: { extension: '.request.yaml', blank: 'http-request' },
  example: { extension: '.example.yaml', blank: 'example' },
} as const;

export type NamedKind = keyof typeof KINDS;

/** What no file may be named: the folder above, or the folder with the format's own files. The Postman CLI writes there. */
const RESERVED = new Set(['.', '..', '.resources']);

/** The name in the file system, without its extension. `taken` has the file names of its folder in lower case, and gets it. */
export function toBaseName(name: string, kind: NamedKind, taken: Set<string>): string {
  const { extension, blank } = KINDS[kind];
  const trimmed = name.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system takes them.
  const plain = trimmed === '' ? blank : shortened(trimmed.replace(/[<>:"/\\|?*\x00-\x1f]+/g, '-'));
  const base = RESERVED.has(plain) ? `-${plain}` : plain;
  let free = base;
  for (let copy = 1; taken.has(`${free}${extension}`.toLowerCase()); copy++) free = `${base} ${copy}`;
  taken.add(`${free}${extension}`.toLowerCase());
  return free;
}

/** The file name of a base name. */
export function withExtension(base: string, kind: NamedKind): string {
  return `${base}${KINDS[kind].extension}`;
}

/** Names that `generate` gives are short enough; a collection may have others. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  return within(Array.from(name), LONGEST).join('').trim();
}
