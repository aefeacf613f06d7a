import { toPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import type { ListQuery, RequestedFilter } from '../rules/list-query.ts';
import type { Argument, ArgumentValue } from '../rules/request.ts';
import { boundsOf } from '../schema/bounds.ts';
import { keywordOf } from '../schema/walk.ts';
import { separatorOf } from './serialize.ts';
import { readSort } from './sort-spelling.ts';

/**
 * The meaning of the arguments of a request to a list; `undefined` if the operation has no list.
 *
 * A sort key that is not declared is not an error (any member may be one), but its order is not known, so nothing is asserted.
 */
export function toListQuery(
  operation: Operation,
  given: readonly Argument[],
  model: ApiModel,
  empty = false,
): ListQuery | undefined {
  const { list } = operation;
  if (!list) return undefined;
  const requested = requestedBy(given);
  const limitParameter = parameterOf(operation, list.limit);
  const limit = toNumber(list.limit && requested.get(list.limit)) ?? usualNumber(limitParameter, model);
  const offset = toOffset(list, requested, limit);
  const filters = [...requested].flatMap(([parameter, value]) => toFilter(operation, list, parameter, value));
  const part = [list.limit, list.paging?.parameter].filter((name) => name !== undefined);
  const size = limitParameter && boundsOf(model, limitParameter.node).maximum;
  return {
    list,
    filters,
    sort: readSort(operation, list, requested, model),
    ...(offset !== undefined && { offset }),
    ...(limit !== undefined && { limit }),
    // A list that is always paged, with an unknown page size, is complete only after its last page.
    isPart: limit !== undefined || offset !== undefined || list.inParts === true,
    empty,
    parameters: { part, filters: filters.map(({ parameter }) => parameter) },
    ...(list.limit !== undefined && size !== undefined && { most: { parameter: list.limit, size } }),
  };
}

/** The values of the query by their names. An array that is sent in several rows is one text, with commas. */
function requestedBy(given: readonly Argument[]): ReadonlyMap<string, ArgumentValue> {
  const requested = new Map<string, ArgumentValue>();
  for (const { name, in: place, enabled, value } of given) {
    if (place !== 'query' || !enabled) continue;
    const before = requested.get(name);
    const isMore = before?.kind === 'text' && value.kind === 'text';
    requested.set(name, isMore ? { kind: 'text', text: `${before.text},${value.text}` } : value);
  }
  return requested;
}

/** The default of a parameter, if it is a number. */
function usualNumber(parameter: Parameter | undefined, model: ApiModel): number | undefined {
  const usual = parameter && keywordOf(model, parameter.node, 'default');
  return typeof usual === 'number' ? usual : undefined;
}

export function parameterOf(operation: Operation, name: string | undefined): Parameter | undefined {
  return operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
}

/** The index of the first item of a page. For page numbers, it follows from the limit. */
function toOffset(
  { paging }: ListMeaning,
  requested: ReadonlyMap<string, ArgumentValue>,
  limit: number | undefined,
): number | undefined {
  const number = toNumber(paging && requested.get(paging.parameter));
  if (number === undefined) return undefined;
  if (paging?.kind === 'offset') return number;
  return paging?.kind === 'page' && limit !== undefined ? (number - paging.first) * limit : undefined;
}

/** The filter of a parameter. If any member can be a filter, an undocumented parameter is the dotted path of a member. */
function toFilter(
  operation: Operation,
  list: ListMeaning,
  parameter: string,
  value: ArgumentValue,
): readonly RequestedFilter[] {
  const filter = list.filters.find((candidate) => candidate.parameter === parameter);
  if (filter) {
    const described = parameterOf(operation, parameter);
    const separator = described && !described.explode ? separatorOf(described) : ',';
    const isSeveral = filter.anyOf === true && value.kind === 'text' && value.text.includes(separator);
    const { anyOf: _, values: __, impossible = [], ...requested } = filter;
    const texts = value.kind === 'text' ? [value.text, ...value.text.split(separator)] : [];
    if (texts.some((text) => impossible.includes(text))) return [];
    return [{ ...requested, value, ...(isSeveral && { anyOf: value.text.split(separator) }) }];
  }
  const isAny = list.anyFilter !== undefined && parameterOf(operation, parameter) === undefined;
  return isAny ? [{ parameter, member: toPointer(parameter.split('.')), exact: true, value }] : [];
}

function toNumber(value: ArgumentValue | '' | undefined): number | undefined {
  return value && value.kind === 'text' && /^\d+$/.test(value.text) ? Number(value.text) : undefined;
}
