import type { ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { keywordOf } from '../../schema/walk.ts';
import { text } from '../arguments.ts';
import { parameterOf } from '../list-query.ts';
import type { ListOperation } from '../relations.ts';
import { spellSort } from '../sort-spelling.ts';
import { asking, type ListProbe, type ProbeArguments } from './list-probe.ts';
import { pageSizeNear } from './page-size.ts';

type Bys = Parameters<typeof spellSort>[1];

/** The parameters for the order by one key, given by its index in the description; none without such a key. */
export function orderBy(operation: Operation, { sort }: ListMeaning, key: number, descending: boolean): ProbeArguments {
  const found = sort?.keys[key];
  return sort && found ? spelled(operation, { sort, bys: [{ key: found, descending }] }) : [];
}

function spelled(
  operation: Operation,
  { sort, bys }: { sort: NonNullable<ListMeaning['sort']>; bys: Bys },
): ProbeArguments {
  return spellSort(sort, bys).flatMap(([name, value]) => {
    const parameter = parameterOf(operation, name);
    if (!parameter) return [];
    const isRows = name === sort.parameter && sort.several && parameter.repeats;
    return (isRows ? value.split(',') : [value]).map((one) => [parameter, text(one)] as const);
  });
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
      requested: spelled(operation, { sort, bys: [{ key, descending }] }),
    })),
  );
  const known = single.concat(defaultDirection(operation, sort, model), severalKeys(operation, sort));
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
  if (!key || !direction || typeof fallback !== 'string') return [];
  return [
    {
      name: `sorted by ${key.name}, without ${direction.name}`,
      description: `Without \`${direction.name}\`, the order is the default, \`${fallback}\`.`,
      requested: spelled(operation, { sort, bys: [{ key, descending: false }] }).filter(
        ([{ name }]) => name !== direction.name,
      ),
    },
  ];
}

/** The last key comes first: the first key is often a time, and items with equal times are rare. */
function severalKeys(operation: Operation, sort: NonNullable<ListMeaning['sort']>): readonly ListProbe[] {
  const first = sort.keys.at(-1);
  const [second] = sort.keys;
  if (!sort.several || !first || !second || first === second) return [];
  const description = 'Items that are equal by the first key are ordered by the second.';
  const by = (descending: boolean): Bys => [
    { key: first, descending },
    { key: second, descending: !descending },
  ];
  return [
    { name: 'sorted by two keys', description, requested: spelled(operation, { sort, bys: by(false) }) },
    {
      name: 'sorted by two keys, reversed',
      description,
      requested: spelled(operation, { sort, bys: by(true) }),
    },
  ];
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
  return [
    {
      name: `page by page, sorted by ${key.name}`,
      description: 'Many items are equal by this key. Even so, the pages repeat no item and leave none out.',
      requested: [...asking(limit, size), ...orderBy(operation, list, last, false)],
      looksAt: ['pages'],
    },
  ];
}
