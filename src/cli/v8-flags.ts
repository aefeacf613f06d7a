/** Flags of V8 for commands that compute for seconds. Each was tried on its version of Node: another one might report an unknown flag. */
import { setFlagsFromString } from 'node:v8';

const [major = ''] = process.versions.node.split('.');

const LATER = '--invocation-count-for-turbofan=30000';
const BOTH_LATER = [LATER, '--invocation-count-for-maglev=4000'];

/** By the version of Node: what says how long a function runs before V8 compiles it anew, to faster code. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=1000000'],
  22: [LATER],
  24: BOTH_LATER,
  26: BOTH_LATER,
};

/**
 * V8 compiles a function anew once it has run for a while. Most of a description's functions are done by then: with the default, compiling
 * takes up to half of the processor time.
 */
export function compileLess(): void {
  for (const flag of FLAGS[major] ?? []) setFlagsFromString(flag);
}

/** Bytes of heap once a description is loaded. By default, the heap may grow to three times that before what is unused is freed. */
const LARGE = 150_000_000;

/** For large descriptions, a quarter less memory costs no time that can be measured. */
export function growLess(): void {
  if (major in FLAGS && process.memoryUsage().heapUsed > LARGE) {
    setFlagsFromString('--heap-growing-percent=100');
  }
}
