import { stableId } from '../core/stable-id.ts';
import type { Collection, Item, KeyValue } from '../postman/types.ts';
import { TRIAL_HEADER } from './breaking-proxy.ts';
import type { Trial } from './violations.ts';

/**
 * A collection with a copy of a request for each trial, so that all trials of a shard share one run: starting a client costs
 * more than a hundred requests.
 *
 * `variables` are those that earlier requests would have kept: a copy runs without them.
 */
export function toTrialCollection(
  collection: Collection,
  trials: readonly Trial[],
  variables: Readonly<Record<string, string>>,
): Collection {
  const items = new Map(collection.item.flatMap((group) => group.item).map((item) => [item.id, item]));
  const copies = trials.flatMap((trial) => {
    const original = items.get(stableId(collection.info._postman_id, trial.entry.request.id));
    return original ? [toCopy(original, trial.id)] : [];
  });
  const { item: _, variable, ...rest } = collection;
  return {
    ...rest,
    item: [{ id: stableId('trials'), name: 'Trials', description: '', item: copies }],
    variable: variable.map((entry) => {
      const kept = Object.hasOwn(variables, entry.key) ? variables[entry.key] : undefined;
      return kept === undefined ? entry : { ...entry, value: kept };
    }),
  };
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
