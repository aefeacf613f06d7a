import type { CollectionDefinition, Item } from 'postman-collection';
import { markersIn } from '../core/protocol.ts';
import { type PlannedAssertion, plannedAssertions } from './planned-assertions.ts';
import { isWriting, type NotSent, toSdkCollection } from './prepare.ts';

/** A request that a run will send, with its assertions. */
export interface PlannedRequest {
  readonly id: string;
  readonly name: string;
  /** The names of the folders it lies in, outermost first. */
  readonly folder: readonly string[];
  readonly method: string;
  readonly writes: boolean;
  /** Whether it asks the token endpoint for a token. */
  readonly asksForToken: boolean;
  /** Whether it sends credentials: its own, or those of its folder or collection. */
  readonly authenticates: boolean;
  /** Whether the server must refuse it. */
  readonly mustBeRefused?: true;
  readonly assertions: readonly PlannedAssertion[];
}

/** What a run will send and judge. The verdict compares the run with it, so that nothing is left out unnoticed. */
export interface RunPlan {
  readonly name: string;
  readonly requests: readonly PlannedRequest[];
  readonly notSent: readonly NotSent[];
}

/**
 * The plan of a run, read from its collection.
 *
 * It is read by the Postman SDK, as in both clients, which knows how authorization is inherited. The SDK is imported late, since
 * that takes 0.2 s. Its named exports exist in its types only.
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
  const markers = new Set(scripts.flatMap(markersIn));
  return {
    id: item.id,
    name: String(item.name ?? ''),
    folder: folderOf(item),
    method,
    writes: isWriting(method) || markers.has('may-write'),
    authenticates: markers.has('sends-credential') || isAuthenticating(item),
    asksForToken: markers.has('asks-for-token'),
    ...(markers.has('must-be-refused') && { mustBeRefused: true as const }),
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

/** Whether an item has authorization, its own or inherited, or, in a collection of others, a header whose name says that it is a credential. */
function isAuthenticating(item: Item): boolean {
  const type = item.getAuth()?.type;
  if (type && type !== 'noauth') return true;
  return item.request.headers.all().some((header) => !header.disabled && /^authorization$|api-?key/i.test(header.key));
}
