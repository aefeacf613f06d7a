import type { Contract, Entry } from '../contract/types.ts';
import { stableId } from '../core/stable-id.ts';
import type { Collection, Item, KeyValue } from '../postman/types.ts';
import { TRIAL_HEADER } from './breaking-proxy.ts';
import type { Trial } from './violations.ts';

/**
 * A collection with a copy of a request for each trial, so that all trials of a shard share one run: starting a client costs
 * more than a hundred requests. The requests that keep values for others come first, as they are.
 */
export function toTrialCollection({ contract, collection }: Suite, trials: readonly Trial[]): Collection {
  const items = new Map(collection.item.flatMap((group) => group.item).map((item) => [item.id, item]));
  const itemOf = ({ request }: Entry) => {
    const item = items.get(stableId(collection.info._postman_id, request.id));
    return item ? [item] : [];
  };
  const entries = contract.groups.flatMap((group) => group.entries);
  const keeping = entries.filter(({ request }) => request.keeps.length > 0).flatMap(itemOf);
  const copies = trials.flatMap((trial) => itemOf(trial.entry).map((item) => toCopy(item, trial.id)));
  return {
    ...collection,
    item: [{ id: stableId('trials'), name: 'Trials', description: '', item: [...keeping, ...copies] }],
  };
}

/** A contract and the collection that was made of it. */
export interface Suite {
  readonly contract: Contract;
  readonly collection: Collection;
}

function toCopy(item: Item, id: string): Item {
  const header: KeyValue = { key: TRIAL_HEADER, value: id };
  return {
    ...item,
    id,
    name: `${id}: ${item.name}`,
    request: { ...item.request, header: [...item.request.header, header] },
    response: [],
  };
}
