/** Numbers in a query that the description does not name: by 0 items or page 0, most servers mean an error, or all items. */

import type { Json } from '../core/json.ts';
import { LIMITS, LIMITS_BY_PROSE, OFFSETS, OFFSETS_BY_PROSE, PAGE_NAMES } from '../infer/conventions.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { findSample } from '../schema/sample.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { hasExample } from '../schema/walk.ts';

/**
 * Ten items, of which there is one at least where that is too many; the first page, which is 1 in most APIs, and exists where pages begin at 0,
 * too. Any other number that must be sent is seldom a place, which begins at 0.
 */
export function numberSample(parameter: Parameter, model: ApiModel): Json | undefined {
  const { node } = parameter;
  const wanted = numbersFor(parameter);
  const type = wanted.length > 0 ? scalarOrNull(model, node) : undefined;
  if (type !== 'integer' && type !== 'number') return undefined;
  if (hasExample(model, node)) return undefined;
  const judging = { schemas: model, notNeeded: [] };
  const usual = wanted.find((value) => accepts(value, node.schema, judging));
  return usual ?? findSample({ schema: { allOf: [node.schema, { minimum: 1 }] }, pointer: node.pointer }, model);
}

function numbersFor({ name, in: place, required }: Parameter): readonly number[] {
  if (place !== 'query') return [];
  if (LIMITS.has(name) || LIMITS_BY_PROSE.has(name)) return [10, 1];
  const isPlace = OFFSETS.has(name) || OFFSETS_BY_PROSE.has(name);
  return PAGE_NAMES.has(name) || (required && !isPlace) ? [1] : [];
}
