import type { Entry } from '../contract/types.ts';
import { js, type Script } from '../rules/script.ts';

/**
 * The pre-request script of a request about an item that an earlier request found: where that one found none, there is nothing
 * to look at, which is no mistake. Every promise says so, and the request is not sent.
 */
export function nothingScript({ assertions }: Entry, variables: readonly string[]): Script {
  return js`
    // An earlier request keeps what this one asks for. It clears the variable where its list is empty.
    if (${variables}.some((name) => pm.variables.get(name) === '')) {
      ${assertions.map(({ title }) => title)}.forEach((name) => pm.test.skip(name + ' (not judged: the list is empty)'));
      pm.execution.skipRequest();
    }
  `;
}
