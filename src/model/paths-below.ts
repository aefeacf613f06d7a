/** Paths that continue another one by a parameter, as `/orders/{id}` does `/orders`, and `/orders/{id}/` and `/orders/{id}.json` may do. */
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import type { Operation, Parameter } from './types.ts';

/** What a path continues, the parameter by which it does, and what follows that: nothing, a slash, or an extension. */
export interface Continuation {
  /** The path that is continued, without a slash at its end. */
  readonly above: string;
  readonly parameter: string;
  readonly end: string;
}

/**
 * `/orders/{id}` -> `/orders` and `id`; `/orders/{id}.json` -> `/orders.json` and `id`; `undefined` for a path whose last segment is no
 * parameter, or has other text.
 */
export function continuationOf(path: string): Continuation | undefined {
  const [, above, parameter, end] = /^(.*)\/\{([^{}]+)\}(\/|\.[A-Za-z]\w*)?$/.exec(path) ?? [];
  if (above === undefined || parameter === undefined) return undefined;
  return { above: end === undefined || end === '/' ? above : above + end, parameter, end: end ?? '' };
}

/**
 * What a path of OData names by a key in parentheses: `/Products({ID})`, `/Products('{ID}')` and `/Products(ID={ID})` -> `/Products` and `ID`.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_CanonicalURL
 */
