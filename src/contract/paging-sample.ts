/** Values for parameters of pages and their sizes, where the description names none: by 0 items, most servers mean an error or all of them. */
import { LIMITS, LIMITS_BY_PROSE, PAGE_NAMES } from '../infer/conventions.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { exampleValues } from '../schema/walk.ts';

/** The first page of most APIs is 1. A required page stays the lowest one, since what a list has is read from there. */
export function pagingSample({ name, in: place, required, node }: Parameter, model: ApiModel): number | undefined {
  const isSize = LIMITS.has(name) || LIMITS_BY_PROSE.has(name);
  if (place !== 'query' || !(isSize || (PAGE_NAMES.has(name) && !required))) return undefined;
  const type = scalarOrNull(model, node);
  if (type !== 'integer' && type !== 'number') return undefined;
  if (exampleValues(model, node).some((value) => value !== undefined)) return undefined;
  const judging = { schemas: model, notNeeded: [] };
  return (isSize ? [10, 1] : [1]).find((value) => accepts(value, node.schema, judging));
}
