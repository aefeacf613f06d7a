/** What `prove` takes, for a suite with its correct server. */
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
  const groups = contract.groups.map((group) => ({
    ...group,
    entries: group.entries.filter(({ request }) => request.name.includes(text)),
  }));
  const item = collection.item.map((group) => ({
    ...group,
    item: group.item.filter(({ name }) => name.includes(text)),
  }));
  return { contract: { ...contract, groups }, collection: { ...collection, item } };
}
