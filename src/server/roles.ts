import { exactText } from '../core/digits.ts';
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { itemResponse } from '../model/item-response.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { causesNamedBy } from '../model/named-causes.ts';
import { pathParameterNames } from '../model/path-template.ts';
import { itemOfPath, toAbove } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter, Response } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { numberOfNone } from '../schema/unknown-id.ts';
import type { DataSet } from './options.ts';
import { preferredMedia } from './reply.ts';
import { successOf } from './success.ts';

/** What an operation does with the data. */
export type Role =
  | { readonly kind: 'list'; readonly list: ListMeaning; readonly items: readonly unknown[]; readonly owner?: Owner }
  /** `samples`: the id in the parameter's own example, which is that of an item, too, and what is sent where no item of a list may be changed. */
  | ({ readonly kind: 'item'; readonly samples: readonly string[] } & InList)
  /** One resource by its id, of which no list says that it is an item: the one of the example, or what is sent by what may write. `listed`: the items of the list above. */
  | {
      readonly kind: 'single';
      readonly parameter: string;
      readonly samples: readonly string[];
      readonly listed: readonly unknown[];
    }
  | { readonly kind: 'other'; readonly owner?: Owner };

/** An item of a list, by the path parameter that names it. */
export interface InList {
  readonly list: ListMeaning;
  readonly parameter: string;
  readonly items: readonly unknown[];
}

/** The item to which a nested resource belongs. The item of the example exists, too. */
export interface Owner extends InList {
  readonly sample: string;
}

/**
 * The role of each operation, by its id.
 *
 * An item is found by the path of a list with one more parameter, or by a link of the list that passes on the id.
 *
 * @throws UserError for data at a path that is no list: it would never be served.
 */
export function toRoles(model: ApiModel, data: DataSet): ReadonlyMap<string, Role> {
  const lists = model.operations.filter((operation) => operation.list !== undefined);
  rejectUnknownLists(data, lists);
  return new Map(model.operations.map((operation) => [operation.id, toRole(operation, lists, data, model)]));
}

function rejectUnknownLists(data: DataSet, lists: readonly Operation[]): void {
  const paths = lists.map(({ path }) => path);
  const [first, ...more] = Object.keys(data)
    .filter((path) => !paths.includes(path))
    .map((path) => ({
      code: 'data/unknown-list' as const,
      message: `there is data for "${path}", which is not a list`,
      hint: `Lists are: ${paths.join(', ') || 'none; a list is an operation with x-list'}.`,
    }));
  if (first) throw new UserError(first, ...more);
}

function toRole(operation: Operation, lists: readonly Operation[], data: DataSet, model: ApiModel): Role {
  const owner = ownerOf(operation, lists, data, model);
  if (operation.list)
    return { kind: 'list', list: operation.list, items: itemsOf(operation, operation.list, data), ...owner };
  for (const source of lists) {
    if (!source.list) continue;
    const parameter = itemParameter(operation, source, source.list, model);
    if (parameter === undefined || !hasIds(source, source.list, data)) continue;
    const own = operation.parameters.find(({ in: place, name }) => place === 'path' && name === parameter);
    // What may write is sent with a sample where nothing says which item a client has made.
    const isKnown = own && (own.example !== undefined || operation.method !== 'get');
    const samples = isKnown ? samplesOf(own, operation, model) : [];
    return { kind: 'item', list: source.list, parameter, items: itemsOf(source, source.list, data), samples };
  }
  return toSingle(operation, lists, data, model) ?? { kind: 'other', ...owner };
}

/** `/orders/{id}/lines` beside `/orders`, where a response to an unknown id is described. */
function ownerOf(
  operation: Operation,
  lists: readonly Operation[],
  data: DataSet,
  model: ApiModel,
): { readonly owner?: Owner } {
  const [, path, name] = /^([^{}]*)\/\{([^{}]+)\}\/[^{}]+$/.exec(operation.path) ?? [];
  const source = lists.find((list) => toAbove(list.path) === path);
  if (!source?.list || !hasIds(source, source.list, data)) return {};
  const isDescribed = operation.method === 'get' && operation.responses.some(isForUnknown);
  const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  if (!parameter || !isDescribed) return {};
  const items = itemsOf(source, source.list, data);
  return { owner: { list: source.list, parameter: parameter.name, items, sample: exampleId(parameter, model) } };
}

