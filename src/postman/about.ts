/** The data about a request and its list that library functions need. */

import { requiredArguments } from '../contract/arguments.ts';
import { pageSizeNear } from '../contract/cases/page-size.ts';
import { parameterOf } from '../contract/list-query.ts';
import { expectedSuccess } from '../contract/refusals.ts';
import { toText } from '../contract/serialize.ts';
import type { Entry } from '../contract/types.ts';
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import { PAGES } from '../core/protocol.ts';
import type { Bound } from '../model/list-meaning.ts';
import { itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ListQuery } from '../rules/list-query.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { statusesLikeFirst } from '../rules/statuses.ts';
import type { About, BoundData, FilterData } from '../sandbox/request-data.ts';
import { boundsOf } from '../schema/bounds.ts';
import { oneValueOf } from '../schema/members.ts';
import { enumOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { acceptedTypes } from './accepted-types.ts';
import { apiKeys } from './auth.ts';
import { listPiece } from './list-data.ts';

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
    ...(request.looksAt?.includes('details') && requiredOfDetails(request, model)),
    query: sentQuery(request.arguments.filter(isSent)),
    ...filtersData(request),
    ...(ignored.length > 0 && { ignored }),
    ...(other && { other }),
    ...(upTo !== undefined && { upTo }),
    ...(size !== undefined && { size }),
    ...(!isOrdered(request) && { unordered: true }),
    ...(statuses && { statuses }),
  };
}

/** The values of the query by name. Those of a name that is sent several times are one text, `a&name=b`, as they stand in the query. */
function sentQuery(sent: readonly Argument[]): About['query'] {
  const byName = [...groupBy(sent, ({ name }) => name)].flatMap(([name, same]) => {
    const values = same.map(({ value }) => toSentValue(value));
    const texts = values.filter((value) => typeof value === 'string');
    const [last] = texts.length > 1 ? [texts.toSorted().join(`&${name}=`)] : values.slice(-1);
    return last === undefined ? [] : [[name, last] as const];
  });
  return Object.fromEntries(byName);
}

/** What the list of an item requires, as the item's own request does not send it: the ids of a batch, a tenant, a version in a header. */
function requiredOfList(
  name: string,
  { arguments: given }: ContractRequest,
  model: ApiModel,
): Pick<About, 'required' | 'headers'> {
  const operation = operationsById(model).get(name);
  const needed = operation ? requiredArguments(operation, model) : [];
  const ofPage = [operation?.list?.limit, operation?.list?.paging?.parameter];
  const required = needed
    .filter((one) => isSent(one) && !ofPage.includes(one.name))
    .flatMap(({ name: key, value }) => (value.kind === 'text' ? [[key, value.text] as const] : []));
  const sent = new Set(given.flatMap((one) => (one.in === 'header' && one.enabled ? [one.name.toLowerCase()] : [])));
  const headers = needed.flatMap(({ name: key, in: place, enabled, value }) =>
    place === 'header' && enabled && value.kind === 'text' && !sent.has(key.toLowerCase())
      ? [{ key, value: value.text }]
      : [],
  );
  return { ...(required.length > 0 && { required }), ...(headers.length > 0 && { headers }) };
}

/** What the details of an item require and the list does not send, such as a version in the query, or another media type. */
function requiredOfDetails({ operation, arguments: given }: ContractRequest, model: ApiModel): Pick<About, 'details'> {
  const details = itemsBelow(operation.path, model.operations).find(({ method }) => method === 'get');
  if (!details) return {};
  const textsIn = (where: Argument['in']) =>
    requiredArguments(details, model).flatMap(({ name, in: place, enabled, value }) =>
      place === where && enabled && value.kind === 'text' ? [{ key: name, value: value.text }] : [],
    );
  const isNew = ({ key }: { readonly key: string }) =>
    !given.some(({ name, in: place, enabled }) => place === 'header' && enabled && isSameHeader(name, key));
  const acceptOf = (one: Operation) => acceptedTypes({ operation: one, expected: expectedSuccess(one) });
  const accept = acceptOf(details);
  const isOther = acceptOf(operation) !== accept;
  const query = textsIn('query').map(({ key, value }) => [key, value] as const);
  const headers = [...textsIn('header').filter(isNew), ...(isOther ? [{ key: 'Accept', value: accept }] : [])];
  const needed = { ...(query.length > 0 && { query }), ...(headers.length > 0 && { headers }) };
  return Object.keys(needed).length > 0 ? { details: needed } : {};
}

function isSameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
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
  if ([list.paging?.parameter, list.limit].some((name) => parameterOf(operation, name)?.required)) return undefined;
  for (const { parameter } of list.filters.filter((one) => !filters.some((sent) => sent.parameter === one.parameter))) {
    const described = operation.parameters.find(({ name, in: place }) => place === 'query' && name === parameter);
    const last = described && enumOf(model, oneValueOf(model, described.node))?.at(-1);
    if (last !== undefined) return [parameter, toText(last)];
    if (described?.example !== undefined) return [parameter, toText(described.example)];
  }
  if (list.paging && list.paging.kind !== 'cursor' && list.readable) {
    return [list.paging.parameter, String(list.paging.kind === 'page' ? list.paging.first + 1 : 1)];
  }
  const limit = parameterOf(operation, list.limit);
  return limit && [limit.name, String(pageSizeNear(limit, 1, model) ?? 1)];
}
