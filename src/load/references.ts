import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding, Place } from '../core/errors.ts';
import { Refusal, refuseIfAny } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { DEEPEST } from './nesting.ts';
import type { Parsed } from './parse.ts';

/** Where the documents that others refer to are kept in the one document: a key that no description uses. */
const EXTERNAL = 'x-external-documents';

/**
 * Bring the files that a document refers to (`$ref: ./schemas.yaml#/Order`) into it, so that every reference is a local one.
 *
 * Nothing is dereferenced: each file is read once and kept whole. Files outside the folder of the first document, and URLs,
 * are refused: a description from elsewhere must not read what it likes.
 */
export async function withExternalDocuments(
  root: Parsed,
  file: string,
  read: (path: string) => Promise<Parsed>,
): Promise<Parsed> {
  const folder = dirname(resolve(file));
  const documents = new Map<string, Parsed>();
  const firstPlaces = new Map<string, Place>();
  const findings: Finding[] = [];
  const waiting: { parsed: Parsed; path: string; at: readonly string[] }[] = [
    { parsed: root, path: resolve(file), at: [] },
  ];
  const values = new Map<string, unknown>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { parsed, path, at } = next;
    const rewritten = rewrite({ value: parsed.value, path: [], file: path }, (reference, pointer) => {
      const [target = '', fragment = ''] = reference.split('#', 2);
      if (target === '') return at.length === 0 ? reference : `#${toPointer([...at, ...fromPointer(fragment)])}`;
      const place = parsed.locate(pointer);
      if (/^[a-z][a-z0-9+.-]+:/i.test(target)) {
        findings.push({
          code: 'reference/remote',
          message: `"${reference}" is on another machine`,
          place,
          hint: 'Keep a copy beside the description.',
        });
        return reference;
      }
      const wanted = resolve(dirname(path), decoded(target));
      if (wanted !== folder && !wanted.startsWith(folder + sep)) {
        findings.push({
          code: 'file/outside',
          message: `"${reference}" is outside the folder of the description`,
          place,
        });
        return reference;
      }
      if (wanted === resolve(file)) return `#${fragment}`;
      const name = relative(folder, wanted).split(sep).join('/');
      if (!documents.has(name)) {
        documents.set(name, PENDING);
        firstPlaces.set(name, place);
      }
      return `#${toPointer([EXTERNAL, name, ...fromPointer(fragment)])}`;
    });
    values.set(at[1] ?? '', rewritten);
    for (const [name, document] of documents) {
      if (document !== PENDING) continue;
      const parsedFile = await read(resolve(folder, name)).catch((error: unknown) => {
        findings.push(...unreadable(error, name, firstPlaces.get(name)));
        return MISSING;
      });
      documents.set(name, parsedFile);
      waiting.push({ parsed: parsedFile, path: resolve(folder, name), at: [EXTERNAL, name] });
    }
  }
  refuseIfAny(findings);
  if (documents.size === 0) return root;
  const external = Object.fromEntries([...documents.keys()].map((name) => [name, values.get(name)]));
  return {
    value: { ...(values.get('') as Record<string, unknown>), [EXTERNAL]: external },
    locate: (pointer) => {
      const [first, name, ...rest] = fromPointer(pointer);
      const document = first === EXTERNAL && name !== undefined ? documents.get(name) : undefined;
      return document ? document.locate(toPointer(rest)) : root.locate(pointer);
    },
  };
}

const PENDING: Parsed = { value: undefined, locate: () => ({}) };

const MISSING: Parsed = { value: null, locate: () => ({}) };

/** What is wrong with a file. One that is not there is shown where it is referred to, for there it is mended. */
function unreadable(error: unknown, name: string, place: Place | undefined): readonly Finding[] {
  if (!(error instanceof Refusal)) throw error;
  return error.findings.map((finding) =>
    finding.code === 'file/not-found' && place ? { ...finding, message: `there is no file "${name}"`, place } : finding,
  );
}

/** A file name may be percent-encoded in a reference. One that is wrongly so is taken as it stands. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

interface At {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly file: string;
}

/**
 * The value with each `$ref` text changed; parts without one are kept as they are. An alias in YAML that leads to a node it
 * stands in has no end.
 */
function rewrite({ value, path, file }: At, change: (reference: string, pointer: string) => string): unknown {
  if (path.length > DEEPEST) {
    const message = `is nested more than ${DEEPEST} levels deep, or stands inside itself`;
    throw new Refusal({ code: 'document/syntax', message, place: { file } });
  }
  const inside = (name: string, member: unknown) => rewrite({ value: member, path: [...path, name], file }, change);
  if (Array.isArray(value)) return value.map((element, index) => inside(String(index), element));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' && typeof member === 'string' ? change(member, toPointer([...path, name])) : inside(name, member),
    ]),
  );
}
