/** What an operation at the path of a list with one more parameter returns, by its schema: an item of that list, or something else. */
import { preferredJson } from '../core/media-types.ts';
import { fromPointer } from '../core/pointer.ts';
import { mayHave } from '../schema/may-have.ts';
import { memberAt, membersOf } from '../schema/members.ts';
import type { Schemas } from '../schema/node.ts';
import { typesOf } from '../schema/types-of.ts';
import type { ListMeaning } from './list-meaning.ts';
import { continuationOf } from './paths-below.ts';
import { isResourceName } from './resource-name.ts';
import type { Operation, SchemaNode } from './types.ts';

/**
 * `item`: the item, where the list says it is. `elsewhere`: what has its id, at another place. `unlike`: nothing with its id, so that the
 * parameter may be another one. `segment`: the path has one of several segments of the id. `list`: a list of its own.
 */
export type ItemResponse = 'item' | 'elsewhere' | 'unlike' | 'segment' | 'list';

export function itemResponse(schemas: Schemas, operation: Operation, list: ListMeaning): ItemResponse {
  const success = operation.responses.find(({ status }) => /^2(\d\d|XX)$/i.test(status));
  const body = preferredJson(success?.media ?? [])?.node;
  if (!body) return operation.list ? 'list' : 'item';
  const id = fromPointer(list.id);
  const isItem = mayHave(schemas, body, [...fromPointer(list.detailsAt), ...id]);
  const hasOwnList = operation.list !== undefined || isArrayAt(schemas, body, list.items);
  // An order may have its lines where the list of orders has these.
  if (hasOwnList && !(isItem && id.length > 0 && isDescribed(schemas, body, list))) return 'list';
  // An id that is not known is nowhere.
  if (list.id === '') return 'elsewhere';
  if (hasSegments(schemas, operation, list)) return 'segment';
  if (isItem) return 'item';
  return isWithin(schemas, body, id) ? 'elsewhere' : 'unlike';
}

/** Whether the id is the name of a resource, such as `projects/7/queues/mails`, and the parameter of the path is not described as one. */
function hasSegments(schemas: Schemas, { path, parameters }: Operation, { itemNode, id }: ListMeaning): boolean {
  const member = itemNode && memberAt(schemas, itemNode, fromPointer(id));
  if (!member || !isResourceName(schemas, member.schema)) return false;
  const name = continuationOf(path)?.parameter;
  const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
  return !parameter || !isResourceName(schemas, parameter.node, parameter.example, parameter.description);
}

function isArrayAt(schemas: Schemas, body: SchemaNode, items: string): boolean {
  const path = fromPointer(items);
  const found = path.length === 0 ? body : memberAt(schemas, body, path)?.schema;
  return found !== undefined && typesOf(schemas, found).has('array');
}

function isDescribed(schemas: Schemas, body: SchemaNode, { detailsAt, id }: ListMeaning): boolean {
  return memberAt(schemas, body, [...fromPointer(detailsAt), ...fromPointer(id)]) !== undefined;
}

/** Whether the id is in the body, or in a member of it, with all of its path or its last name: bare details of a wrapped item have that. */
function isWithin(schemas: Schemas, body: SchemaNode, id: readonly string[]): boolean {
  const places = [body, ...membersOf(schemas, body).map(({ schema }) => schema)];
  return places.some((place) => [id, id.slice(-1)].some((path) => memberAt(schemas, place, path) !== undefined));
}
