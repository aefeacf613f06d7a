import { fromPointer } from '../../core/pointer.ts';
import type { ListMeaning, SortKey } from '../../model/list-meaning.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { accepts } from '../../schema/accepts.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { readings } from '../../schema/broken.ts';
import { memberAt } from '../../schema/members.ts';
import { enumOf, statedTypes } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';
import { parameterOf } from '../list-query.ts';
import type { ListOperation } from '../relations.ts';
import { text } from '../serialize.ts';
import { spellSort } from '../sort-spelling.ts';
import { asking, type ListProbe, type ProbeArguments } from './list-probe.ts';
import { pageSizeNear } from './page-size.ts';

type Bys = Parameters<typeof spellSort>[1];

/**
 * The parameters for the order by one key, given by its index in the description; none without such a key. In the other direction if the
 * parameter does not accept this one.
 */
export function orderBy(
  { operation, list: { sort } }: ListOperation,
  key: number,
  descending: boolean,
  model: ApiModel,
): ProbeArguments {
  const found = sort?.keys[key];
  if (!sort || !found) return [];
  const inDirection = (way: boolean) => spelled(operation, { sort, bys: [{ key: found, descending: way }] }, model);
  const order = inDirection(descending);
  return order.length > 0 ? order : inDirection(!descending);
}

interface Order {
  readonly sort: NonNullable<ListMeaning['sort']>;
  readonly bys: Bys;
}

/** None if a parameter does not accept it, as an `enum` without `-name` or without several keys. */
function spelled(operation: Operation, { sort, bys }: Order, model: ApiModel): ProbeArguments {
  if (refusedText(operation, { sort, bys }, model) !== undefined) return [];
  return spellSort(sort, bys).flatMap(([name, value]) => {
    const parameter = parameterOf(operation, name);
    if (!parameter) return [];
    const isRows = name === sort.parameter && sort.several && parameter.repeats;
    return (isRows ? value.split(',') : [value]).map((one) => [parameter, text(one)] as const);
  });
}

/** The text of an order that its own parameter does not accept. */
function refusedText(operation: Operation, { sort, bys }: Order, model: ApiModel): string | undefined {
  const refused = spellSort(sort, bys).find(([name, value]) => {
    const node = parameterOf(operation, name)?.node;
    if (!node) return false;
    // A flag is `true` or `false`, and a text as well.
    const read = statedTypes(model, node).has('array') ? [value.split(',')] : readings(value);
    return !read.some((one) => accepts(one, node.schema, { schemas: model, notNeeded: [] }));
  });
  return refused?.[1];
}

