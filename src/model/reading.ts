/**
 * Reading a document. A node is a value and its path; `$ref`s are followed on access. Errors become findings and reading continues, so that
 * all of them are reported at once. `typed-members.ts` has the access to members.
 */
import type { ErrorCode, Finding, Place } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Notice, NoticeKind } from '../core/notices.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import type { Schemas } from '../schema/node.ts';
import { withTexts } from './reference-texts.ts';

export interface Node {
  readonly value: unknown;
  readonly path: readonly string[];
}

export interface Reading {
  readonly root: unknown;
  /** The schemas of the document, in their dialect. */
  readonly schemas: Schemas;
  readonly findings: Finding[];
  readonly notices: Notice[];
  /** Whether a fault that a notice could replace is reported as an error. */
  readonly strict: boolean;
  /** JSON pointers of examples that break their schema; they are not read. */
  readonly invalidExamples?: ReadonlySet<string>;
  /** Why references to elsewhere were not followed, by their text, or what it begins with before a further `/`. */
  readonly unread: ReadonlyMap<string, Omit<Finding, 'place'>>;
  /** The URL from which the document was read. */
  readonly address?: string | undefined;
  /** The location of a pointer in the file it came from. */
  readonly locate: (pointer: string) => Place;
}

/** Report an error at a node. */
export function report(
  reading: Reading,
  code: ErrorCode,
  path: readonly string[],
  message: string,
  hint?: string,
): void {
  reading.findings.push({ code, message, place: reading.locate(toPointer(path)), ...(hint && { hint }) });
}

/** Remark on a node, without refusing the document. */
export function notice(reading: Reading, kind: NoticeKind, path: readonly string[], message: string): void {
  reading.notices.push({ kind, message, pointer: toPointer(path) });
}

/**
 * The node, or the target of its `$ref`. `undefined` if the target does not exist or is not an object (reported).
 *
 * @param mayDescribe whether it is a Reference Object, whose description is that of its target. One of a map is none.
 */
export function resolved(reading: Reading, node: Node, mayDescribe = true): Node | undefined {
  const visited = new Set<string>();
  let current = node;
  while (isRecord(current.value) && typeof current.value['$ref'] === 'string') {
    const target = current.value['$ref'];
    if (visited.has(target)) {
      report(reading, 'reference/circular', current.path, `"${target}" is a circular reference`);
      return undefined;
    }
    visited.add(target);
    const path = fromPointer(target);
    const value = target.startsWith('#') ? valueAt(reading.root, path) : undefined;
    if (value === undefined) {
      reportMissing(reading, target, [...current.path, '$ref']);
      return undefined;
    }
    if (!isRecord(value)) {
      report(
        reading,
        'reference/not-an-object',
        [...current.path, '$ref'],
        `"${target}" is ${typeName(value)}, and an object is expected`,
      );
      return undefined;
    }
    current = { value: mayDescribe ? withTexts(reading.root, current.value, value) : value, path };
  }
  const reference = child(current, '$ref');
  if (reference) return wrongType(reading, reference, 'text');
  return isRecord(current.value) ? current : undefined;
}

/** Report a reference whose target is not in the document, with the reason if it is known. */
export function reportMissing(reading: Reading, target: string, path: readonly string[]): void {
  const file = target.split('/').slice(0, 3).join('/');
  const known = reading.unread.get(target) ?? reading.unread.get(file);
  if (known) report(reading, known.code, path, known.message, known.hint);
  else report(reading, 'reference/not-found', path, `"${target}" does not exist`);
}

/** A member without following its `$ref`. */
export function child(node: Node, name: string): Node | undefined {
  if (!isRecord(node.value) || !Object.hasOwn(node.value, name) || node.value[name] === undefined) return undefined;
  return { value: node.value[name], path: [...node.path, name] };
}

/** Remove duplicates: an overlay that is applied twice appends to arrays twice. */
export function eachOnce<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Whether the example at a name, or at a name in `examples`, does not break its schema. */
export function isValidExample({ invalidExamples }: Reading, { path }: Node, ...at: readonly string[]): boolean {
  return !invalidExamples?.has(toPointer([...path, ...at]));
}

export function wrongType(reading: Reading, node: Node, wanted: string): undefined {
  report(reading, 'document/wrong-type', node.path, `expected ${wanted}, got ${typeName(node.value)}`);
}

export function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
}
