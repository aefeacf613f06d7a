/** Requests to a list with its filters, alone and together. */
import type { Bound, ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import type { ArgumentValue, Capture } from '../../rules/request.ts';
import { statedTypes } from '../../schema/types-of.ts';
import { parameterOf } from '../list-query.ts';
import type { ListOperation } from '../relations.ts';
import { sentText, serialize, text } from '../serialize.ts';
import type { FilterParameter } from './attribute-parameters.ts';
import {
  describedValues,
  filtersOf,
  mayBeSeveral,
  NO_VALUE,
  takesAnyText,
  takesItemValues,
  type ValueForm,
  valueOfItem,
  variableOf,
} from './filter-parameters.ts';
import { asking, type ListProbe } from './list-probe.ts';
import { pageSizeNear } from './page-size.ts';
import { orderBy } from './sort-cases.ts';

/** Each filter alone, all filters together, a filter that matches nothing, and a filter with an order and a page. */
export function filterCases(list: ListOperation, model: ApiModel): readonly ListProbe[] {
  const filters = filtersOf(list, model);
  const taking = filters.filter((filter) => takesItemValues(list, filter, model));
  // A filter with a declared set of values takes none from an item.
  const open = taking.filter((one) => !one.filter.values && !one.filter.bound && !mayBeSeveral(one, model));
  return [
    ...taking.flatMap((filter) => (filter.filter.bound ? boundCases(list, filter, filter.filter.bound, model) : [])),
    ...filters
      .filter(({ filter }) => !filter.bound)
      .flatMap((filter) => [
        ...describedValues(filter, model).map((value): ListProbe => only(filter, text(value), ` ${value}`)),
        ...(describedValues(filter, model).length > 0 || !open.includes(filter)
          ? []
          : [only(filter, valueOfItem(list, filter, 'whole', model), ', a value from the list')]),
        ...several(filter, model),
        ...(mayBeSeveral(filter, model) ? [] : near(list, filter, model)),
      ]),
    ...allAtOnce(list, open, model),
    ...matchingNothing(filters, model),
    ...withOrderAndPage(list, open[0], model),
  ];
}

/** The values that an earlier request to the list must store for the requests of `filterCases`. */
export function filterValues(list: ListOperation, model: ApiModel): readonly Capture[] {
  const requested = new Set(
    filterCases(list, model).flatMap((probe) =>
      probe.requested.flatMap(([, value]) => (value.kind === 'variable' ? [value.name] : [])),
    ),
  );
  return filtersOf(list, model).flatMap(({ filter: { member, bound, exact }, parameter }) => {
    const toName = (as: ValueForm) => variableOf(list.operation, parameter, as, model);
    const capture: readonly Capture[] = bound
      ? (['whole', 'other-zone'] as const).map((as) => ({
          kind: 'middle-value',
          variable: toName(as),
          member,
          order: bound.order,
          as,
        }))
      : (['whole', 'part'] as const).map((as) => ({
          kind: 'filter-value',
          variable: toName(as),
          parameter: parameter.name,
          member,
          exact,
          as,
        }));
    return capture.filter((one) => 'variable' in one && requested.has(one.variable));
  });
}

/** The median of the items' values, so that some items match, some do not, and one is equal to the bound. */
function boundCases(
  list: ListOperation,
  filter: FilterParameter,
  { anyZone }: Bound,
  model: ApiModel,
): readonly ListProbe[] {
  const middle = only(filter, valueOfItem(list, filter, 'whole', model), ', a value from the list');
  const elsewhere = only(filter, valueOfItem(list, filter, 'other-zone', model), ', in another time zone');
  return anyZone
    ? [middle, { ...elsewhere, description: 'The same instant, written in another time zone, gives the same items.' }]
    : [middle];
}

function only({ parameter }: FilterParameter, value: ArgumentValue, inWords: string): ListProbe {
  return {
    name: `filtered by ${parameter.name}${inWords}`,
    description: 'All items that match the filter, and no others.',
    requested: [[parameter, value]],
  };
}

/** A filter by two values, either of which matches. Of an enum, the first and the last; declared ones may be sent one by one only. */
function several(filter: FilterParameter, model: ApiModel): readonly ListProbe[] {
  const [one, ...others] = describedValues(filter, model);
  const other = others.at(-1);
  const isOpen = filter.filter.values !== undefined && others.length > 1;
  if (!filter.filter.anyOf || one === undefined || other === undefined || isOpen) return [];
  const { parameter } = filter;
  const isArray = statedTypes(model, parameter.node).has('array');
  return [
    {
      name: `filtered by ${parameter.name} ${one} or ${other}`,
      description: 'All items that have one of the values, and no others.',
      requested: isArray
        ? serialize(parameter, [one, other]).map((sent) => [parameter, sentText(sent)] as const)
        : [[parameter, text(`${one},${other}`)]],
    },
  ];
}

/** A part of a value, which must not match items that have the whole value. */
function near(list: ListOperation, filter: FilterParameter, model: ApiModel): readonly ListProbe[] {
  if (!filter.filter.exact || !takesAnyText(filter, model)) return [];
  const { name } = filter.parameter;
  const part: ListProbe = {
    name: `filtered by part of a value of ${name}`,
    description: 'The filter compares whole values, so an item that only contains this text does not match.',
    requested: [[filter.parameter, valueOfItem(list, filter, 'part', model)]],
    near: true,
  };
  return [part];
}

function allAtOnce(list: ListOperation, filters: readonly FilterParameter[], model: ApiModel): readonly ListProbe[] {
  if (filters.length < 2) return [];
  return [
    {
      name: 'all filters at once',
      description:
        'An item must match every filter. The values are taken from one item, so at least that item matches.',
      requested: filters.map((filter) => [filter.parameter, valueOfItem(list, filter, 'whole', model)] as const),
    },
  ];
}

function matchingNothing(filters: readonly FilterParameter[], model: ApiModel): readonly ListProbe[] {
  const open = filters.find((filter) => filter.filter.exact && takesAnyText(filter, model));
  if (!open) return [];
  return [
    {
      name: 'a filter that matches nothing',
      description: 'No item matches, so the response is an empty list, not an error.',
      requested: asking(open.parameter, NO_VALUE),
      empty: true,
    },
  ];
}

/** The server must filter, then sort, then take the page. In another order, the page has other items. */
function withOrderAndPage(
  list: ListOperation,
  filter: FilterParameter | undefined,
  model: ApiModel,
): readonly ListProbe[] {
  const { operation, list: meaning } = list;
  const limit = parameterOf(operation, meaning.limit);
  const size = limit && pageSizeNear(limit, 3, model);
  if (!filter || size === undefined) return [];
  return [
    {
      name: 'filtered, sorted and paged',
      description: 'The server filters first, then sorts, then takes the page. The total counts all matching items.',
      requested: [
        [filter.parameter, valueOfItem(list, filter, 'whole', model)],
        ...orderBy(list, 0, false, model),
        ...asking(limit, size),
        ...secondPage(operation, meaning, size),
      ],
      ...(meaning.readable && meaning.paging && { looksAt: ['pages'] as const }),
    },
  ];
}

function secondPage(operation: Operation, { paging }: ListMeaning, size: number) {
  if (!paging || paging.kind === 'cursor') return [];
  return asking(parameterOf(operation, paging.parameter), paging.kind === 'page' ? paging.first + 1 : size);
}
