import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { type Marker, markersIn } from '../core/protocol.ts';
import { stableId } from '../core/stable-id.ts';

/** A Postman collection as plain JSON. https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html */
export type CollectionJson = Readonly<Record<string, unknown>>;

/** A request that is left out of the run, and why. */
export interface NotSent {
  /** The id of its item. Missing in a report of an earlier version. */
  readonly id?: string;
  readonly name: string;
  readonly folder: readonly string[];
  readonly method: string;
  /** `writes`: it may change data. `probes`: its wrong credentials could lock the client out. */
  readonly reason: 'writes' | 'probes';
}

/**
 * Methods that only read, by their definition. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1, and for QUERY
 * https://datatracker.ietf.org/doc/draft-ietf-httpbis-safe-method-w-body/
 */
const READING = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** Whether a request of this method may change something at the server. */
export function isWriting(method: string): boolean {
  return !READING.has(method.toUpperCase());
}

/** Check that a JSON value is a collection: for any other object, Newman reports an empty run as green. */
export function toSdkCollection(json: unknown, file?: string): CollectionJson {
  const schema = isRecord(json) && isRecord(json['info']) ? json['info']['schema'] : undefined;
  if (isRecord(json) && Array.isArray(json['item']) && /\/collection\/v2\.\d+\.\d+\//.test(String(schema))) return json;
  throw new UserError({
    code: 'document/wrong-type',
    message: `this is not a Postman collection: it needs \`item\`, and \`info.schema\` of v2.1, ${schema === undefined ? 'which is not there' : `got ${JSON.stringify(schema)}`}`,
    ...(file !== undefined && { place: { file } }),
    hint: 'Export it from Postman as "Collection v2.1".',
  });
}

/**
 * Give every request an id of its own, where it has none.
 *
 * Without one, a client makes up a new id in each run, and its report cannot be matched with the plan.
 */
export function withIds(collection: CollectionJson): CollectionJson {
  const visited = new Set<string>();
  return withItems(collection, (item, folder) => {
    const given = [item['id'], item['_postman_id']].filter((id) => typeof id === 'string').find((id) => id !== '');
    let id = given ?? stableId('item', ...folder, nameOf(item));
    for (let copy = 2; given === undefined && visited.has(id); copy++) {
      id = stableId('item', ...folder, nameOf(item), String(copy));
    }
    if (visited.has(id)) {
      throw new UserError({
        code: 'document/wrong-type',
        message: `two requests of the collection have the id "${id}"`,
      });
    }
    visited.add(id);
    return { ...item, id };
  });
}

/**
 * Which requests with a writing method are sent. `refused`: only those that the server must refuse, so that nothing changes, and of these
 * none that names what may be there.
 */
export const WRITES = ['all', 'refused', 'none'] as const;
/** Which of the requests that may write are sent: `all`, only those that must be `refused`, or `none`. */
export type Writes = (typeof WRITES)[number];

/** Which requests a run sends. */
export interface Sending {
  readonly writes: Writes;
  /** Whether wrong secrets and passwords are sent. */
  readonly probes: boolean;
}

/** Remove the requests that are not to be sent from a collection, and list them. */
export function onlySent(
  collection: CollectionJson,
  { writes, probes }: Sending,
): { collection: CollectionJson; notSent: NotSent[] } {
  const notSent: NotSent[] = [];
  const reading = withItems(collection, (item, folder) => {
    const method = methodOf(item);
    const markers = markersOf(item);
    const leave = (reason: NotSent['reason']) => {
      const { id } = item;
      notSent.push({ ...(typeof id === 'string' && { id }), name: nameOf(item), folder, method, reason });
      return undefined;
    };
    if (!probes && markers.includes('may-lock-out')) return leave('probes');
    // A token request changes no data of the API, and every run needs one.
    const mayWrite = isWriting(method) || markers.includes('may-write') || markers.includes('after-writes');
    if (!mayWrite || markers.includes('asks-for-token') || writes === 'all') return item;
    if (writes === 'refused' && markers.includes('must-be-refused') && !markers.includes('may-harm')) return item;
    return leave('writes');
  });
  return { collection: reading, notSent };
}

function markersOf({ event }: Item): readonly Marker[] {
  const scripts = (Array.isArray(event) ? event : []).flatMap((one): unknown[] =>
    isRecord(one) && one['listen'] === 'test' && isRecord(one['script']) ? [one['script']['exec']].flat() : [],
  );
  return markersIn(scripts.join('\n'));
}

type Item = Record<string, unknown>;
type Change = (item: Item, folder: readonly string[]) => Item | undefined;

/** The collection with each request changed, or left out where the change gives nothing. */
function withItems(collection: CollectionJson, change: Change): CollectionJson {
  const walk = (items: unknown, folder: readonly string[]): Item[] =>
    (Array.isArray(items) ? items : []).filter(isRecord).flatMap((item) => {
      if (Array.isArray(item['item'])) return [{ ...item, item: walk(item['item'], [...folder, nameOf(item)]) }];
      const changed = change(item, folder);
      return changed ? [changed] : [];
    });
  return { ...collection, item: walk(collection['item'], []) };
}

function nameOf(item: Item): string {
  return typeof item['name'] === 'string' ? item['name'] : '';
}

/** A request may be its URL alone, and is then a GET. */
function methodOf(item: Item): string {
  const request = item['request'];
  return isRecord(request) && typeof request['method'] === 'string' ? request['method'].toUpperCase() : 'GET';
}
