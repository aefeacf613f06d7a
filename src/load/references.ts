import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding } from '../core/errors.ts';
import { throwIfAny, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { kindOfMember, type PartKind } from './data-parts.ts';
import { folderGuard } from './folder-guard.ts';
import { MAX_DEPTH } from './nesting.ts';
import type { Parsed, Unread } from './parse.ts';

/** The key in the root document under which referenced files are stored. No description uses it. */
const EXTERNAL = 'x-external-documents';

/**
 * Copy the files that a document references (`$ref: ./schemas.yaml#/Order`) into it, so that all references are local.
 *
 * References are not dereferenced: each file is read once and stored whole. URLs and files outside the folder of the first
 * document are not read, also behind symbolic links, so that a description from elsewhere cannot read arbitrary files. Such a
 * reference is a fault of the part that has it, as is one to a file that does not exist.
 *
 * @throws UserError with the errors inside the referenced files.
 */
export async function withExternalDocuments(
  root: Parsed,
  file: string,
  read: (path: string) => Promise<Parsed>,
): Promise<Parsed> {
  const found: Found = { documents: new Map(), unread: new Map(), findings: [] };
  const folder = dirname(resolve(file));
  const waiting: Waiting[] = [{ parsed: root, path: resolve(file), at: [] }];
  const values = new Map<string, unknown>();
  const isInside = folderGuard(file);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const within = next;
    const rewritten = rewrite(
      { value: within.parsed.value, depth: 0, kind: within.at.length === 0 ? 'object' : 'file', file: within.path },
      (reference) => toLocal({ reference, within, root: resolve(file) }, found),
    );
    values.set(within.at[1] ?? '', rewritten);
    for (const [name, document] of found.documents) {
      if (document !== PENDING) continue;
      const parsed = await readInside(name, resolve(folder, name), isInside, read, found);
      found.documents.set(name, parsed);
      if (parsed !== MISSING) waiting.push({ parsed, path: resolve(folder, name), at: [EXTERNAL, name] });
    }
  }
  throwIfAny(found.findings);
  if (found.documents.size === 0 && found.unread.size === 0) return root;
  const external = Object.fromEntries([...found.documents.keys()].map((name) => [name, values.get(name)]));
  return {
    value: {
      ...(values.get('') as Record<string, unknown>),
      ...(found.documents.size > 0 && { [EXTERNAL]: external }),
    },
    locate: (pointer) => {
      const [first, name, ...rest] = fromPointer(pointer);
      const document = first === EXTERNAL && name !== undefined ? found.documents.get(name) : undefined;
      return document ? document.locate(toPointer(rest)) : root.locate(pointer);
    },
    unread: found.unread,
  };
}

/** Read a referenced file. One that does not exist, or lies elsewhere, is a fault of what references it. */
async function readInside(
  name: string,
  path: string,
  isInside: (path: string) => Promise<boolean>,
  read: (path: string) => Promise<Parsed>,
  found: Found,
): Promise<Parsed> {
  const key = `#${toPointer([EXTERNAL, name])}`;
  if (!(await isInside(path))) {
    const message = `"${name}" is a symbolic link to a file outside the folder of the description`;
    found.unread.set(key, { code: 'file/outside', message });
    return MISSING;
  }
  try {
    return await read(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.findings[0].code === 'file/not-found') {
      found.unread.set(key, { code: 'file/not-found', message: `file not found: "${name}"` });
    } else found.findings.push(...error.findings);
    return MISSING;
  }
}

/** A document whose references are still to be rewritten, and its path in the root document. */
interface Waiting {
  readonly parsed: Parsed;
  readonly path: string;
  readonly at: readonly string[];
}

interface Found {
  /** Referenced files, keyed by their paths relative to the first document's folder. */
  readonly documents: Map<string, Parsed>;
  readonly unread: Map<string, Unread>;
  readonly findings: Finding[];
}

interface Reference {
  readonly reference: string;
  readonly within: Waiting;
  /** The path of the first document. */
  readonly root: string;
}

/** The local form of a reference. The file it points to is queued for reading. */
function toLocal({ reference, within: { path, at }, root }: Reference, found: Found): string {
  const [target = '', fragment = ''] = reference.split('#', 2);
  if (target === '') return at.length === 0 ? reference : `#${toPointer([...at, ...fromPointer(fragment)])}`;
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) {
    found.unread.set(reference, {
      code: 'reference/remote',
      message: `"${reference}" is a remote reference`,
      hint: 'Save a copy next to the description and reference that.',
    });
    return reference;
  }
  const folder = dirname(root);
  const wanted = resolve(dirname(path), decoded(target));
  if (wanted !== folder && !wanted.startsWith(folder + sep)) {
    const message = `"${reference}" is outside the folder of the description`;
    found.unread.set(reference, { code: 'file/outside', message });
    return reference;
  }
  if (wanted === root) return `#${fragment}`;
  const name = relative(folder, wanted).split(sep).join('/');
  if (!found.documents.has(name)) found.documents.set(name, PENDING);
  return `#${toPointer([EXTERNAL, name, ...fromPointer(fragment)])}`;
}

const PENDING: Parsed = { value: undefined, locate: () => ({}) };

const MISSING: Parsed = { value: null, locate: () => ({}) };

/** A reference may be percent-encoded. Invalid encoding is kept as written. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

interface At {
  readonly value: unknown;
  readonly depth: number;
  readonly kind: PartKind;
  readonly file: string;
}

/** The value with each `$ref` changed, but for those in data; the same object where there is none to change. Limits the depth, because a YAML alias can contain itself. */
function rewrite({ value, depth, kind, file }: At, change: (reference: string) => string): unknown {
  if (depth > MAX_DEPTH) {
    const message = `is nested more than ${MAX_DEPTH} levels deep, or contains itself`;
    throw new UserError({ code: 'document/syntax', message, place: { file } });
  }
  const inside = (member: unknown, inner: PartKind) =>
    typeof member === 'object' && member !== null
      ? rewrite({ value: member, depth: depth + 1, kind: inner, file }, change)
      : member;
  if (Array.isArray(value)) {
    const elements = value.map((element) => inside(element, kind));
    return elements.every((element, index) => element === value[index]) ? value : elements;
  }
  if (!isRecord(value)) return value;
  let isSame = true;
  const entries = Object.entries(value).map(([name, member]) => {
    const isReference = name === '$ref' && typeof member === 'string' && kind !== 'data';
    const written = isReference ? change(member) : inside(member, kindOfMember(kind, name, member));
    isSame &&= written === member;
    return [name, written] as const;
  });
  return isSame ? value : Object.fromEntries(entries);
}
