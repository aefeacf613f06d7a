/** Numbers of bodies that say how many: by 0, most servers mean an error, or nothing to do. Any other number may well be 0. */
import { isRecord, type Json } from '../core/json.ts';
import { LIMITS, LIMITS_BY_PROSE, PAGE_NAMES, toPlainName } from '../infer/conventions.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { itemsOf, membersOf } from '../schema/members.ts';
import { hasExample } from '../schema/walk.ts';

/** A sample in which what counts is 10, or 1 where that is too many, and is no 0. What the description names stays. */
export function withCounts(value: Json, node: SchemaNode, model: ApiModel): Json {
  if (Array.isArray(value)) {
    const items = itemsOf(model, node);
    const counted = items ? (value as readonly Json[]).map((one) => withCounts(one, items, model)) : value;
    return counted.every((one, at) => one === value[at]) ? value : counted;
  }
  if (!isRecord(value)) return value;
  const before = value as Readonly<Record<string, Json>>;
  const members = new Map(membersOf(model, node).map(({ name, schema }) => [name, schema]));
  const counted = Object.entries(before).map(([name, one]) => {
    const schema = members.get(name);
    return [name, schema ? countOf(name, one, schema, model) : one] as const;
  });
  return counted.every(([name, one]) => before[name] === one) ? value : Object.fromEntries(counted);
}

function countOf(name: string, value: Json, node: SchemaNode, model: ApiModel): Json {
  if (value !== 0) return withCounts(value, node, model);
  if (hasExample(model, node)) return value;
  const judging = { schemas: model, notNeeded: [] };
  return numbersFor(name).find((one) => accepts(one, node.schema, judging)) ?? value;
}

function numbersFor(name: string): readonly number[] {
  if (LIMITS.has(name) || (LIMITS_BY_PROSE.has(name) && !OTHERS.has(name)) || SEARCHED.test(toPlainName(name)))
    return [10, 1];
  return PAGE_NAMES.has(name) || COUNTED.test(toPlainName(name)) ? [1] : [];
}

/** In a body, these are mostly no limits. */
const OTHERS: ReadonlySet<string> = new Set(['number', 'first', 'count', 'size', 'n']);

/** How many results are wanted, as vector databases call it, or how much may be made. */
const SEARCHED = /^(top_?k|k|top_?n|n_results|num_results|number_of_results|max_tokens|max_completion_tokens)$/;

/** How many there are. */
const COUNTED = /(^|_)(count|quantity|qty|size|n|copies|replicas|seats|guests|adults|persons|nights|dimensions?)$/;
