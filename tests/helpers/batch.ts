/** Many suites in one run of the Postman CLI, whose start costs more than a suite: a folder for each, after a request that changes to it. */

import type { Collection, Folder, Item } from '../../src/postman/types.ts';
import type { scopesById } from '../../src/report/promises.ts';
import { MAY_MOVE, MAY_WRITE, MAY_WRITE_ALL } from '../../src/rules/run-variables.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { type CollectionJson, onlySent } from '../../src/run/prepare.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';

/** A suite and the server that it is run against. */
export interface Member {
  readonly collection: Collection;
  readonly variables: Readonly<Record<string, string>>;
  /** Which requests that may write are sent. Default: only those that must be refused. */
  readonly writes?: 'all' | 'refused' | 'none';
  readonly moves?: boolean;
  /** Whether the server is somebody else's, to whom less may be done. Default: it is. */
  readonly live?: boolean;
  /** The scopes that a request needs. */
  readonly scopesOf?: ReturnType<typeof scopesById>;
}

/** Variables of the scripts that no collection declares, and that would speak of the server before. */
const OF_SCRIPTS = ['access_token', 'access_token_of_run', 'scopes_are_ignored', 'seconds_to_wait'];

const nameOf = (index: number) => `server ${index}`;

/** One collection of them all, to be run with `writes: 'all'`. The ids of requests are new, and so are the memory and the variables of scripts. */
export function batched(members: readonly Member[]): CollectionJson {
  const folders = members.map((member, index): Folder => {
    const { collection, writes = 'refused' } = member;
    const { collection: own } = onlySent({ ...collection }, { writes, probes: true });
    const copies = withIdsOf(own['item'] as Collection['item'], nameOf(index));
    return {
      id: nameOf(index),
      name: nameOf(index),
      description: '',
      ...(collection.auth && { auth: collection.auth }),
      event: collection.event,
      item: [changeTo(member, index), ...copies],
    };
  });
  return { info: members[0]?.collection.info, item: folders };
}

function withIdsOf(items: readonly (Item | Folder)[], prefix: string): (Item | Folder)[] {
  return items.map((one) => {
    const id = `${prefix} ${one.id}`;
    return 'item' in one ? { ...one, id, item: withIdsOf(one.item, prefix) } : { ...one, id };
  });
}

/** A request that nobody judges. Its script makes the variables those of the next server. */
function changeTo({ collection, variables, writes = 'refused', moves = false }: Member, index: number): Item {
  const initial = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
  const environment = {
    ...variables,
    ...(writes !== 'none' && { [MAY_WRITE]: 'yes' }),
    ...(writes === 'all' && { [MAY_WRITE_ALL]: 'yes' }),
    ...(moves && { [MAY_MOVE]: 'yes' }),
  };
  const exec = [
    'pm.collectionVariables.clear();',
    `Object.entries(${JSON.stringify(initial)}).forEach(([name, value]) => pm.collectionVariables.set(name, value));`,
    'pm.environment.clear();',
    `Object.entries(${JSON.stringify(environment)}).forEach(([name, value]) => pm.environment.set(name, value));`,
    `${JSON.stringify(OF_SCRIPTS)}.forEach((name) => pm.variables.set(name, ''));`,
    `pm.variables.set('contract_run', ${JSON.stringify(nameOf(index))});`,
  ];
  return {
    id: `change to ${nameOf(index)}`,
    name: 'change',
    event: [{ listen: 'test', script: { type: 'text/javascript', exec } }],
    protocolProfileBehavior: { followRedirects: false },
    request: {
      auth: { type: 'noauth' },
      method: 'GET',
      header: [],
      url: { raw: `${variables['base_url']}/`, host: [variables['base_url'] ?? ''], path: [''] },
    },
    response: [],
  };
}

/** The verdict on each server, from the events of a run of `batched`. */
export function verdictsOf(events: readonly RunEvent[], members: readonly Member[]): readonly Verdict[] {
  const [started, ...rest] = events;
  if (started?.kind !== 'started') throw new Error('the first event of a run must be "started"');
  return members.map(({ moves = false, live = true, scopesOf }, index) => {
    const requests = started.plan.requests.filter(
      ({ id, folder }) => folder[0] === nameOf(index) && !id.startsWith('change to '),
    );
    const ids = new Set(requests.map(({ id }) => id));
    const own = rest.filter((event) => {
      const id = 'itemId' in event ? event.itemId : event.kind === 'fault' ? event.item?.itemId : undefined;
      return id === undefined || ids.has(id);
    });
    const policy = {
      live,
      moves,
      ...(scopesOf && { scopesOf: (id: string) => scopesOf(id.slice(nameOf(index).length + 1)) }),
    };
    return toVerdict([{ ...started, plan: { ...started.plan, requests } }, ...own], policy);
  });
}
