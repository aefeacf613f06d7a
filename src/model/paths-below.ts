/** Paths that continue another one by a parameter, as `/orders/{id}` does `/orders`. */
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import type { Operation, Parameter } from './types.ts';

/** The path before the last segment, and the name of the parameter that is this segment. */
export interface Continuation {
  readonly above: string;
  readonly parameter: string;
}

/** `/orders/{id}` -> `/orders` and `id`; `undefined` for a path whose last segment is no parameter, or has other text. */
export function continuationOf(path: string): Continuation | undefined {
  const [, above, parameter] = /^(.*)\/\{([^{}]+)\}$/.exec(path) ?? [];
  return above === undefined || parameter === undefined ? undefined : { above, parameter };
}

/** The operations whose path continues another one, by that, in the order of the document. */
export const operationsBelow = once((operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> => {
  const below = operations.flatMap((operation) => {
    const above = continuationOf(operation.path)?.above;
    return above === undefined ? [] : [{ above, operation }];
  });
  const groups = [...groupBy(below, ({ above }) => above)];
  return new Map(groups.map(([above, group]) => [above, group.map(({ operation }) => operation)]));
});

/** The parameter by which a path is continued, as its first operation describes it. */
export function parameterBelow(path: string, operations: readonly Operation[]): Parameter | undefined {
  const [parameter] = (operationsBelow(operations).get(path) ?? []).flatMap((operation) => {
    const name = continuationOf(operation.path)?.parameter;
    return operation.parameters.find((one) => one.in === 'path' && one.name === name) ?? [];
  });
  return parameter;
}