/** The orders that are not requested, since the parameter does not accept them. */
export function refusedOrders({ operation, list }: ListOperation, model: ApiModel): readonly string[] {
  const { sort } = list;
  if (!sort) return [];
  const single = sort.keys.flatMap((key) => [false, true].map((descending) => [{ key, descending }]));
  const texts = [...single, ...twoKeys(list, model)].map((bys) => refusedText(operation, { sort, bys }, model));
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** Each key in both directions and in the default one, two keys together, and the pages of a list with many equal items. */
export function sortCases({ operation, list }: ListOperation, model: ApiModel): readonly ListProbe[] {
  const { sort } = list;
  if (!sort) return [];
  // The largest page, because more items reveal more mistakes in the order.
  const most = asking(parameterOf(operation, list.limit), mostAtOnce(operation, list, model));
  const single = sort.keys.flatMap((key): ListProbe[] =>
    [false, true].map((descending) => ({
      name: `sorted by ${key.name}, ${descending ? 'descending' : 'ascending'}`,
      description: descending ? 'Items are in descending order.' : 'Items are in ascending order.',
      requested: spelled(operation, { sort, bys: [{ key, descending }] }, model),
    })),
  );
  const all = single.concat(defaultDirection(operation, sort, model), severalKeys(operation, list, model));
  const known = all.filter(({ requested }) => requested.length > 0);
  return [
    ...known.map((probe) => ({ ...probe, requested: [...probe.requested, ...most] })),
    ...pagesInOrder({ operation, list }, model),
  ];
}

/** The default direction, if the direction is a separate parameter with a default. */
function defaultDirection(
  operation: Operation,
  sort: NonNullable<ListMeaning['sort']>,
  model: ApiModel,
): readonly ListProbe[] {
  const [key] = sort.keys;
  const direction = parameterOf(operation, sort.direction?.parameter);
  const fallback = direction && keywordOf(model, direction.node, 'default');
  if (!key || !direction || !['string', 'boolean'].includes(typeof fallback)) return [];
  return [
    {
      name: `sorted by ${key.name}, without ${direction.name}`,
      description: `Without \`${direction.name}\`, the order is the default, \`${fallback}\`.`,
      requested: spelled(operation, { sort, bys: [{ key, descending: false }] }, model).filter(
        ([{ name }]) => name !== direction.name,
      ),
    },
  ];
}

function severalKeys(operation: Operation, list: ListMeaning, model: ApiModel): readonly ListProbe[] {
  const { sort } = list;
  if (!sort) return [];
  const description = 'Items that are equal by the first key are ordered by the second.';
  return twoKeys(list, model).map((bys, index) => ({
    name: index === 0 ? 'sorted by two keys' : 'sorted by two keys, reversed',
    description,
    requested: spelled(operation, { sort, bys }, model),
  }));
}

/** The first is a key by which items may well be equal: only those show whether the second one counts. */
function twoKeys(list: ListMeaning, model: ApiModel): readonly Bys[] {
  const { several = false, keys = [] } = list.sort ?? {};
  // The first key is often a time, and items with equal times are rare.
  const first = keys.toReversed().toSorted((a, b) => rarityOf(a, list, model) - rarityOf(b, list, model))[0];
  const second = keys.find((key) => key !== first);
  if (!several || !first || !second) return [];
  return [false, true].map((descending) => [
    { key: first, descending },
    { key: second, descending: !descending },
  ]);
}

/** How rare equal values are: of a few that are listed, of texts, of times and numbers; no two items have one id. */
function rarityOf({ member, order, isOpen }: SortKey, { id, itemNode }: ListMeaning, model: ApiModel): number {
  // After a key whose order is open, nothing is asserted of the other one.
  if (member === id || isOpen) return 3;
  const node = memberAt(model, itemNode, fromPointer(member))?.schema;
  const isListed = order === 'rank' || (node && (enumOf(model, node) ?? statedTypes(model, node).has('boolean')));
  return isListed ? 0 : order === 'text' ? 1 : 2;
}

/** The largest documented page size, up to 1,000. */
export function mostAtOnce(operation: Operation, { limit }: ListMeaning, model: ApiModel): number | undefined {
  const parameter = parameterOf(operation, limit);
  const most = parameter && boundsOf(model, parameter.node).maximum;
  return most !== undefined && most <= 1000 ? most : undefined;
}

/** Pages sorted by the last key: the first key is often a time, and items with equal times are rare. */
function pagesInOrder({ operation, list }: ListOperation, model: ApiModel): readonly ListProbe[] {
  const limit = parameterOf(operation, list.limit);
  const size = limit && pageSizeNear(limit, 7, model);
  const last = (list.sort?.keys.length ?? 0) - 1;
  const key = list.sort?.keys[last];
  if (!list.readable || !list.paging || size === undefined || !key) return [];
  const order = orderBy({ operation, list }, last, false, model);
  if (order.length === 0) return [];
  return [
    {
      name: `page by page, sorted by ${key.name}`,
      description: 'Many items are equal by this key. Even so, the pages repeat no item and leave none out.',
      requested: [...asking(limit, size), ...order],
      looksAt: ['pages'],
    },
  ];
}
