/** Items that the requests of the collection create: the POST that creates one, and where its response has the id. */

import { once } from '../core/once.ts';
import { toPointer } from '../core/pointer.ts';
import { decoded } from '../core/url-text.ts';
import { toSlug } from '../core/words.ts';
import { onlyNaming } from '../infer/addressed-by.ts';
import { NAMING, singularsOf, toPlainName } from '../infer/conventions.ts';
import { lastSegment } from '../infer/find-list.ts';
import { isAddress, mayBeDigits } from '../infer/same-values.ts';
import {
  continuationOf,
  itemAside,
  itemBelow,
  itemKeyed,
  itemsBelow,
  makingPath,
  operationsAt,
} from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter, SchemaNode } from '../model/types.ts';
import { jsonOf } from '../rules/answers.ts';
import { membersOf } from '../schema/members.ts';
import { isOnly, scalarOrNull } from '../schema/types-of.ts';
import { toVariableName } from './variable-names.ts';

/** A created item. */
export interface Created {
  readonly operation: Operation;
  /** The variable that stores its id. */
  readonly variable: string;
  /** JSON pointer to its id in the body. Without one, the id is the end of the URL in `Location`. */
  readonly body?: string;
  /** The path of the item, and its parameter for the id. */
  readonly path: string;
  readonly parameter: string;
}

/** The created items of an API: `POST /orders` or `POST /orders/create` beside `/orders/{id}`. */
export const createdItems = once(toCreatedItems);

/** The created items by the operation that creates them. An operation creates one at most. */
export const createdByOperation = once(
  (model: ApiModel) => new Map(createdItems(model).map((created) => [created.operation, created])),
);

function toCreatedItems(model: ApiModel): readonly Created[] {
  const posts = model.operations.filter(({ method }) => method === 'post');
  const users = new Map<string | undefined, number>();
  for (const { path } of posts) {
    const name = itemOfMaking(path, model)?.parameter.name;
    users.set(name, (users.get(name) ?? 0) + 1);
  }
  const all = posts.flatMap((operation): readonly Created[] | Created => {
    const item = itemOfMaking(operation.path, model);
    const isShared = (users.get(item?.parameter.name) ?? 0) > 1;
    return (item && createdBy(operation, item, isShared, model)) ?? [];
  });
  // Two paths may differ in signs only that no name has, or one may be called like the other.
  const taken = new Set<string>();
  return all.map((created) => {
    let { variable } = created;
    for (let number = 2; taken.has(variable); number += 1) variable = `${created.variable}_${number}`;
    taken.add(variable);
    return { ...created, variable };
  });
}

/** The path of the item that a POST makes: below its own, or beside it. */
function itemOfMaking(path: string, { operations }: ApiModel): ReturnType<typeof itemBelow> {
  const own = makingPath(path);
  return itemBelow(own, operations) ?? itemKeyed(own, operations) ?? itemAside(own, operations);
}

function createdBy(
  operation: Operation,
  { path, parameter }: NonNullable<ReturnType<typeof itemBelow>>,
  isShared: boolean,
  model: ApiModel,
): Created | undefined {
  const made = ['201', '200', '2XX'].flatMap(
    (wanted) => operation.responses.find(({ status }) => status.toUpperCase() === wanted) ?? [],
  )[0];
  if (!made) return undefined;
  const node = jsonOf(made)?.node;
  const body = node && !isOfParent(node, operation, model) ? pointerToId(node, parameter, operation, model) : undefined;
  // Without a body, only a created resource has a URL: https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2
  // Whether it ends in the extension is open, and without a fixed segment before the id, whether it is of this path.
  const isBelow = continuationOf(path)?.above === makingPath(operation.path);
  const isLocated = made.status === '201' && isBelow && /\}\/?$/.test(path) && segmentBefore(operation) !== undefined;
  if (body === undefined && !isLocated) return undefined;
  const name = isShared ? `${toSlug(operation.path).replaceAll('-', '_')}_${parameter.name}` : parameter.name;
  return {
    operation,
    variable: toVariableName(`created_${name}`, model),
    ...(body !== undefined && { body }),
    path,
    parameter: parameter.name,
  };
}

/** The segment before the id in the URL of a created item; `undefined` if it is a parameter, or there is none. */
export function segmentBefore({ path }: Operation): string | undefined {
  const last = decoded(makingPath(path).split('/').at(-1) ?? '');
  return last === '' || last.includes('{') ? undefined : last;
}

