import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { toListItem } from './list-item.ts';
import { withMember } from './members.ts';
import { preferredMedia, type Reply } from './reply.ts';
import type { SampleOf } from './samples.ts';
import { memberNames, memberNode } from './schema-members.ts';
import { successOf, toReplyBody } from './success.ts';
import type { Accepts } from './validators.ts';

interface Tools {
  readonly model: ApiModel;
  readonly accepts: Accepts;
  readonly sampleOf: SampleOf;
}

/**
 * A response with one item: as the body, or as a member of it, with samples for the others. `stated` is its place, if declared.
 */
export function answerItem(operation: Operation, item: unknown, stated: string, tools: Tools): Reply {
  const { status, described } = successOf(operation);
  const node = preferredMedia(described?.media ?? [])?.node;
  const value = node ? bodyWith(item, node, stated, tools) : atPlace(item, undefined, stated);
  return { kind: 'reply', status, ...(described && { described }), headers: {}, body: toReplyBody(described, value) };
}

/** The body with an item. A wrapped item may have bare details, of which it has no member. */
function bodyWith(item: unknown, node: SchemaNode, stated: string, { model, accepts, sampleOf }: Tools): unknown {
  const place = stated === '' ? placeOfItem(node, item, model) : stated;
  if (place === '' && isRecord(item) && sharesNone(node, item, model)) return sampleOf(node);
  const own = place === '' ? node : memberNode(node, place, model);
  const shown = own ? toListItem(item, own, accepts, model) : item;
  return atPlace(shown, place === '' ? undefined : sampleOf(node), place);
}

function atPlace(item: unknown, whole: unknown, place: string): unknown {
  return place === '' ? item : withMember(whole, fromPointer(place), item);
}

/** Whether a schema describes members, and none of these. */
export function sharesNone({ schema }: SchemaNode, item: object, model: ApiModel): boolean {
  const names = memberNames(schema, model);
  return names.length > 0 && !names.some((name) => Object.hasOwn(item, name));
}

/**
 * Where the details hold the item, as a JSON pointer, if that is not declared: at the place whose schema describes most of its
 * members. Whether a schema accepts the item says less, since many schemas require nothing.
 */
export function placeOfItem(node: SchemaNode, item: unknown, model: ApiModel): string {
  const shared = (at: SchemaNode) =>
    isRecord(item) ? memberNames(at.schema, model).filter((name) => Object.hasOwn(item, name)).length : 0;
  let best = { place: '', names: shared(node) };
  for (const name of memberNames(node.schema, model)) {
    const place = toPointer([name]);
    const member = memberNode(node, place, model);
    const names = member ? shared(member) : 0;
    if (names > best.names) best = { place, names };
  }
  return best.place;
}
