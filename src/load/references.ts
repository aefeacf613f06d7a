import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding } from '../core/errors.ts';
import { refuseIfAny } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Parsed } from './parse.ts';

/** Where the documents that others refer to are kept in the one document: a key that no description uses. */
export const EXTERNAL = 'x-external-documents';

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
  const findings: Finding[] = [];
  const waiting: { parsed: Parsed; path: string; at: readonly string[] }[] = [
    { parsed: root, path: resolve(file), at: [] },
  ];
  const values = new Map<string, unknown>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { parsed, path, at } = next;
    const rewritten = rewrite(parsed.value, (reference, pointer) => {
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
      const wanted = resolve(dirname(path), decodeURI(target));
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
      if (!documents.has(name)) documents.set(name, PENDING);
      return `#${toPointer([EXTERNAL, name, ...fromPointer(fragment)])}`;
    });
    values.set(at[1] ?? '', rewritten);
    for (const [name, document] of documents) {
      if (document !== PENDING) continue;
      const parsedFile = await read(resolve(folder, name));
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

/** The value with each `$ref` text changed; parts without one are kept as they are. */
function rewrite(
  value: unknown,
  change: (reference: string, pointer: string) => string,
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((element, index) => rewrite(element, change, [...path, String(index)]));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const here = [...path, name];
      return [
        name,
        name === '$ref' && typeof member === 'string' ? change(member, toPointer(here)) : rewrite(member, change, here),
      ];
    }),
  );
}
