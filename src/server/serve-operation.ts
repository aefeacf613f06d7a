import { assertNever } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { continuationOf, endsOf, isOfMany, itemBelow, itemOfPath, makingPath, toAbove } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { type CreatedItems, scalarsIn, withoutItem } from './created-items.ts';
import { matchesCondition } from './filter.ts';
import { answerItem } from './item.ts';
import { answerList } from './list.ts';
import { withMember } from './members.ts';
import { type Refused, type Reply, refuse } from './reply.ts';
import { exampleId, type InList, type Role } from './roles.ts';
import type { PathValues } from './routes.ts';
import type { SampleOf } from './samples.ts';
import { answerAsDescribed } from './success.ts';
import { withUsableIds } from './usable-ids.ts';
import type { Accepts } from './validators.ts';

export interface Call {
  readonly operation: Operation;
  readonly role: Role;
  readonly values: PathValues;
  readonly url: URL;
  readonly model: ApiModel;
  readonly accepts: Accepts;
  readonly sampleOf: SampleOf;
}

/** The response of an operation to a request that is authorized and valid. */
function serveOperation(call: Call): Reply | Refused {
  const { operation, role, values, url, model, accepts, sampleOf } = call;
  if (!isOwnerThere(role, values)) return NOTHING;
  switch (role.kind) {
    case 'list':
      return answerList({ operation, list: role.list, items: role.items, url, values, model, accepts, sampleOf });
    case 'item':
      return serveItem(call, role);
    case 'single':
      // PUT may create an item.
      return operation.method === 'put' || isSingleThere(call, role)
        ? answerAsDescribed(operation, sampleOf, model)
        : NOTHING;
    case 'other':
      return answerOther(call);
    default:
      return assertNever(role);
  }
}

function serveItem(
  { operation, values, model, accepts, sampleOf }: Call,
  role: Extract<Role, { readonly kind: 'item' }>,
): Reply | Refused {
  const item = findItem(role, values);
  const isSample = role.samples.includes(values.get(role.parameter) ?? '');
  if (item === undefined) return isSample ? answerAsDescribed(operation, sampleOf, model) : NOTHING;
  // Changing or deleting an item gets the described response. The data do not change.
  return operation.method === 'get'
    ? answerItem(operation, item, role.list.detailsAt, { model, accepts, sampleOf })
    : answerAsDescribed(operation, sampleOf, model);
}

/** Whether an id is that of the example, or one that an item or the response at the path above shows: no `x-list` says which member it is. */
function isSingleThere(
  { operation: { path }, values, model, sampleOf }: Call,
  { parameter, samples, listed }: Extract<Role, { readonly kind: 'single' }>,
): boolean {
  const asked = values.get(parameter);
  if (asked === undefined || samples.includes(asked)) return asked !== undefined;
  if (scalarsIn(listed).includes(asked)) return true;
  const above = itemOfPath(path)?.above ?? '';
  const isAbove = (other: string) => other === above || isOfMany(other, above);
  const source = model.operations.find((operation) => operation.method === 'get' && isAbove(toAbove(operation.path)));
  return source !== undefined && scalarsIn(answerAsDescribed(source, sampleOf, model).body?.value).includes(asked);
}

/** Whether the item is there below which an operation acts. */
function isOwnerThere(role: Role, values: PathValues): boolean {
  const owner = 'owner' in role ? role.owner : undefined;
  return !owner || values.get(owner.parameter) === owner.sample || findItem(owner, values) !== undefined;
}

function answerOther(call: Call): Reply {
  const { operation, model, accepts, sampleOf } = call;
  const reply = withLocation(call, answerAsDescribed(operation, sampleOf, model));
  const { body } = reply;
  if (!body?.node) return reply;
  return { ...reply, body: { ...body, value: withUsableIds(operation, body.value, body.node, { model, accepts }) } };
}

/** A created resource has a URL of its own: `/orders/1` of `/orders`. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2 */
function withLocation({ operation: { method, path }, url, model, accepts }: Call, reply: Reply): Reply {
  const location = reply.described?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (method !== 'post' || reply.status !== 201 || !location || location.example !== undefined) return reply;
  const item = itemBelow(makingPath(path), model.operations);
  const continuation = item && continuationOf(item.path);
  if (!continuation || item.parameter.style !== 'simple') return reply;
  const { parameter } = item;
  const id = encodeURIComponent(exampleId(parameter, model));
  const [end, itemEnd] = endsOf(path, continuation);
  const made = makingPath(path) === continuation.above && toAbove(path) !== continuation.above;
  const above = made ? makingPath(url.pathname) : url.pathname.slice(0, url.pathname.length - end.length);
  const own = `${above}/${id}${itemEnd}`;
  const value = [own, url.origin + own].find((one) => accepts(location.node, one));
  return value === undefined ? reply : { ...reply, headers: { ...reply.headers, [location.name]: value } };
}

/** As `serveOperation`, but the items that a client created are there, too. */
export function serveCreated(call: Call, path: string, created: CreatedItems): Reply | Refused {
  const outcome = serveOperation(call);
  const isMissing = outcome.kind === 'refused' && outcome.cause === 'unknown-resource';
  if (!created.has(path, call.operation.path)) return outcome;
  const served = isMissing ? serveOperation({ ...call, role: withoutItem(call.role) }) : outcome;
  return served.kind === 'refused' ? served : withCreatedId(served, created.idAt(path, call.operation.path), call);
}

/** The item with the id that it was created with, where the example of its description shows another one. */
function withCreatedId(reply: Reply, found: ReturnType<CreatedItems['idAt']>, { operation, accepts }: Call): Reply {
  const { body } = reply;
  const isItem = operation.method === 'get' && continuationOf(operation.path) !== undefined && isRecord(body?.value);
  if (!found || !isItem || !body?.node) return reply;
  const [names, id] = found;
  const there = valueAt(body.value, names);
  const own = withMember(body.value, names, id);
  const isOther = typeof there === typeof id && there !== id;
  return isOther && accepts(body.node, own) ? { ...reply, body: { ...body, value: own } } : reply;
}

const NOTHING = refuse('unknown-resource', 'there is nothing with this id');

function findItem({ list, parameter, items }: InList, values: PathValues): unknown {
  const text = values.get(parameter);
  const path = fromPointer(list.id);
  return text === undefined
    ? undefined
    : items.find((candidate) => matchesCondition(candidate, { path, texts: [text] }));
}