export function keyedOf(path: string): Omit<Continuation, 'end'> | undefined {
  const [, above, , parameter] = /^(.*\/[^/{}()]+)\((?:\w+=)?('?)\{([^{}]+)\}\2\)$/.exec(path) ?? [];
  return above === undefined || parameter === undefined ? undefined : { above, parameter };
}

/** The path above the one of an item, and the parameter with the id: `continuationOf`, or `keyedOf`. */
export function itemOfPath(path: string): Omit<Continuation, 'end'> | undefined {
  return continuationOf(path) ?? keyedOf(path);
}

/** What paths may end in besides a slash: `.json`. */
export const EXTENSION = /\.[A-Za-z]\w*$/;

/** A path as `above` has it: many frameworks end those of lists in a slash, and those of items may have none. */
export function toAbove(path: string): string {
  return path.replace(/\/$/, '');
}

/** The path below which a POST makes items: its own, or what stands before a verb, `/orders` for `/orders/create`. */
export function makingPath(path: string): string {
  const own = toAbove(path);
  const [, above] = /^(.*\/[^/{}]+)\/(?:create|insert|add|new)$/i.exec(own) ?? [];
  return above ?? own;
}

/** The path of an item without what follows its parameter: what is part of the item continues it. */
export function stemOf(path: string): string {
  return path.replace(/\}(\/|\.[A-Za-z]\w*)$/, '}');
}

/**
 * What the path of a list ends in that is not in those of its items, before their ids; and what those end in, after the ids:
 * `/` and `/` for `/orders/` and `/orders/{id}/`.
 */
export function endsOf(list: string, { above, end }: Continuation): readonly [list: string, item: string] {
  const isSlashed = list !== above;
  return [isSlashed ? '/' : end === '/' ? '' : end, end];
}

/** The operations at a path, whatever ends it. */
export function operationsAt(stem: string, operations: readonly Operation[]): readonly Operation[] {
  return operationsByStem(operations).get(stem) ?? [];
}

const operationsByStem = once((operations: readonly Operation[]) =>
  groupBy(operations, ({ path }) => stemOf(toAbove(path))),
);

/** The operations whose path continues another one, in the order of the document. */
export function itemsBelow(path: string, operations: readonly Operation[]): readonly Operation[] {
  return operationsBelow(operations).get(toAbove(path)) ?? [];
}

/** By the path that is continued. */
const operationsBelow = once((operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> => {
  const below = operations.flatMap((operation) => {
    const above = continuationOf(operation.path)?.above;
    return above === undefined ? [] : [{ above, operation }];
  });
  const groups = [...groupBy(below, ({ above }) => above)];
  return new Map(groups.map(([above, group]) => [above, group.map(({ operation }) => operation)]));
});

/** The first operation about a part of an item, by the path of the list: of `/orders/{id}/lines`, where there is no `/orders/{id}`. */
export function partBelow(path: string, operations: readonly Operation[]): Operation | undefined {
  const above = toAbove(path);
  return itemsBelow(path, operations).length > 0 ? undefined : partsBelow(operations).get(above);
}

const partsBelow = once(
  (operations: readonly Operation[]): ReadonlyMap<string, Operation> =>
    new Map(
      operations.toReversed().flatMap((operation) => {
        const above = /^(.*)\/\{[^{}]+\}\//.exec(stemOf(toAbove(operation.path)))?.[1];
        return above === undefined ? [] : [[above, operation] as const];
      }),
    ),
);

/** The parameter of `partBelow` that names the item. */
export function parameterOfPart(path: string, operations: readonly Operation[]): Parameter | undefined {
  const part = partBelow(path, operations);
  const name = part && /^\/\{([^{}]+)\}/.exec(part.path.slice(toAbove(path).length))?.[1];
  return part?.parameters.find((one) => one.in === 'path' && one.name === name);
}

/** The first path that continues another one by an id, which may be described only with what follows it, and the parameter for the id. */
export function idBelow(path: string, operations: readonly Operation[]): ReturnType<typeof itemBelow> {
  const parameter = parameterOfPart(path, operations);
  return itemBelow(path, operations) ?? (parameter && { path: `${toAbove(path)}/{${parameter.name}}`, parameter });
}

/** All parameters for an id by which paths go on from this one, whatever follows them: each name with each of its schemas once. */
export function idsBelow(path: string, operations: readonly Operation[]): readonly Parameter[] {
  return idsByPath(operations).get(toAbove(path)) ?? [];
}

const idsByPath = once((operations: readonly Operation[]): ReadonlyMap<string, readonly Parameter[]> => {
  const ids = operations.flatMap(({ path, parameters }) =>
    [...path.matchAll(ID)].flatMap(({ index, 1: name, 2: end = '' }) => {
      const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
      return parameter ? [{ above: path.slice(0, index) + end, parameter }] : [];
    }),
  );
  return new Map([...groupBy(ids, ({ above }) => above)].map(([above, group]) => [above, eachOnce(group)]));
});

/** A parameter that fills a segment, and the extension with which a path may end after it. */
const ID = /\/\{([^{}]+)\}(?=[/.]|$)(\.[A-Za-z]\w*$)?/g;

function eachOnce(ids: readonly { readonly parameter: Parameter }[]): readonly Parameter[] {
  const known = new Map<string, Set<unknown>>();
  return ids.flatMap(({ parameter }) => {
    const { name, node } = parameter;
    const schemas = known.get(name) ?? new Set();
    known.set(name, schemas);
    return schemas.size === schemas.add(node.schema).size ? [] : [parameter];
  });
}

/** The parameter by which a path is continued, as its first operation describes it. */
export function parameterBelow(path: string, operations: readonly Operation[]): Parameter | undefined {
  return itemBelow(path, operations)?.parameter;
}

/** The first path that continues another one, and its parameter. */
export function itemBelow(
  path: string,
  operations: readonly Operation[],
): { readonly path: string; readonly parameter: Parameter } | undefined {
  for (const operation of itemsBelow(path, operations)) {
    const name = continuationOf(operation.path)?.parameter;
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    if (parameter) return { path: operation.path, parameter };
  }
  return undefined;
}

/** The operations that name an item of a path by a key in parentheses. */
export function keyedBelow(path: string, operations: readonly Operation[]): readonly Operation[] {
  return operationsByKey(operations).get(path) ?? [];
}

const operationsByKey = once((operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> => {
  const keyed = operations.filter(({ path }) => keyedOf(path) !== undefined);
  return groupBy(keyed, ({ path }) => keyedOf(path)?.above ?? '');
});

/** As `itemBelow`, for a key in parentheses. */
export function itemKeyed(path: string, operations: readonly Operation[]): ReturnType<typeof itemBelow> {
  const [first] = keyedBelow(path, operations);
  const name = first && keyedOf(first.path)?.parameter;
  const parameter = first?.parameters.find((one) => one.in === 'path' && one.name === name);
  return first && parameter && { path: first.path, parameter };
}

/** The first path of one item beside the path of many, and its parameter: `/silence/{id}` beside `/silences`, which has no items below it. */
export function itemAside(path: string, operations: readonly Operation[]): ReturnType<typeof itemBelow> {
  if (itemsBelow(path, operations).length > 0) return undefined;
  for (const one of pathsOfOne(path)) {
    const item = itemBelow(one, operations);
    if (item) return item;
  }
  return undefined;
}

/** A path with its last segment in the singular: `/policies` -> `/policy`. */
function pathsOfOne(path: string): readonly string[] {
  const own = toAbove(path);
  return ONE_OF.flatMap(([ending, by]) => (ending.test(own) ? [own.replace(ending, by)] : []));
}

const ONE_OF: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/(?<=[a-z])es$/, ''],
  [/(?<=[a-z])s$/, ''],
];

/** A path with its last segment in the plural, in each way that is read back: `/silence` -> `/silences`. */
export function manyOf(one: string): readonly string[] {
  return [`${one}s`, `${one}es`, one.replace(/y$/, 'ies')].filter((many) => isOfMany(many, one));
}

/** Whether a path is that of many of what another one is about: `/silences` of `/silence`. */
export function isOfMany(path: string, one: string): boolean {
  return pathsOfOne(path).includes(one);
}
