import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';

/** Longer chains lead nowhere, or in a circle. */
const MOST_STEPS = 50;

/** The value, or what its `$ref` leads to: before the document is read, and so without faults. `undefined`: it leads nowhere. */
export function behind(document: unknown, value: unknown): unknown {
  let current = value;
  for (let step = 0; step < MOST_STEPS && isRecord(current) && typeof current['$ref'] === 'string'; step += 1) {
    const reference = current['$ref'];
    current = reference.startsWith('#') ? valueAt(document, fromPointer(reference)) : undefined;
  }
  return current;
}
