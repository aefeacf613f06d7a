/** The names of files and folders in version 3 of Postman's format. */

/** What a name is of, which gives the extension of its file, and its name where it is blank. */
const KINDS = {
  folder: { extension: '', blank: 'collection' },
  request: { extension: '.request.yaml', blank: 'http-request' },
  example: { extension: '.example.yaml', blank: 'example' },
} as const;

export type NamedKind = keyof typeof KINDS;

/** What no file may be named: the folder above, or the folder with the format's own files. The Postman CLI writes there. */
const RESERVED = new Set(['.', '..', '.resources']);

/**
 * The longest name, in bytes of UTF-8: file systems take 255, with the extension and a number. The Postman CLI fails there.
 */
const LONGEST = 200;

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

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  let bytes = 0;
  const kept = Array.from(name).filter((character) => {
    bytes += Buffer.byteLength(character);
    return bytes <= LONGEST;
  });
  return kept.join('').trim();
}
