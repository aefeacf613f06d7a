import type { Json } from '../../core/json.ts';
import type { Notice } from '../../core/notices.ts';
import { toShortList, toSlug } from '../../core/words.ts';
import type { Bound, Filter, ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import type { ArgumentValue, Capture } from '../../rules/request.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { oneValueOf } from '../../schema/members.ts';
import { enumOf, isOnly, statedTypes } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';
import { exampleText, sentText, text } from '../arguments.ts';
import { parameterOf } from '../list-query.ts';
import type { ListOperation } from '../relations.ts';
import { serialize, toText } from '../serialize.ts';
import { toVariableName } from '../variable-names.ts';
import { allAttributes, attributeParameters, MOST_ATTRIBUTES } from './attribute-parameters.ts';
import { asking, type ListProbe } from './list-probe.ts';
import { pageSizeNear } from './page-size.ts';
import { orderBy } from './sort-cases.ts';

interface FilterParameter {
  readonly filter: Filter;
  readonly parameter: Parameter;
}

type As = Extract<Capture, { kind: 'filter-value' | 'middle-value' }>['as'];

/** Each filter alone, all filters together, a filter that matches nothing, and a filter with an order and a page. */
export function filterCases(list: ListOperation, model: ApiModel): readonly ListProbe[] {
  const filters = filtersOf(list, model);
  // A filter with a declared set of values takes none from an item.
  const open = filters.filter(({ filter }) => !filter.values && !filter.bound);
  return [
    ...filters.flatMap((filter) => (filter.filter.bound ? boundCases(list, filter, filter.filter.bound, model) : [])),
    ...filters
      .filter(({ filter }) => !filter.bound)
      .flatMap((filter) => [
        ...described(filter, model).map((value): ListProbe => only(filter, text(value), ` ${value}`)),
        ...(described(filter, model).length > 0
          ? []
          : [only(filter, learnt(list, filter, 'whole', model), ', a value from the list')]),
        ...several(filter, model),
        ...near(list, filter, model),
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
    const toName = (as: As) => nameOf(list.operation, parameter, as, model);
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
  const middle = only(filter, learnt(list, filter, 'whole', model), ', a value from the list');
  const elsewhere = only(filter, learnt(list, filter, 'other-zone', model), ', in another time zone');
  return anyZone
    ? [middle, { ...elsewhere, description: 'The same instant, written in another time zone, gives the same items.' }]
    : [middle];
}

function filtersOf({ operation, list }: ListOperation, model: ApiModel): readonly FilterParameter[] {
  return [
    ...list.filters.flatMap((filter) => {
      const parameter = parameterOf(operation, filter.parameter);
      return parameter ? [{ filter, parameter }] : [];
    }),
    ...attributeParameters(operation, list, model),
  ];
}

function only({ parameter }: FilterParameter, value: ArgumentValue, inWords: string): ListProbe {
  return {
    name: `filtered by ${parameter.name}${inWords}`,
    description: 'All items that match the filter, and no others.',
    requested: [[parameter, value]],
  };
}

/** The documented values: the first and the last of an enum, or else the example. A required parameter always has one. */
function described({ filter, parameter }: FilterParameter, model: ApiModel): readonly string[] {
  if (filter.values) return filter.values;
  const one = oneValueOf(model, parameter.node);
  const [first, ...others] = enumOf(model, one) ?? [];
  if (first !== undefined) return [...new Set([first, others.at(-1) ?? first])].map(toText);
  if (isOnly(model, one, 'boolean')) return ['true', 'false'];
  const hasExample = parameter.example !== undefined || parameter.required;
  return hasExample && filter.exact ? [exampleText(parameter, model)] : [];
}

/** Which attributes and which values of an enum are not requested. */
export function shortenedFilters(found: ListOperation, model: ApiModel): readonly Notice[] {
  const { operation, list } = found;
  const toNotice = (what: string, names: readonly Json[]): Notice => ({
    kind: 'shortened',
    message: `${operation.method.toUpperCase()} ${operation.path}: ${what}; not ${toShortList(names.map(toText))}`,
    pointer: operation.pointer,
  });
  const cut = allAttributes(operation, list, model).slice(MOST_ATTRIBUTES);
  return [
    ...(cut.length > 0
      ? [
          toNotice(
            `${MOST_ATTRIBUTES} attributes are filters`,
            cut.map(({ parameter }) => parameter.name),
          ),
        ]
      : []),
    ...filtersOf(found, model).flatMap(({ filter, parameter }) => {
      const values = filter.values || filter.bound ? [] : (enumOf(model, oneValueOf(model, parameter.node)) ?? []);
      return values.length > 2
        ? [toNotice(`2 of ${values.length} values of "${parameter.name}" are requested`, values.slice(1, -1))]
        : [];
    }),
  ];
}

/** A filter by two values, either of which matches. */
function several(filter: FilterParameter, model: ApiModel): readonly ListProbe[] {
  const [one, other, ...more] = described(filter, model);
  if (!filter.filter.anyOf || one === undefined || other === undefined || more.length > 0) return [];
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

/** A value from an item of an earlier response. */
function learnt({ operation }: ListOperation, { parameter }: FilterParameter, as: As, model: ApiModel): ArgumentValue {
  return { kind: 'variable', name: nameOf(operation, parameter, as, model), initial: '' };
}

function nameOf({ id }: Operation, { name }: Parameter, as: As, model: ApiModel): string {
  const words = [toSlug(id), toSlug(name), ...(as === 'whole' ? [] : [as])];
  return toVariableName(words.join('_').replaceAll('-', '_'), model);
}

/** A part of a value, which must not match items that have the whole value. */
function near(list: ListOperation, filter: FilterParameter, model: ApiModel): readonly ListProbe[] {
  if (!filter.filter.exact || !takesAnyText(filter, model)) return [];
  const { name } = filter.parameter;
  const part: ListProbe = {
    name: `filtered by part of a value of ${name}`,
    description: 'The filter compares whole values, so an item that only contains this text does not match.',
    requested: [[filter.parameter, learnt(list, filter, 'part', model)]],
    near: true,
  };
  return [part];
}

/** Whether the parameter may be any text. If not, a part of a value may be invalid, and refused. */
function takesAnyText({ parameter }: FilterParameter, model: ApiModel): boolean {
  const { minLength = 0, maxLength = 100 } = boundsOf(model, parameter.node);
  const isText = [...statedTypes(model, parameter.node)].every((type) => type === 'string' || type === 'null');
  const isLongEnough = minLength < 2 && maxLength >= NO_VALUE.length;
  return isText && isLongEnough && !NARROW.some((keyword) => keywordOf(model, parameter.node, keyword) !== undefined);
}

const NARROW = ['pattern', 'format', 'enum', 'const', 'anyOf', 'oneOf', 'not', 'if'];

/** A value that no item has, with an apostrophe, to detect SQL injection. */
const NO_VALUE = "no-one's-value";

function allAtOnce(list: ListOperation, filters: readonly FilterParameter[], model: ApiModel): readonly ListProbe[] {
  if (filters.length < 2) return [];
  return [
    {
      name: 'all filters at once',
      description:
        'An item must match every filter. The values are taken from one item, so at least that item matches.',
      requested: filters.map((filter) => [filter.parameter, learnt(list, filter, 'whole', model)] as const),
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
        [filter.parameter, learnt(list, filter, 'whole', model)],
        ...orderBy(operation, meaning, 0, false),
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