/** A resource without a list, where a response to an unknown id is described. The id of its example is known. */
function toSingle(operation: Operation, lists: readonly Operation[], data: DataSet, model: ApiModel): Role | undefined {
  const { id, path, parameters, responses } = operation;
  const continuation = itemOfPath(path);
  // A POST that creates such a resource links to what it has created, which is remembered.
  const others = model.operations.filter((one) => one.method !== 'post' || toAbove(one.path) !== continuation?.above);
  if (others.some(({ links }) => links.some((link) => link.operation === id))) return undefined;
  const name = continuation?.parameter;
  const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  if (!parameter || !responses.some(isForUnknown)) return undefined;
  const source = lists.find((one) => one.method === 'get' && toAbove(one.path) === continuation?.above);
  const listed = source?.list ? itemsOf(source, source.list, data) : [];
  return { kind: 'single', parameter: parameter.name, samples: samplesOf(parameter, operation, model), listed };
}

/** The id of the example, and the number that what may write is sent with instead of a sample. */
function samplesOf(parameter: Parameter, { method }: Operation, model: ApiModel): readonly string[] {
  const none = method === 'get' ? undefined : numberOfNone(parameter.node, model);
  return [exampleId(parameter, model), ...(none === undefined ? [] : [none])];
}

/** Whether a response is that to an unknown id: by its status, or as it is declared. */
function isForUnknown(response: Response): boolean {
  return response.status === '404' || causesNamedBy(response).includes('unknown-resource');
}

/** The id of the example of a parameter, or of a sample of its schema. */
export function exampleId({ example, node }: Parameter, model: ApiModel): string {
  return exactText(example ?? sampleValue(node, model));
}

/** The data of a list. Without data, the items of its example, so that a description alone can be served. */
function itemsOf(operation: Operation, list: ListMeaning, data: DataSet): readonly unknown[] {
  const given = Object.hasOwn(data, operation.path) ? data[operation.path] : undefined;
  if (given) return given;
  const media = preferredMedia(successOf(operation).described?.media ?? []);
  const items = valueAt(media?.examples[0]?.value, fromPointer(list.items));
  return Array.isArray(items) ? items : [];
}

/** Whether the items of a list have ids: no item that is an object is found by itself. */
function hasIds(source: Operation, list: ListMeaning, data: DataSet): boolean {
  return list.id !== '' || !itemsOf(source, list, data).some(isRecord);
}

/** The path parameter by which an operation finds an item of a list; `undefined` where it is about something else. */
export function itemParameter(
  operation: Operation,
  source: Operation,
  list: ListMeaning,
  model: ApiModel,
): string | undefined {
  return parameterByPath(operation, source, list, model) ?? parameterByLink(operation, source, list);
}

/** `/orders/{id}` beside `/orders`, unless a declared list says of the id what the response cannot have. */
function parameterByPath(
  operation: Operation,
  source: Operation,
  list: ListMeaning,
  model: ApiModel,
): string | undefined {
  const continuation = itemOfPath(operation.path);
  if (continuation?.above !== toAbove(source.path)) return undefined;
  const isOther =
    list.degree === 'declared' &&
    operation.method === 'get' &&
    ['list', 'unlike', 'segment'].includes(itemResponse(model, operation, list));
  return isOther ? undefined : continuation.parameter;
}

/** A link whose `$response.body#/0/id` is the id of an item in the list. */
function parameterByLink(operation: Operation, source: Operation, list: ListMeaning): string | undefined {
  const names = pathParameterNames(operation.path) ?? [];
  for (const link of source.links) {
    if (link.operation !== operation.id) continue;
    for (const [name, expression] of Object.entries(link.parameters)) {
      if (names.includes(name) && isIdOf(list, expression)) return name;
    }
  }
  return undefined;
}

function isIdOf(list: ListMeaning, expression: string): boolean {
  const pointer = /^\$response\.body#(.*)$/.exec(expression)?.[1];
  if (pointer === undefined) return false;
  const items = fromPointer(list.items);
  const inBody = fromPointer(pointer);
  const [index = '', ...member] = inBody.slice(items.length);
  const inList = items.every((name, position) => inBody[position] === name);
  return inList && /^\d+$/.test(index) && toPointer(member) === list.id;
}
