import type { ApiModel, Parameter } from '../../model/types.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { enumOf } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';

/** The valid page size that is nearest to `wanted`, or the smallest of which prose speaks; `undefined` if nothing determines one. */
export function pageSizeNear({ node, sizes }: Parameter, wanted: number, model: ApiModel): number | undefined {
  if (sizes?.among) return sizes.among[0];
  const values = enumOf(model, node);
  if (values) {
    const sizes = values.filter((value): value is number => typeof value === 'number' && value >= 1);
    return sizes.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
  }
  if (['anyOf', 'oneOf', 'not', 'if'].some((keyword) => keywordOf(model, node, keyword) !== undefined))
    return undefined;
  const written = keywordOf(model, node, 'multipleOf');
  const step = typeof written === 'number' ? written : 1;
  const { least, most } = limitsOf(node, sizes, model);
  const greatest = Number.isFinite(most) ? most : wanted;
  const size = Math.max(
    Math.min(Math.ceil(wanted / step) * step, Math.floor(greatest / step) * step),
    Math.ceil(least / step) * step,
  );
  return Number.isInteger(size) && size >= least && size <= most ? size : undefined;
}

/** The least and the greatest page size, by the schema and by prose. */
function limitsOf(
  node: Parameter['node'],
  sizes: { readonly least: number; readonly most?: number } | undefined,
  model: ApiModel,
): { readonly least: number; readonly most: number } {
  const { minimum = 1, maximum = Infinity, exclusiveMinimum = 0, exclusiveMaximum = Infinity } = boundsOf(model, node);
  return {
    least: Math.max(sizes?.least ?? 1, minimum, exclusiveMinimum + 1, 1),
    most: Math.min(sizes?.most ?? maximum, maximum, exclusiveMaximum - 1),
  };
}
