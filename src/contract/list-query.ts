import { toPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { Argument, ListQuery } from '../rules/request.ts';
import { boundOf } from '../schema/bounds.ts';

/**
 * What the arguments of a request ask of a list, by meaning. `undefined` where the operation has no declared list.
 *
 * A sort key that is not declared is no mistake (any member may be one), but its order is not known, so nothing is promised.
 */
export function toListQuery(
  operation: Operation,
  given: readonly Argument[],
  model: ApiModel,
  empty = false,
): ListQuery | undefined {
  const { list } = operation;
  if (!list) return undefined;
  const asked = new Map(
    given.flatMap((argument) =>
      argument.in === 'query' && argument.enabled && argument.value.kind === 'text'
        ? [[argument.name, argument.value.text]]
        : [],
    ),
  );
  const sortText = list.sort && asked.get(list.sort.parameter);
  const offset = toNumber(list.offset && asked.get(list.offset));
  const limit = toNumber(list.limit && asked.get(list.limit)) ?? defaultLimit(operation, list, model);
  return {
    list,
    filters: [...asked].flatMap(([parameter, value]) => {
      const member = filterMember(operation, list, parameter);
      return member === undefined ? [] : [{ parameter, member, text: value }];
    }),
    sort: sortText === undefined ? [] : toSort(list, sortText),
    ...(sortText !== undefined && { sortText }),
    ...(offset !== undefined && { offset }),
    ...(limit !== undefined && { limit }),
    empty,
  };
}

/** What holds without a limit, where the description says it. */
function defaultLimit(operation: Operation, list: ListMeaning, model: ApiModel): number | undefined {
  const limit = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === list.limit);
  return limit && boundOf(limit.node, 'default', model);
}

/** The member by which a parameter filters; any undescribed one is a dotted path where the list lets any member filter. */
function filterMember(operation: Operation, list: ListMeaning, parameter: string): string | undefined {
  const declared = list.filters.find((filter) => filter.parameter === parameter);
  if (declared) return declared.member;
  const described = operation.parameters.some((candidate) => candidate.in === 'query' && candidate.name === parameter);
  return list.anyFilter && !described ? toPointer(parameter.split('.')) : undefined;
}

function toSort(list: ListMeaning, sortText: string): ListQuery['sort'] {
  const keys = sortText.split(',').map((part) => {
    const descending = part.startsWith('-');
    const key = list.sort?.keys.find((candidate) => candidate.name === (descending ? part.slice(1) : part));
    return key && { key, descending };
  });
  return keys.every((key) => key !== undefined) ? keys : [];
}

function toNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
