import type { Entry } from '../contract/types.ts';
import { js, type Script } from '../rules/script.ts';

/** A variable that an earlier request fills, or a person, and what it means where it is empty. */
export interface Needed {
  readonly variable: string;
  readonly otherwise: 'the list is empty' | 'no item has such a value' | 'no expired token is given';
}

/**
 * The pre-request script of a request that asks with what was kept before: where that is nothing, there is nothing to look at,
 * which is no mistake. Every promise says so, and the request is not sent.
 */
export function nothingScript(entry: Entry, needed: readonly Needed[]): Script {
  return js`
    // What this request asks with was kept before, in a variable that is empty where there is nothing of the kind.
    const missing = ${needed}.find((need) => !pm.variables.get(need.variable));
    if (missing) {
      ${notSent(entry, js`missing.otherwise`)}
    }
  `;
}

/** Statements that say of every promise of a request that it is not judged, and why, and do not send it. */
export function notSent({ assertions }: Entry, why: Script): Script {
  return js`
    ${assertions.map(({ title }) => title)}.forEach((name) => pm.test.skip(name + ' (not judged: ' + ${why} + ')'));
    pm.execution.skipRequest();
  `;
}
