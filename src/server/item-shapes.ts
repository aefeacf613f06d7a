/** The schemas of an item: in its list, and in its details. Both are served from the same data. */
import { isRecord, type Json } from '../core/json.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { placeOfItem, sharesNone } from './item.ts';
import { toListItem } from './list-item.ts';
import { preferredMedia } from './reply.ts';
import { itemParameter } from './roles.ts';
import { memberNode } from './schema-members.ts';
import { successOf } from './success.ts';
import type { Accepts } from './validators.ts';

export interface ItemShapes {
  readonly list: SchemaNode;
  /** Missing where no operation returns one item as JSON with a schema. */
  readonly details?: SchemaNode;
}

/** The schemas of an item. `item` is one of the list, to find where the details hold it. */
export function itemShapes(source: Operation, list: ListMeaning, item: Json, model: ApiModel): ItemShapes {
  const detailsOperation = model.operations.find(
    (operation) => operation.method === 'get' && itemParameter(operation, source, list, model) !== undefined,
  );
  const node = detailsOperation && preferredMedia(successOf(detailsOperation).described?.media ?? [])?.node;
  if (!node) return { list: list.itemNode };
  const place = list.detailsAt === '' ? placeOfItem(node, item, model) : list.detailsAt;
  // Bare details of a wrapped item are no schema of it.
  if (place === '' && isRecord(item) && sharesNone(node, item, model)) return { list: list.itemNode };
  const details = place === '' ? node : memberNode(node, place, model);
  return { list: list.itemNode, ...(details && { details }) };
}

/** The schemas of an item, or of its member at a pointer, combined into one. */
export function wholeShape({ list, details }: ItemShapes, pointer: string, model: ApiModel): SchemaNode | undefined {
  const first = memberNode(list, pointer, model);
  const second = details && memberNode(details, pointer, model);
  if (!first || !second) return first;
  return { schema: { allOf: [first.schema, second.schema] }, pointer: `${first.pointer}/-/and${second.pointer}` };
}

export function isRightItem(item: Json, shapes: ItemShapes, accepts: Accepts, model: ApiModel): boolean {
  const isIn = (node: SchemaNode | undefined) =>
    node === undefined || accepts(node, toListItem(item, node, accepts, model));
  return isIn(shapes.details) && isIn(shapes.list);
}

/** Merge two values: members of the second replace those of the first, at every depth. */
export function overlaid(under: Json, over: Json): Json {
  if (!isRecord(under) || !isRecord(over)) return over;
  const below = under as Record<string, Json>;
  const above = over as Record<string, Json>;
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  const memberOf = (name: string): Json => {
    if (!Object.hasOwn(above, name)) return below[name] ?? null;
    return Object.hasOwn(below, name) ? overlaid(below[name] ?? null, above[name] ?? null) : (above[name] ?? null);
  };
  return Object.fromEntries(names.map((name) => [name, memberOf(name)]));
}
