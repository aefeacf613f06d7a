import type { Entry } from '../contract/types.ts';
import { js, type Script } from '../rules/script.ts';

/** A variable that an earlier request fills, and what it means where it is empty. */
export interface Needed {
  readonly variable: string;
  readonly otherwise: 'the list is empty' | 'no item has such a value';
}

/**
 * The pre-request script of a request that asks for what an earlier answer held: where that held none, there is nothing to look
 * at, which is no mistake. Every promise says so, and the request is not sent.
 */
export function nothingScript({ assertions }: Entry, needed: readonly Needed[]): Script {
  return js`
    // An earlier request keeps what this one asks for. It clears the variable where its answer has nothing of the kind.
    const missing = ${needed}.find((need) => !pm.variables.get(need.variable));
    if (missing) {
      ${assertions.map(({ title }) => title)}.forEach((name) => pm.test.skip(name + ' (not judged: ' + missing.otherwise + ')'));
      pm.execution.skipRequest();
    }
  `;
}
