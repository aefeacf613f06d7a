/** Whether a document needs other files, or parts of itself that are read nowhere else. Most need none, and then nothing is copied. */
import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { MAX_DEPTH } from './nesting.ts';
import { isReadAlways, isSampleFile } from './parts.ts';
import { isInComponent, referenceOnTheWay } from './through-references.ts';

/** Whether everything that looks like a reference leads to a part of the document that is read. */
export function standsAlone(document: unknown): boolean {
  return isAlone(document, 0, document);
}

function isAlone(value: unknown, depth: number, document: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  // What contains itself is found by those who copy it.
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((element: unknown) => isAlone(element, depth + 1, document));
  for (const name in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (
      typeof member === 'string'
        ? (isReference(name) && !isHere(member, document)) || (name === 'externalValue' && isSampleFile(member))
        : !isAlone(member, depth + 1, document)
    )
      return false;
    if (name === 'mapping' && isRecord(member) && !Object.values(member).every(isLocalOrName)) return false;
  }
  return true;
}

function isReference(name: string): boolean {
  return name === '$ref' || name === 'operationRef';
}

/** Whether a reference leads to a part that is read, and over no other reference. */
function isHere(reference: string, document: unknown): boolean {
  const path = fromPointer(reference);
  const met = isLocal(reference) ? referenceOnTheWay(document, path) : undefined;
  return isLocal(reference) && !(met && isInComponent(path, met.passed));
}

function isLocal(reference: string): boolean {
  return reference.startsWith('#/') && isReadAlways(fromPointer(reference)[0]);
}

/** A mapping has the name of a schema, or a reference to it. */
function isLocalOrName(written: unknown): boolean {
  if (typeof written !== 'string' || isLocal(written)) return true;
  return /^[A-Za-z0-9._-]+$/.test(written) && !/\.(ya?ml|json)$/i.test(written);
}
