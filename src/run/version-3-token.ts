/**
 * The token in a version 3 run. There, a script cannot fetch one, and no script runs after a request without a response. So where a
 * token ends during a run, the request for it is sent again, and where none came, what needs it is not sent.
 */
import { isRecord } from '../core/json.ts';
import { TOKEN_CAPTURES } from '../core/protocol.ts';
import { type Collection, type CollectionEvent, type Folder, type Item, requestsIn } from '../postman/types.ts';

/** The requests whose scripts store the token, or where it is granted. */
export function tokenItems(json: unknown): string[] {
  if (!isRecord(json)) return [];
  if (Array.isArray(json['item'])) return json['item'].flatMap(tokenItems);
  const events = Array.isArray(json['event']) ? json['event'].filter(isRecord) : [];
  const lines = events.flatMap(({ script }) => (isRecord(script) ? [script['exec']].flat() : []));
  const stores = lines.some((line) => TOKEN_CAPTURES.includes(String(line).trim()));
  return stores ? [String(json['id'])] : [];
}

/** The collection with these scripts added, where it has such requests. */
export function withToken(collection: Collection, ids: readonly string[]): Collection {
  const [token] = ids.slice(-1);
  if (token === undefined) return collection;
  const items = requestsIn(collection);
  const next = new Map(items.map(({ id }, index) => [id, items[index + 1]?.id]));
  const change = (item: Item): Item => ({
    ...item,
    event: ids.includes(item.id)
      ? add(item.event, { prerequest: PENDING, test: item.id === token ? `${ARRIVED}\n${goBack}` : ARRIVED })
      : add(item.event, { first: ONLY_WITH_TOKEN, test: renew(token, next.get(item.id)) }),
  });
  const walk = <Whole extends { readonly item: readonly (Item | Folder)[] }>(whole: Whole): Whole => ({
    ...whole,
    item: whole.item.map((one) => ('item' in one ? walk(one) : change(one))),
  });
  return walk(collection);
}

const PENDING = "pm.variables.set('token_pending', 'yes');";
const ARRIVED = "pm.variables.set('token_pending', '');";
const ONLY_WITH_TOKEN = "if (pm.variables.get('token_pending') === 'yes') throw new Error('no access token');";

/** The end of the token, as the scripts of a collection store it. */
const ENDS = "Number(pm.collectionVariables.get('access_token_expires_at') || 0)";

/** After a request for a new token: go on where the run was. */
const goBack = `(() => {
  const next = pm.variables.get('after_token');
  if (!next || Date.now() >= ${ENDS}) return;
  pm.variables.set('after_token', '');
  pm.execution.setNextRequest(next);
})();`;

/** Get a new token before the next request, if this one has ended or was refused; not before the same request is sent again. */
function renew(token: string, next: string | undefined): string {
  if (next === undefined) return '';
  return `(() => {
  const isHeld = Date.now() < ${ENDS} && pm.collectionVariables.get('access_token_owner');
  if (${ENDS} === 0 || isHeld || Number(pm.variables.get('seconds_to_wait') || 0) > 0) return;
  pm.variables.set('after_token', ${JSON.stringify(next)});
  pm.execution.setNextRequest(${JSON.stringify(token)});
})();`;
}

interface Added {
  /** Before the pre-request script. */
  readonly first?: string;
  /** After it. */
  readonly prerequest?: string;
  readonly test: string;
}

function add(events: readonly CollectionEvent[], { first = '', prerequest = '', test }: Added): CollectionEvent[] {
  return events.map((event) => {
    const [before, after] = event.listen === 'test' ? ['', test] : [first, prerequest];
    const whole = [before, event.script.exec.join('\n'), after].filter((text) => text !== '').join('\n');
    return { ...event, script: { ...event.script, exec: whole.split('\n') } };
  });
}