/**
 * Whether only a 201 says that something was created: beside it, a 200 may show what was there before.
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.3
 */
export function mayFind({ responses }: Operation): boolean {
  const documents = (status: string) => responses.some((response) => response.status.toUpperCase() === status);
  return documents('201') && (documents('200') || documents('2XX'));
}

/** Whether a response shows what the new item is in, as a cart for `POST /carts/{id}/lines`: it has the schema of that, and not of a line. */
function isOfParent({ schema }: SchemaNode, { path }: Operation, { operations }: ApiModel): boolean {
  const text = JSON.stringify(schema);
  const shows = ({ method, responses }: Operation) =>
    method === 'get' &&
    responses.some((one) => one.status.startsWith('2') && JSON.stringify(jsonOf(one)?.node?.schema) === text);
  const own = makingPath(path);
  const parent = own.replace(/\/[^/]*$/, '');
  if (!operationsAt(parent, operations).some(shows)) return false;
  return !itemsBelow(own, operations).some(shows);
}

/** A name is what people give: of an item of `/teams/{team}`, it is not taken for its id. */
const NAMED = NAMING.filter((name) => name !== 'name');

/** The member with the id: named like the parameter, or `id`, or the only one that can be it, as for `/users/{user}`; in the body, or in its envelope. */
function pointerToId(
  node: SchemaNode,
  parameter: Parameter,
  operation: Operation,
  model: ApiModel,
): string | undefined {
  const singulars = singularsOf(lastSegment({ path: makingPath(operation.path) }));
  const plain = (name: string) => toPlainName(name);
  const wanted = plain(parameter.name);
  const isNamed = (name: string) =>
    name === wanted || (wanted === 'id' ? singulars.some((one) => name === `${one}_id`) : false);
  const isPart = (name: string) => singulars.some((one) => wanted === `${one}_${name}`);
  const scalarOf = (schema: SchemaNode) => scalarOrNull(model, schema);
  const type = scalarOf(parameter.node);
  // Where a URL is promised, that says it. A 404 of what is only likely is not judged.
  const isOpen = !promisesLocation(operation);
  const isLikely = singulars.includes(wanted) && isOpen;
  const idIn = (schema: SchemaNode): string | undefined => {
    const members = membersOf(model, schema).filter((member) => {
      const own = scalarOf(member.schema);
      const isOfType = type === undefined || own === type || (isOpen && mayBeDigits(model, parameter, member));
      return own !== undefined && isOfType && !isAddress(model, parameter, member);
    });
    const found =
      members.find(({ name }) => isNamed(plain(name))) ??
      members.find(({ name }) => isPart(plain(name))) ??
      members.find(({ name }) => plain(name) === 'id' && /(^|_)id$/.test(wanted)) ??
      (isLikely ? onlyNaming(model, parameter, members, NAMED) : undefined);
    return found && toPointer([found.name]);
  };
  const own = idIn(node);
  if (own !== undefined) return own;
  const envelopes = ['data', 'item', 'result', ...singulars];
  const inner = membersOf(model, node).filter(
    ({ name, schema }) => envelopes.includes(plain(name)) && isOnly(model, schema, 'object'),
  );
  const [first, ...others] = inner.flatMap(({ name, schema }) => {
    const at = idIn(schema);
    return at === undefined ? [] : [`${toPointer([name])}${at}`];
  });
  if (others.length > 0) return undefined;
  return first ?? (isOpen ? nameInMetadata(node, wanted, model) : undefined);
}

/** As in Kubernetes: `/metadata/name` for `{name}`. */
function nameInMetadata(node: SchemaNode, wanted: string, model: ApiModel): string | undefined {
  const metadata = membersOf(model, node).find(({ name }) => name === 'metadata');
  if (!metadata || !isOnly(model, metadata.schema, 'object')) return undefined;
  const member = membersOf(model, metadata.schema).find(({ name }) => toPlainName(name) === wanted);
  return member && scalarOrNull(model, member.schema) === 'string' ? toPointer(['metadata', member.name]) : undefined;
}

/**
 * Whether a created resource has a documented URL. Without one, a member of the body seems to name it, but nothing says that this is its
 * path. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2
 */
export function promisesLocation({ responses }: Operation): boolean {
  const made = responses.filter(({ status }) => status === '201');
  return made.some(({ headers }) => headers.some(({ name }) => name.toLowerCase() === 'location'));
}
