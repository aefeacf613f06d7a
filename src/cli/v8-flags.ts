/** Flags of V8 for commands that compute for seconds. Tried on Node 20 only; another version might report an unknown flag on stderr. */
import { setFlagsFromString } from 'node:v8';

const isTried = process.versions.node.startsWith('20.');

/**
 * V8 compiles a function anew once it has run for a while. Most of a description's functions are done by then: with the default, compiling
 * takes up to half of the processor time.
 */
export function compileLess(): void {
  if (isTried) setFlagsFromString('--interrupt-budget=1000000');
}

/** Bytes of heap once a description is loaded. By default, the heap may grow to three times that before what is unused is freed. */
const LARGE = 150_000_000;

/** For large descriptions, a quarter less memory costs no time that can be measured. */
export function growLess(): void {
  if (isTried && process.memoryUsage().heapUsed > LARGE) setFlagsFromString('--heap-growing-percent=100');
}
