/** What comparisons know of a list: an entry of `contract.lists`. */
import { pageSizeNear } from '../contract/cases/page-size.ts';
import { orderBy } from '../contract/cases/sort-cases.ts';
import { parameterOf } from '../contract/list-query.ts';
import { membersApart, nodeOfSuccess } from '../contract/members-apart.ts';
import { once } from '../core/once.ts';
import { fromPointer } from '../core/pointer.ts';
import { BUDGET } from '../core/protocol.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { firstPosition, lastPosition, positionOf } from '../model/page-positions.ts';
import { continuationOf, endsOf, itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import type { ListData } from '../sandbox/request-data.ts';
import { boundsOf } from '../schema/bounds.ts';
import { isPromised } from '../schema/members.ts';
import { keywordOf } from '../schema/walk.ts';
import type { Piece } from './shared-data.ts';

/** The page size of a list that has no largest one. */
const LARGE = 100;

/** The requested list, or the list of the requested item, as an entry of `contract.lists`. */
export function listPiece({ listQuery, item }: ContractRequest, model: ApiModel): Piece | undefined {
  const list = listQuery?.list ?? item?.list;
  return list && piecesOf(model).get(list);
}

/** The piece of each list. Of operations with the same list, the first. */
const piecesOf = once(
  (model: ApiModel): ReadonlyMap<ListMeaning, Piece> =>
    new Map(
      model.operations.toReversed().flatMap((operation): [ListMeaning, Piece][] => {
        const { id: name, list } = operation;
        return list ? [[list, { table: 'lists', name, value: toListData(list, operation, model) }]] : [];
      }),
    ),
);

function toListData(list: ListMeaning, operation: Operation, model: ApiModel): ListData {
  const { items, id, unique, limit, paging, next, agreement, fullPages } = list;
  const apart = membersApart(list, operation, model);
  return {
    items,
    ...(mayLack(list, operation, model) && { mayLack: true as const }),
    id,
    unique,
    ends: endsIn(operation, model),
    ...(limit !== undefined && { limit }),
    ...sizeData(list, operation, model),
    ...(paging && { paging }),
    ...positionData(list, operation, model),
    ...(paging && { fullPages }),
    ...(next && { next }),
    ...orderData(list, operation, model),
    agreement,
    ...(apart.length > 0 && { apart }),
  };
}

function sizeData(
  { limit, paging, next }: ListMeaning,
  operation: Operation,
  model: ApiModel,
): Pick<ListData, 'most' | 'cutAt'> {
  const described = parameterOf(operation, limit);
  // Without a largest size, one has to be chosen where the list cannot be requested without any.
  const most =
    described &&
    (boundsOf(model, described.node).maximum ??
      (described.required ? pageSizeNear(described, LARGE, model) : undefined));
  const usual = described && keywordOf(model, described.node, 'default');
  const isPaged = paging !== undefined || next !== undefined;
  // Without a limit, a response has the usual number of items. Without a way to the others, a full one need not be the whole list.
  const cutAt = !isPaged && typeof usual === 'number' ? Math.max(most ?? 0, usual) : undefined;
  const isUsed = isPaged || cutAt !== undefined;
  return { ...(isUsed && typeof most === 'number' && { most }), ...(cutAt !== undefined && { cutAt }) };
}

/**
 * Where the parameter for a page begins, and ends, if that is before all that is read. Without a number of the page, a list may be whole, as
 * that of JSON Server, and not its first page.
 */
function positionData(
  { paging }: ListMeaning,
  operation: Operation,
  model: ApiModel,
): Pick<ListData, 'start' | 'last'> {
  const position = positionOf(operation.parameters, paging);
  if (!paging || !position) return {};
  const first = firstPosition(paging);
  const last = lastPosition(model, position);
  const isOpen = paging.kind === 'page' && keywordOf(model, position.node, 'default') === undefined;
  const read = paging.kind === 'page' ? first + BUDGET.parts : BUDGET.items;
  return {
    ...((position.required || isOpen) && { start: [paging.parameter, first] }),
    ...(last !== undefined && last < read && { last }),
  };
}

/** Whether the schema lets a response have no list, or null in its place: so some servers write an empty one. */
function mayLack({ items }: ListMeaning, operation: Operation, model: ApiModel): boolean {
  const node = nodeOfSuccess(operation);
  return node !== undefined && !isPromised(model, node, fromPointer(items));
}

/** What the paths of a list and of its items end in. */
function endsIn({ path }: Operation, { operations }: ApiModel): ListData['ends'] {
  const item = itemsBelow(path, operations).map((one) => continuationOf(one.path))[0];
  return item ? endsOf(path, item) : ['', ''];
}

/** The sort parameters of a list, and the order in which the whole list is read. */
function orderData(list: ListMeaning, operation: Operation, model: ApiModel): Pick<ListData, 'sorting' | 'order'> {
  if (!list.sort) return {};
  const { parameter, direction } = list.sort;
  const order = orderBy({ operation, list }, 0, true, model).flatMap(([{ name }, value]) =>
    value.kind === 'text' ? [[name, value.text] as const] : [],
  );
  return { sorting: [parameter, ...(direction ? [direction.parameter] : [])], order };
}
