import type { ApiModel, Parameter } from '../../model/types.ts';
import { followed } from '../../schema/bounds.ts';

/** A number of items near the one that is wanted that the limit certainly takes; `undefined` where that cannot be told. */
export function pageSize(limit: Parameter, wanted: number, model: ApiModel): number | undefined {
  const schema = followed(limit.node.schema, model) ?? {};
  const numberAt = (keyword: string) => (typeof schema[keyword] === 'number' ? schema[keyword] : undefined);
  if (Array.isArray(schema['enum'])) {
    const sizes = schema['enum'].filter((value): value is number => typeof value === 'number' && value >= 1);
    return sizes.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
  }
  if (['const', 'allOf', 'anyOf', 'oneOf', 'not'].some((keyword) => schema[keyword] !== undefined)) return undefined;
  const step = numberAt('multipleOf') ?? 1;
  const least = Math.max(numberAt('minimum') ?? 1, above(schema['exclusiveMinimum'], numberAt('minimum')), 1);
  const most = Math.min(numberAt('maximum') ?? wanted, below(schema['exclusiveMaximum'], numberAt('maximum')));
  const size = Math.max(
    Math.min(Math.ceil(wanted / step) * step, Math.floor(most / step) * step),
    Math.ceil(least / step) * step,
  );
  return Number.isInteger(size) && size >= least && size <= (numberAt('maximum') ?? size) ? size : undefined;
}

/** In 3.1 the bound is a number of its own, in 3.0 it is a word about the other one. */
function above(exclusive: unknown, minimum = 0): number {
  return typeof exclusive === 'number' ? exclusive + 1 : exclusive === true ? minimum + 1 : 0;
}

function below(exclusive: unknown, maximum = Number.POSITIVE_INFINITY): number {
  return typeof exclusive === 'number' ? exclusive - 1 : exclusive === true ? maximum - 1 : Number.POSITIVE_INFINITY;
}
