import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ItemOfList } from '../rules/request.ts';
import { continuedSource, type Source } from './sources.ts';

/** A list, and the operation that returns it. */
export interface ListOperation {
  readonly operation: Operation;
  readonly list: ListMeaning;
}

/**
 * The list of an operation's item: the list whose path is that of the item without its last parameter.
 *
 * A link is not enough, because the comparison of list and details makes the list's URL from that of the item. The list must be
 * declared, because a convention does not say that list and details show the same items.
 */
export function itemOf(operation: Operation, model: ApiModel): ItemOfList | undefined {
  const match = /^(.*)\/\{([^{}]+)\}$/.exec(operation.path);
  if (operation.method !== 'get' || match?.[1] === undefined || match[2] === undefined) return undefined;
  const list = listsByPath(model).get(match[1]);
  return list && { list, parameter: match[2] };
}

const known = new WeakMap<ApiModel, ReadonlyMap<string, ListMeaning>>();

/** Cached for each model, because large models have many operations. */
function listsByPath(model: ApiModel): ReadonlyMap<string, ListMeaning> {
  const declared = listOperations(model).filter(({ list }) => list.degree === 'declared');
  const found = known.get(model) ?? new Map(declared.map(({ operation, list }) => [operation.path, list]));
  known.set(model, found);
  return found;
}

/** Every operation that returns a list. */
export function listOperations(model: ApiModel): readonly ListOperation[] {
  return model.operations.flatMap((operation) =>
    operation.method === 'get' && operation.list ? [{ operation, list: operation.list }] : [],
  );
}

/** The operation that returns one item of a list, and its path parameter for the id. */
export function operationOfItem(
  { list }: ListOperation,
  model: ApiModel,
): { readonly operation: Operation; readonly parameter: string } | undefined {
  for (const operation of model.operations) {
    const item = itemOf(operation, model);
    if (item?.list === list) return { operation, parameter: item.parameter };
  }
  return undefined;
}

/**
 * The values of a response that later requests use as path parameters, by OpenAPI links. Without a link, a list provides the id of
 * its first item for the path of the item.
 */
export function handedOn(operation: Operation, model: ApiModel): readonly Source[] {
  const linked = operation.links.flatMap((link) => {
    const path = model.operations.find(({ id }) => id === link.operation)?.path;
    return Object.entries(link.parameters).flatMap(([parameter, expression]) => {
      const body = /^\$response\.body#(\/.*)$/.exec(expression)?.[1];
      // Only in paths that begin with that of the link: elsewhere, the name may mean something else.
      return body === undefined || path === undefined
        ? []
        : [continuedSource(operation, { body, path, parameter }, model)];
    });
  });
  const { list, impliedLink } = operation;
  if (impliedLink) {
    const isLinked = linked.some(({ parameter }) => parameter === impliedLink.parameter);
    return isLinked ? linked : [...linked, continuedSource(operation, impliedLink, model)];
  }
  if (linked.length > 0 || list?.degree !== 'declared') return linked;
  const [first] = model.operations.flatMap(({ path }) => {
    const parameter = path.startsWith(`${operation.path}/`) ? path.slice(operation.path.length + 1) : '';
    return /^\{[^{}]+\}$/.test(parameter) ? [{ path, parameter: parameter.slice(1, -1) }] : [];
  });
  return first ? [continuedSource(operation, { body: `${list.items}/0${list.id}`, ...first }, model)] : [];
}
