/** The data about a request and its list that library functions need. */

import { requiredArguments } from '../contract/arguments.ts';
import { pageSizeNear } from '../contract/cases/page-size.ts';
import { orderBy } from '../contract/cases/sort-cases.ts';
import { parameterOf } from '../contract/list-query.ts';
import { toText } from '../contract/serialize.ts';
import type { Entry } from '../contract/types.ts';
import { once } from '../core/once.ts';
import { PAGES } from '../core/protocol.ts';
import type { Bound, ListMeaning } from '../model/list-meaning.ts';
import { continuationOf, endsOf, itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { Argument, ContractRequest, ListQuery } from '../rules/request.ts';
import { statusesLikeFirst } from '../rules/statuses.ts';
import type { About, BoundData, FilterData, ListData } from '../sandbox/request-data.ts';
import { boundsOf } from '../schema/bounds.ts';
import { oneValueOf } from '../schema/members.ts';
import { enumOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { apiKeys } from './auth.ts';
import type { Piece } from './shared-data.ts';

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
  const described = parameterOf(operation, limit);
  const most = described && boundsOf(model, described.node).maximum;
  const usual = described && keywordOf(model, described.node, 'default');
  const isPaged = paging !== undefined || next !== undefined;
  // Without a limit, a response has the usual number of items. Without a way to the others, a full one need not be the whole list.
  const cutAt = !isPaged && typeof usual === 'number' ? Math.max(most ?? 0, usual) : undefined;
  return {
    items,
    id,
    unique,
    ends: endsIn(operation, model),
    ...(limit !== undefined && { limit }),
    ...(typeof most === 'number' && (isPaged || cutAt !== undefined) && { most }),
    ...(cutAt !== undefined && { cutAt }),
    ...(paging && { paging }),
    ...(paging && { fullPages }),
    ...(next && { next }),
    ...orderData(list, operation, model),
    agreement,
  };
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

/** The number of items, in the requested order, that the comparisons of a request need; `undefined` for all. */
function upToOf({ request }: Entry): number | undefined {
  const { limit, offset = 0 } = request.listQuery ?? {};
  if (limit === undefined) return undefined;
  // Up to the end of the next page, and at least the first pages.
  return Math.max(offset + 2 * limit, PAGES * limit);
}

/**
 * The page size by which the list is read, where the usual one is that of the request: the response would be compared with itself.
 * `undefined` if the description allows no smaller one.
 */
function otherSizeOf({ list, limit }: ListQuery, operation: Operation, model: ApiModel): number | undefined {
  const described = parameterOf(operation, list.limit);
  const isPaged = list.paging !== undefined || list.next !== undefined;
  if (!described || !isPaged || limit === undefined) return undefined;
  const usual = boundsOf(model, described.node).maximum ?? keywordOf(model, described.node, 'default');
  if (limit !== usual) return undefined;
  return [limit - 1, Math.ceil(limit / 2)]
    .map((wanted) => pageSizeNear(described, wanted, model))
    .find((size) => size !== undefined && size < limit);
}

/** The data about a request; `undefined` if it has no list. */
export function aboutOf(entry: Entry, model: ApiModel): About | undefined {
  const { request } = entry;
  const upTo = upToOf(entry);
  const list = listPiece(request, model);
  if (!list) return undefined;
  const { listQuery, operation } = request;
  const statuses = statusesLikeFirst(request);
  const ignored = apiKeys(model).flatMap((key) => (key.in === 'query' ? [key.parameter] : []));
  const size = listQuery && otherSizeOf(listQuery, operation, model);
  const other = listQuery && request.looksAt?.includes('same-response') && anotherRequest(listQuery, operation, model);
  return {
    list: list.name,
    ...(listQuery ? { isList: true } : requiredOfList(list.name, request, model)),
    query: Object.fromEntries(request.arguments.filter(isSent).map(({ name, value }) => [name, toSentValue(value)])),
    ...filtersData(request),
    ...(ignored.length > 0 && { ignored }),
    ...(other && { other }),
    ...(upTo !== undefined && { upTo }),
    ...(size !== undefined && { size }),
    ...(!isOrdered(request) && { unordered: true }),
    ...(statuses && { statuses }),
  };
}

/** What the list of an item requires, as the item's own request does not send it: the ids of a batch, a tenant, a version in a header. */
function requiredOfList(
  name: string,
  { arguments: given }: ContractRequest,
  model: ApiModel,
): Pick<About, 'required' | 'headers'> {
  const operation = operationsById(model).get(name);
  const needed = operation ? requiredArguments(operation, model) : [];
  const required = needed
    .filter(isSent)
    .flatMap(({ name: key, value }) => (value.kind === 'text' ? [[key, value.text] as const] : []));
  const sent = new Set(given.flatMap((one) => (one.in === 'header' && one.enabled ? [one.name.toLowerCase()] : [])));
  const headers = needed.flatMap(({ name: key, in: place, enabled, value }) =>
    place === 'header' && enabled && value.kind === 'text' && !sent.has(key.toLowerCase())
      ? [{ key, value: value.text }]
      : [],
  );
  return { ...(required.length > 0 && { required }), ...(headers.length > 0 && { headers }) };
}

const operationsById = once(({ operations }: ApiModel) => new Map(operations.map((one) => [one.id, one])));

function isSent({ in: place, enabled }: Argument): boolean {
  return place === 'query' && enabled;
}

function toSentValue(value: Argument['value']): About['query'][string] {
  return value.kind === 'text' ? value.text : { variable: value.name };
}

/** A filter that is required stays in all requests for the list: without it, there is no list to compare with. */
function filtersData({ listQuery, operation }: ContractRequest): Pick<About, 'filters'> {
  const isOptional = ({ parameter }: { readonly parameter: string }) => !parameterOf(operation, parameter)?.required;
  const filters = toFilters((listQuery?.filters ?? []).filter(isOptional));
  return filters.length > 0 ? { filters } : {};
}

function toFilters(filters: ListQuery['filters']): readonly FilterData[] {
  return filters.map(({ parameter, member, exact, bound, anyOf }) => {
    const isLoose = !exact && !bound && !anyOf;
    return {
      parameter,
      member,
      ...(bound && { bound: toBoundData(bound) }),
      ...(anyOf && { anyOf }),
      ...(isLoose && { isLoose }),
    };
  });
}

function toBoundData(bound: Bound): BoundData {
  const { anyZone: _, ...sides } = bound;
  return sides;
}

/** Whether the content of the response is determined: by an order, or because the list has no pages. */
function isOrdered({ listQuery, item }: ContractRequest): boolean {
  if (!listQuery) return !item || item.list.ordered || item.list.paging === undefined;
  const { list, sort, isPart } = listQuery;
  if (sort.length > 0) return list.sort?.stable === true;
  return list.ordered || (!isPart && list.paging === undefined);
}

/** A parameter and value for another request to the same list: another filter, or another page. */
function anotherRequest({ list, filters }: ListQuery, operation: Operation, model: ApiModel): About['other'] {
  for (const { parameter } of list.filters.filter((one) => !filters.some((sent) => sent.parameter === one.parameter))) {
    const described = operation.parameters.find(({ name, in: place }) => place === 'query' && name === parameter);
    const last = described && enumOf(model, oneValueOf(model, described.node))?.at(-1);
    if (last !== undefined) return [parameter, toText(last)];
    if (described?.example !== undefined) return [parameter, toText(described.example)];
  }
  if (list.paging && list.paging.kind !== 'cursor') {
    return [list.paging.parameter, String(list.paging.kind === 'page' ? list.paging.first + 1 : 1)];
  }
  return list.limit === undefined ? undefined : [list.limit, '1'];
}
