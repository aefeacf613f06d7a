import { toDependencies } from '../contract/dependencies.ts';
import { type Contract, type Entry, entriesOf } from '../contract/types.ts';
import { TOKEN_CAPTURES } from '../core/protocol.ts';
import { stableId } from '../core/stable-id.ts';
import { itemIdOf } from '../postman/ids.ts';
import {
  type Collection,
  type CollectionEvent,
  type Folder,
  type Item,
  type KeyValue,
  requestsIn,
} from '../postman/types.ts';
import { MUTANT_HEADER } from './breaking-proxy.ts';
import type { Mutant } from './mutants.ts';

/** A contract, and the collection that was made from it. */
export interface Suite {
  readonly contract: Contract;
  readonly collection: Collection;
}

/**
 * A collection with a copy of a request for each mutant, so that many mutants share one run: starting a client costs more than a
 * hundred requests.
 *
 * Requests that capture a value for a mutant come first, unchanged. A mutated response may lead to a wrong captured value, so the
 * mutants of a request come after those of all requests that depend on it.
 */
export function toMutantCollection(suite: Suite, mutants: readonly Mutant[]): Collection {
  const { neededBy, dependingOn } = toDependencies(suite.contract);
  const entries = unique(mutants.map(({ entry }) => entry));
  const needed = unique(entries.flatMap(neededBy));
  const depth = new Map(entries.map((entry) => [entry, depthOf(entry, dependingOn)]));
  const ordered = mutants.toSorted((a, b) => (depth.get(a.entry) ?? 0) - (depth.get(b.entry) ?? 0));
  const itemOf = itemsOf(suite);
  return withItems(suite.collection, [
    ...tokenEntries(suite.contract).flatMap(itemOf),
    ...inOrder(suite.contract, needed).flatMap(itemOf),
    ...ordered.flatMap((mutant) => itemOf(mutant.entry).map((item) => toBroken(item, mutant.id))),
  ]);
}

/**
 * A collection that shows whether the requests that depend on a mutated one kill its mutant. For each mutant it has: the requests
 * that they need; the request unchanged, so that no value of the mutant before is left; the mutated request; and those that
 * depend on it, unchanged.
 */
export function toDependentCollection(suite: Suite, mutants: readonly Mutant[]): Collection {
  const { neededBy, dependingOn } = toDependencies(suite.contract);
  const itemOf = itemsOf(suite);
  const items = mutants.flatMap(({ id, entry }) => {
    const dependents = dependingOn(entry);
    const around = new Set([entry, ...dependents]);
    const before = unique([entry, ...dependents].flatMap(neededBy)).filter((needed) => !around.has(needed));
    const asItIs = [...inOrder(suite.contract, before), entry].flatMap(itemOf);
    return [
      ...asItIs.map((item, index) => ({ ...item, id: `${id}-before-${index}` })),
      ...itemOf(entry).map((item) => toBroken(item, id)),
      ...dependents.flatMap(itemOf).map((item, index) => ({ ...item, id: toDependentId(id, index), response: [] })),
    ];
  });
  return withItems(suite.collection, [...tokenEntries(suite.contract).flatMap(itemOf), ...items]);
}

/** The requests that fetch the token for all others, and find where it is granted. */
function tokenEntries(contract: Contract): readonly Entry[] {
  return entriesOf(contract).filter(({ request }) =>
    request.captures.some(({ kind }) => kind === 'token' || kind === 'token-url'),
  );
}

/** The id of the copy of a request that depends on the mutated one. */
export function toDependentId(mutantId: string, index: number): string {
  return `${mutantId}-after-${index}`;
}

/** The length of the longest chain of requests that depend on this one; 0 where none does. */
function depthOf(entry: Entry, dependingOn: (entry: Entry) => readonly Entry[]): number {
  return dependingOn(entry).reduce((depth, dependent) => Math.max(depth, 1 + depthOf(dependent, dependingOn)), 0);
}

function itemsOf({ collection }: Suite): (entry: Entry) => readonly Item[] {
  const items = new Map(withOwnScripts(collection).map((item) => [item.id, item]));
  return ({ request }) => {
    const item = items.get(itemIdOf(collection.info._postman_id, request));
    return item ? [item] : [];
  };
}

function inOrder(contract: Contract, entries: readonly Entry[]): readonly Entry[] {
  return entriesOf(contract).filter((entry) => entries.includes(entry));
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

/** The collection with these items only, in one folder that has the scripts of all its folders. */
function withItems(collection: Collection, item: readonly Item[]): Collection {
  const shared = foldersIn(collection).flatMap((folder) => scriptsOf(folder).shared);
  // Each mutant reads the lists again, which is together more than the budget of a run.
  const exec = [...shared, 'contract.isUnlimited = true;'];
  const event: CollectionEvent = {
    listen: 'prerequest',
    script: { type: 'text/javascript', exec },
  };
  return { ...collection, item: [{ id: stableId('mutants'), name: 'Mutants', description: '', item, event: [event] }] };
}

/** The requests of a collection, each with the script that its folder runs before it: a mutant is in another folder. */
function withOwnScripts(collection: Collection): readonly Item[] {
  const ofFolders = new Map(
    foldersIn(collection).flatMap((folder) => {
      const { ofRequests: exec } = scriptsOf(folder);
      if (exec.length === 0) return [];
      const before: CollectionEvent = { listen: 'prerequest', script: { type: 'text/javascript', exec } };
      return requestsIn(folder).map(({ id }) => [id, before] as const);
    }),
  );
  return requestsIn(collection).map((item) => {
    const before = ofFolders.get(item.id);
    return before ? { ...item, event: [before, ...item.event] } : item;
  });
}

/** The statements of a folder that add to the shared data, and those that run before each of its requests. */
function scriptsOf({ event = [] }: Folder) {
  const exec = event.flatMap(({ script }) => script.exec);
  const begin = exec.findIndex((line) => /^const \{.*\} = contract\(pm\);$/.test(line));
  return begin < 0 ? { shared: exec, ofRequests: [] } : { shared: exec.slice(0, begin), ofRequests: exec.slice(begin) };
}

function foldersIn({ item }: { readonly item: readonly (Item | Folder)[] }): readonly Folder[] {
  return item.flatMap((one) => ('item' in one ? [one, ...foldersIn(one)] : []));
}

/** The script that fetches tokens is left out of mutants: a mutated token response would end the run. */
function withoutToken({ listen, script }: CollectionEvent): CollectionEvent {
  return { listen, script: { ...script, exec: script.exec.filter((line) => !TOKEN_CAPTURES.includes(line)) } };
}

function toBroken(item: Item, id: string): Item {
  const header: KeyValue = { key: MUTANT_HEADER, value: id };
  return {
    ...item,
    id,
    name: `${id}: ${item.name}`,
    event: item.event.map(withoutToken),
    request: { ...item.request, header: [...item.request.header, header] },
    response: [],
  };
}
