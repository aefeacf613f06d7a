import { once } from '../core/once.ts';
import { fromPointer } from '../core/pointer.ts';
import { type ItemResponse, itemResponse } from '../model/item-response.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { continuationOf, itemOfPath, itemsBelow, keyedBelow, parameterOfPart, toAbove } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ItemOfList } from '../rules/list-query.ts';
import { scalarType } from '../schema/types-of.ts';
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
  const below = listAbove(operation, model);
  return below?.shows === 'item' ? { list: below.list, parameter: below.parameter } : undefined;
}

/** A GET at the path of a declared list with one more parameter. */
export interface BelowList extends ItemOfList {
  /** The operation that returns the list. */
  readonly of: Operation;
  /** What it returns, by its schema. */
  readonly shows: ItemResponse;
}

/** The list that an operation's path continues, and how far its response is an item of it. */
export function listAbove(operation: Operation, model: ApiModel): BelowList | undefined {
  const known = belowLists(model);
  if (known.has(operation)) return known.get(operation);
  const continuation = operation.method === 'get' ? continuationOf(operation.path) : undefined;
  const found = continuation && listsByPath(model).get(continuation.above);
  const below = found && {
    list: found.list,
    of: found.operation,
    parameter: continuation.parameter,
    shows: itemResponse(model, operation, found.list),
  };
  known.set(operation, below);
  return below;
}

const belowLists = once((_of: ApiModel) => new Map<Operation, BelowList | undefined>());

/** The declared lists by their paths. */
const listsByPath = once((model: ApiModel): ReadonlyMap<string, ListOperation> => {
  const declared = listOperations(model).filter(({ list }) => list.degree === 'declared');
  return new Map(declared.map((found) => [toAbove(found.operation.path), found]));
});

/** Every operation that returns a list. */
export const listOperations = once(({ operations }: ApiModel): readonly ListOperation[] =>
  operations.flatMap((operation) =>
    operation.method === 'get' && operation.list ? [{ operation, list: operation.list }] : [],
  ),
);

/** The operation at the path of one item of a list, and its path parameter for the id. */
export function operationOfItem(
  { list }: ListOperation,
  model: ApiModel,
): { readonly operation: Operation; readonly parameter: string } | undefined {
  return itemsByList(model).get(list);
}

const itemsByList = once((model: ApiModel) => {
  const found = new Map<ListMeaning, { readonly operation: Operation; readonly parameter: string }>();
  for (const operation of model.operations) {
    const item = listAbove(operation, model);
    const isById = item && (item.shows === 'item' || (item.shows === 'elsewhere' && hasValue(item.list, model)));
    if (isById && !found.has(item.list)) found.set(item.list, { operation, parameter: item.parameter });
  }
  return found;
});

const operationsById = once(({ operations }: ApiModel) => {
  return new Map(operations.toReversed().map((operation) => [operation.id, operation]));
});

/**
 * The values of a response that later requests use as path parameters, by OpenAPI links. Without a link, a list provides the id of
 * its first item for the path of the item.
 */
export function handedOn(operation: Operation, model: ApiModel): readonly Source[] {
  const linked = operation.links.flatMap((link) => {
    // A refusal has links of its own, and no value of a success.
    if (!/^(2|default)/i.test(link.status)) return [];
    const path = operationsById(model).get(link.operation)?.path;
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
  const continued = itemsBelow(operation.path, model.operations);
  const below = continued.length > 0 ? continued : keyedBelow(operation.path, model.operations);
  const part = parameterOfPart(operation.path, model.operations);
  if (part && hasValue(list, model)) {
    const [body, path] = [`${list.items}/0${list.id}`, `${toAbove(operation.path)}/{${part.name}}`];
    const isGuess = !isNamedLike(part.name, list) && { isGuess: true as const };
    return [continuedSource(operation, { body, path, parameter: part.name, ...isGuess }, model)];
  }
  return handedToItem({ operation, list }, below, model);
}

/** The id of a declared list for the path of an item, unless that shows a list of its own, or takes a segment of the id. */
function handedToItem(
  { operation, list }: ListOperation,
  below: readonly Operation[],
  model: ApiModel,
): readonly Source[] {
  const [shows = 'item'] = below.flatMap((one) => listAbove(one, model)?.shows ?? []);
  const [{ path } = { path: '' }] = below;
  const parameter = itemOfPath(path)?.parameter;
  if (parameter === undefined || !hasValue(list, model) || ['list', 'segment'].includes(shows)) return [];
  const isGuess = shows === 'unlike' && { isGuess: true as const };
  return [continuedSource(operation, { body: `${list.items}/0${list.id}`, path, parameter, ...isGuess }, model)];
}

/** Whether a parameter has the name of the declared id: `accountId` for `/accountId`, and for `/id`. */
function isNamedLike(parameter: string, { id }: ListMeaning): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '');
  const [one, other] = [parameter, fromPointer(id).at(-1) ?? ''].map(plain) as [string, string];
  return one === other || (other === 'id' && one.endsWith('id'));
}

/** Whether the items of a list have an id, or are one, as texts are. */
function hasValue({ id, itemNode }: ListMeaning, model: ApiModel): boolean {
  return id !== '' || scalarType(model, itemNode) !== undefined;
}
