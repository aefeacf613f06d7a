import { fromPointer } from '../core/pointer.ts';
import { itemsOf, memberAt } from '../schema/members.ts';
import type { ListMeaning, Sort, SortKey } from './list-meaning.ts';
import { readFilters } from './read-filters.ts';
import { type Names, parameterAt, placeAt, readNext, readPageFacts, readPaging, unknown } from './read-paging.ts';
import { child, type Node, objectAt, type Reading, report, textAt, textsAt, wordAt } from './reading.ts';
import type { Parameter, Response, SchemaNode } from './types.ts';
import { toMember, valueTypeAt } from './value-type.ts';

interface Parts {
  readonly parameters: readonly Parameter[];
  readonly responses: readonly Response[];
}

/** `x-list`, held against the operation it stands on: a name that leads nowhere is a mistake of the description. */
export function readList(reading: Reading, operation: Node, { parameters, responses }: Parts): ListMeaning | undefined {
  if (child(operation, 'x-list')?.value === false) return undefined;
  const node = objectAt(reading, operation, 'x-list');
  if (!node) return undefined;
  const answer = responses.find((response) => response.status.startsWith('2'));
  const items = textAt(reading, node, 'items');
  const itemNode = readItemNode(reading, answer, items);
  if (!itemNode) {
    const message = `the body of the answer has no array at "${items}"`;
    report(
      reading,
      'list/not-an-array',
      [...node.path, 'items'],
      message,
      '`items` is a JSON pointer to the array in the body.',
    );
    return undefined;
  }
  const names: Names = {
    parameters: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
    headers: answer?.headers.map((header) => header.name) ?? [],
  };
  const limit = parameterAt(reading, node, 'limit', names);
  const count = placeAt(reading, node, 'count', names);
  const total = placeAt(reading, node, 'total', names);
  return {
    origin: 'declared',
    items,
    unique: true,
    id: textAt(reading, node, 'id') || '/id',
    itemNode,
    ...(count && { count }),
    ...(total && { total }),
    ...(total?.kind === 'content-range' && { ranged: true as const }),
    ...(limit !== undefined && { limit }),
    fullPages: true,
    ...readPaging(reading, node, names, parameters),
    pageFacts: readPageFacts(reading, node),
    ...readNext(reading, node, names),
    ...readSort(reading, node, itemNode, names.parameters),
    ...readFilters(reading, node, itemNode, parameters),
    readable: true,
    ordered: true,
    agreement: 'shared',
    detailsAt: textAt(reading, node, 'details'),
  };
}

function readItemNode({ schemas }: Reading, answer: Response | undefined, items: string): SchemaNode | undefined {
  const body = answer?.media.find((media) => /json/.test(media.type))?.node;
  const path = fromPointer(items);
  const array = body && (path.length === 0 ? body : memberAt(schemas, body, path)?.schema);
  return array && itemsOf(schemas, array);
}

function readSort(reading: Reading, list: Node, itemNode: SchemaNode, parameters: readonly string[]) {
  const node = objectAt(reading, list, 'sort');
  if (!node) return {};
  const named = (owner: Node) => {
    const parameter = textAt(reading, owner, 'parameter');
    if (!parameters.includes(parameter)) {
      unknown(reading, [...owner.path, 'parameter'], 'query parameter', parameter, parameters);
    }
    return parameter;
  };
  const direction = objectAt(reading, node, 'direction');
  const ranks = objectAt(reading, node, 'ranks');
  const absent = wordAt(reading, node, 'absent', ['last']);
  const texts = wordAt(reading, node, 'texts', ['code-points']);
  const keys = textsAt(reading, node, 'keys').map((name): SortKey => {
    const ranked = ranks ? textsAt(reading, ranks, name) : [];
    const key: SortKey =
      ranked.length > 0
        ? { name, member: toMember(name), order: 'rank', ranks: ranked }
        : toSortKey(reading, itemNode, name);
    return { ...key, ...(absent && { absent }) };
  });
  const ties = textAt(reading, node, 'ties');
  const sort: Sort = {
    parameter: named(node),
    keys,
    ascending: textAt(reading, node, 'ascending') || '{key}',
    descending: textAt(reading, node, 'descending') || (direction ? '{key}' : '-{key}'),
    several: !direction,
    ...(direction && {
      direction: {
        parameter: named(direction),
        ascending: textAt(reading, direction, 'ascending') || 'asc',
        descending: textAt(reading, direction, 'descending') || 'desc',
      },
    }),
    stable: true,
    ...(ties !== '' && {
      ties: { key: toSortKey(reading, itemNode, ties.replace(/^-/, '')), descending: ties.startsWith('-') },
    }),
    ...(texts && { texts }),
  };
  return { sort };
}

function toSortKey({ schemas }: Reading, itemNode: SchemaNode, name: string): SortKey {
  const member = toMember(name);
  const { isNumber, format } = valueTypeAt(schemas, itemNode, member);
  if (isNumber) return { name, member, order: 'number' };
  return { name, member, order: format === 'date-time' ? 'date-time' : 'text' };
}
