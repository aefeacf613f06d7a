import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import { connectionVariables } from '../postman/variables.ts';
import { REAL_SERVER } from '../rules/run-variables.ts';
import { listen } from '../server/listen.ts';
import { localCredentials } from '../server/options.ts';
import { createReferenceServer } from '../server/server.ts';
import { toDataSet } from './data-set.ts';

/** A reference server that listens, as the target of a run. */
export interface ReferenceTarget {
  /** The URLs of the API and of its tokens, and the credentials, by the names of the collection's variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  /** It is not a service of somebody else: an assertion that cannot be judged makes the run red. */
  readonly live: false;
  readonly moves: false;
  /** All requests may be sent to it. */
  readonly writes: 'all';
  /** Wrong credentials lock nobody out. */
  readonly probes: true;
  /** Stops the server at once. */
  readonly close: () => Promise<void>;
}

/**
 * Start a reference server of a description on a free port of this machine: a target for `run` and `prove`.
 *
 * @throws UserError `serve/cannot-listen`, or `data/unknown-list` for data of a list that the description does not have.
 * @example
 * ```ts
 * import { loadDescription, openReferenceTarget, toApiModel } from 'postman-contract';
 *
 * const description = await loadDescription('shop.openapi.yaml');
 * const target = await openReferenceTarget(description, toApiModel(description));
 * console.log(target.variables['base_url']);
 * await target.close();
 * ```
 */
export async function openReferenceTarget(description: Description, model: ApiModel): Promise<ReferenceTarget> {
  const { variables: urls, close } = await listen(createReferenceServer(model, toDataSet(description, model)));
  const variables = { ...urls, ...localCredentials(model), [REAL_SERVER]: '' };
  return { variables, secrets: secretNames(model), live: false, moves: false, writes: 'all', probes: true, close };
}

/** The names of the variables that hold secrets. */
export function secretNames(model: ApiModel): readonly string[] {
  return connectionVariables(model).flatMap(({ name, secret }) => (secret ? [name] : []));
}
