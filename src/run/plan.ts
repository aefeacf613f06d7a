import type { CollectionDefinition, Item } from 'postman-collection';
import { markersIn } from '../core/protocol.ts';
import { type PlannedAssertion, plannedAssertions } from './planned-assertions.ts';
import { isWriting, type NotSent, toSdkCollection } from './prepare.ts';

/** A request that a run is to send, with all that it is to judge. */
export interface PlannedRequest {
  readonly id: string;
  readonly name: string;
  /** The names of the folders it lies in, outermost first. */
  readonly folder: readonly string[];
  readonly method: string;
  readonly writes: boolean;
  /** It asks the token endpoint for a token. */
  readonly asksForToken: boolean;
  /** It sends credentials: its own, or those of its folder or collection. */
  readonly authenticates: boolean;
  readonly assertions: readonly PlannedAssertion[];
}

/** What a run has to show for itself. A verdict measures against it, so nothing can go missing unseen. */
export interface RunPlan {
  readonly name: string;
  readonly requests: readonly PlannedRequest[];
  readonly notSent: readonly NotSent[];
}

/**
 * Read from a collection what a run of it has to show.
 *
 * The Postman SDK reads it, as it does in both clients: it knows how authorization is inherited. It loads in 0.2 s, hence late;
 * and its named exports exist for the compiler only.
 */
export async function toRunPlan(json: unknown, notSent: readonly NotSent[] = []): Promise<RunPlan> {
  const definition = structuredClone(toSdkCollection(json)) as CollectionDefinition;
  const { default: sdk } = await import('postman-collection');
  const collection = new sdk.Collection(definition);
  const requests: PlannedRequest[] = [];
  collection.forEachItem((item) => requests.push(toPlannedRequest(item)));
  return { name: String(collection.name ?? ''), requests, notSent };
}

function toPlannedRequest(item: Item): PlannedRequest {
  const { method } = item.request;
  const tests = item.events.filter((event) => event.listen === 'test', undefined);
  const scripts = tests.map((event) => [event.script?.exec ?? []].flat().join('\n'));
  return {
    id: item.id,
    name: String(item.name ?? ''),
    folder: folderOf(item),
    method,
    writes: isWriting(method),
    authenticates: isAuthenticating(item),
    asksForToken: scripts.some((script) => markersIn(script).includes('asks-for-token')),
    assertions: scripts.flatMap(plannedAssertions),
  };
}

function folderOf(item: Item): string[] {
  const names: string[] = [];
  for (let above = item.parent(); above?.parent(); above = above.parent()) {
    names.unshift('name' in above ? String(above.name) : '');
  }
  return names;
}

/** Its effective authorization, or a header that is one by its name. */
function isAuthenticating(item: Item): boolean {
  const type = item.getAuth()?.type;
  if (type && type !== 'noauth') return true;
  return item.request.headers.all().some((header) => !header.disabled && /^authorization$|api-?key/i.test(header.key));
}
