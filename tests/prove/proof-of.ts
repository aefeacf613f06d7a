/** What `prove` takes, for a suite with its correct server. */
import type { Group } from '../../src/contract/types.ts';
import { onlyItems } from '../../src/postman/types.ts';
import type { ProofTarget } from '../../src/prove/prove.ts';
import { localCredentials } from '../../src/server/options.ts';
import type { Suite } from '../helpers/suite.ts';

/** The correct server of the Incident API, not listening. */
export function proofTarget({ fetch, model, basePath, tokenPath = '' }: Suite): ProofTarget {
  return {
    fetch,
    variables: {
      base_url: `http://server${basePath}`,
      token_url: `http://server${tokenPath}`,
      ...localCredentials(model),
    },
    secrets: ['client_secret', 'API-KEY'],
    live: false,
  };
}

/** The requests of a suite with this text in their names, as a suite. */
export function partOf({ contract, collection }: Pick<Suite, 'contract' | 'collection'>, text: string) {
  const only = (groups: readonly Group[]): readonly Group[] =>
    groups.map((group) => ({
      ...group,
      entries: group.entries.filter(({ request }) => request.name.includes(text)),
      groups: only(group.groups),
    }));
  return {
    contract: { ...contract, groups: only(contract.groups) },
    collection: onlyItems(collection, ({ name }) => name.includes(text)),
  };
}
