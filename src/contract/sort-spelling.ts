/** Writing and reading the query parameters for an order. */
import type { ListMeaning, Sort, SortedBy, SortKey } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ListQuery } from '../rules/list-query.ts';
import type { ArgumentValue } from '../rules/request.ts';
import { keywordOf } from '../schema/walk.ts';

/** The parameters for an order, with their texts. Several keys are allowed only if the parameter accepts several. */
export function spellSort(sort: Sort, bys: readonly SortedBy[]): readonly (readonly [string, string])[] {
  const text = bys.map(({ key, descending }) => spellKey(sort, key, descending)).join(',');
  const { direction } = sort;
  if (!direction) return [[sort.parameter, text]];
  return [
    [sort.parameter, text],
    [direction.parameter, bys[0]?.descending ? direction.descending : direction.ascending],
  ];
}

function spellKey(sort: Sort, key: SortKey, descending: boolean): string {
  return (descending ? sort.descending : sort.ascending).replaceAll('{key}', () => key.name);
}

/** The sort keys of a request: the requested ones, or else the declared default. */
export function readSort(
  operation: Operation,
  { sort }: ListMeaning,
  requested: ReadonlyMap<string, ArgumentValue>,
  model: ApiModel,
): ListQuery['sort'] {
  if (!sort) return [];
  const text = textOf(sort.parameter, operation, requested, model);
  if (text === undefined) return [];
  const turned =
    sort.direction && textOf(sort.direction.parameter, operation, requested, model) === sort.direction.descending;
  const words = sort.several ? text.split(',') : [text];
  const bys = words.map((word) => toBy(sort, word, turned ?? false));
  if (!bys.every((by) => by !== undefined)) return [];
  const { ties } = sort;
  return ties && !bys.some(({ key }) => key.member === ties.key.member) ? [...bys, ties] : bys;
}

function toBy(sort: Sort, word: string, turned: boolean): SortedBy | undefined {
  for (const key of sort.keys) {
    if (word === spellKey(sort, key, false)) return { key, descending: turned };
    if (word === spellKey(sort, key, true)) return { key, descending: true };
  }
  return undefined;
}

function textOf(
  name: string,
  operation: Operation,
  requested: ReadonlyMap<string, ArgumentValue>,
  model: ApiModel,
): string | undefined {
  const value = requested.get(name);
  if (value) return value.kind === 'text' ? value.text : undefined;
  const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  const fallback = parameter && keywordOf(model, parameter.node, 'default');
  return typeof fallback === 'string' || typeof fallback === 'boolean' ? String(fallback) : undefined;
}
