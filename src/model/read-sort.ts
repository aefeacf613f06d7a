/** Reads `sort` of `x-list`: the parameter that sorts, its keys, and how it is spelled. */
import { isRecord } from '../core/json.ts';
import type { Sort, SortKey } from './list-meaning.ts';
import type { ListObject } from './openapi.ts';
import { onlyMembers } from './own-keys.ts';
import { unknown } from './read-paging.ts';
import { child, eachOnce, type Node, notice, type Reading, wrongType } from './reading.ts';
import { toSortKey } from './sort-key.ts';
import { flagAt, objectAt, textAt, textsAt, wordAt } from './typed-members.ts';
import type { SchemaNode } from './types.ts';
import { noteUndescribed, toMember } from './value-type.ts';

const SORT_MEMBERS = Object.keys({
  parameter: true,
  keys: true,
  several: true,
  stable: true,
  ascending: true,
  descending: true,
  direction: true,
  ranks: true,
  absent: true,
  ties: true,
  texts: true,
} as const satisfies Record<keyof NonNullable<ListObject['sort']>, true>);

export function readSort(reading: Reading, list: Node, itemNode: SchemaNode, parameters: readonly string[]) {
  const node = objectAt(reading, list, 'sort');
  if (!node) return {};
  onlyMembers(reading, node, 'sort', SORT_MEMBERS);
  const named = (owner: Node) => {
    const parameter = textAt(reading, owner, 'parameter');
    if (!parameters.includes(parameter)) {
      unknown(reading, [...owner.path, 'parameter'], 'query parameter', parameter, parameters);
    }
    return parameter;
  };
  const direction = objectAt(reading, node, 'direction');
  if (direction) onlyMembers(reading, direction, 'direction', ['parameter', 'ascending', 'descending']);
  const texts = wordAt(reading, node, 'texts', ['code-points']);
  const keys = sortKeys(reading, node, itemNode);
  for (const { member } of keys) noteUndescribed(reading, node.path, itemNode, member);
  for (const { name, isOpen } of texts ? [] : keys) if (isOpen) noteOpen(reading, node, name);
  const ties = textAt(reading, node, 'ties');
  const sort: Sort = {
    parameter: named(node),
    keys,
    ...wordsOf(reading, node, '{key}', direction ? '{key}' : '-{key}'),
    several: !direction && flagAt(reading, node, 'several'),
    ...(direction && {
      direction: { parameter: named(direction), ...wordsOf(reading, direction, 'asc', 'desc') },
    }),
    stable: flagAt(reading, node, 'stable'),
    ...(ties !== '' && {
      ties: { key: toSortKey(reading, itemNode, ties.replace(/^-/, '')), descending: ties.startsWith('-') },
    }),
    ...(texts && { texts }),
  };
  return { sort };
}

/** What is sent for each direction. */
function wordsOf(reading: Reading, node: Node, ascending: string, descending: string) {
  return {
    ascending: textAt(reading, node, 'ascending') || ascending,
    descending: textAt(reading, node, 'descending') || descending,
  };
}

function sortKeys(reading: Reading, sort: Node, itemNode: SchemaNode): readonly SortKey[] {
  const ranks = objectAt(reading, sort, 'ranks');
  const absent = wordAt(reading, sort, 'absent', ['last']);
  return keysAt(reading, sort).map(({ name, member }): SortKey => {
    const ranked = ranks ? eachOnce(textsAt(reading, ranks, name)) : [];
    const key: SortKey =
      ranked.length > 0
        ? { name, member: toMember(member), order: 'rank', ranks: ranked }
        : toSortKey(reading, itemNode, name, member);
    return { ...key, ...(absent && { absent }) };
  });
}

/** The sort keys: dotted paths of members, or objects for keys with another name. Duplicates are removed. */
function keysAt(reading: Reading, sort: Node): readonly { readonly name: string; readonly member: string }[] {
  const list = child(sort, 'keys');
  if (!list) return [];
  if (!Array.isArray(list.value)) return wrongType(reading, list, 'an array') ?? [];
  const keys = list.value.flatMap((value: unknown, index) => {
    if (typeof value === 'string') return [{ name: value, member: value }];
    const node = { value, path: [...list.path, String(index)] };
    if (!isRecord(value)) return wrongType(reading, node, 'text, or an object') ?? [];
    onlyMembers(reading, node, 'keys', ['name', 'member']);
    const name = textAt(reading, node, 'name');
    return [{ name, member: textAt(reading, node, 'member') || name }];
  });
  return [...new Map(keys.toReversed().map((key) => [key.name, key])).values()].toReversed();
}

function noteOpen(reading: Reading, sort: Node, key: string): void {
  const message = `The values of "${key}" may be sorted by rank or as texts, so their order is not asserted. "ranks" or "texts" in "sort" says which`;
  notice(reading, 'ambiguous', sort.path, message);
}
