/** What stands among the parameters and is none. */
import { isRecord } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { child, type Node, notice, type Reading, report } from './reading.ts';
import { isSet } from './typed-members.ts';
import type { Parameter } from './types.ts';

export const PLACES = ['query', 'path', 'header', 'cookie'] as const;

/** A reference to something else, such as a schema, is a fault of the reference. Else what it leads to lacks something. */
export function reportNoParameter(
  reading: Reading,
  holder: Node,
  node: Node,
  { name, written }: { readonly name: string; readonly written: string },
): void {
  const use = name === '' && written === '' ? referenceTo(holder, node) : undefined;
  const why = use
    ? 'what it refers to is no parameter: it has neither a `name` nor an `in`'
    : whyNoParameter(name, written);
  report(reading, 'document/wrong-type', use ?? node.path, why);
}

/** Where the list of an operation or a path refers to a node. */
function referenceTo(holder: Node, { path }: Node): readonly string[] | undefined {
  const list = child(holder, 'parameters');
  const all: readonly unknown[] = Array.isArray(list?.value) ? list.value : [];
  const index = all.findIndex(
    (one) =>
      isRecord(one) && typeof one['$ref'] === 'string' && toPointer(fromPointer(one['$ref'])) === toPointer(path),
  );
  return list && index >= 0 ? [...list.path, String(index), '$ref'] : undefined;
}

/** Whether nothing depends on a parameter without a name: it is optional, and in no path. It is left out, with a notice. */
export function isNotNeeded(reading: Reading, node: Node, place: Parameter['in'] | undefined): boolean {
  if (reading.strict || place === undefined || place === 'path' || isSet(reading, node, 'required')) return false;
  notice(reading, 'left-out', node.path, `an optional ${place} parameter without a name`);
  return true;
}

/** What lacks, and what may be meant. */
function whyNoParameter(name: string, place: string): string {
  const places = PLACES.join(', ');
  if (name === '') return `a parameter needs a \`name\` and an \`in\` (${places})`;
  if (place === '') return `the parameter "${name}" needs an \`in\` (${places})`;
  const like = nearest(place, PLACES);
  const meant = like === undefined ? `it is one of ${places}` : `did you mean "${like}"?`;
  return `the parameter "${name}" is in "${place}", which is no place: ${meant}`;
}
