/** Whether a document needs other files, or parts of itself that are read nowhere else. Most need none, and then nothing is copied. */
import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { MAX_DEPTH } from './nesting.ts';
import { isReadAlways } from './parts.ts';

/** Whether everything that looks like a reference leads to a part of the document that is read. */
export function standsAlone(document: unknown): boolean {
  return isAlone(document, 0);
}

function isAlone(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  // What contains itself is found by those who copy it.
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((element: unknown) => isAlone(element, depth + 1));
  for (const name in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof member === 'string' ? isReference(name) && !isLocal(member) : !isAlone(member, depth + 1)) return false;
    if (name === 'mapping' && isRecord(member) && !Object.values(member).every(isLocalOrName)) return false;
  }
  return true;
}

function isReference(name: string): boolean {
  return name === '$ref' || name === 'operationRef';
}

function isLocal(reference: string): boolean {
  return reference.startsWith('#/') && isReadAlways(fromPointer(reference)[0]);
}

/** A mapping has the name of a schema, or a reference to it. */
function isLocalOrName(written: unknown): boolean {
  if (typeof written !== 'string' || isLocal(written)) return true;
  return /^[A-Za-z0-9._-]+$/.test(written) && !/\.(ya?ml|json)$/i.test(written);
}
