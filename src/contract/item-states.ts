/** What a server may say of an item that is there: it is of somebody else, it has ended, it lacks a part. */
import type { Method } from '../model/methods.ts';
import { causesNamedBy } from '../model/named-causes.ts';
import { continuationOf } from '../model/paths-below.ts';
import type { ApiModel, Cause, Operation, Response } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { statedTypes } from '../schema/types-of.ts';
import { chosenSources } from './chosen-sources.ts';
import { documentsStatus } from './documented-errors.ts';
import { isReading } from './reading-methods.ts';

/** Methods that need what they are about. PUT may create it, and POST is about the item. */
const NEEDS_PART: readonly Method[] = ['get', 'head', 'patch', 'delete'];

/** An item of another kind, or in another state. */
const OF_KIND: readonly number[] = [400, 409, 422, 423];

/** What the state of something alone can forbid, of a request that reads: RFC 9110, section 15.5.10; RFC 4918, section 11.3; RFC 7725, section 3. */
const OF_READ: readonly number[] = [409, 423, 451];

/**
 * Whether a documented status may speak of the state of an item whose id is from another response. An item may have no picture (404). A
 * list may show items that are of others (403), or have ended (410). What the collection created itself is there, and its own. A response
 * that names its cause says what it is about. An item of another kind may have no such part, or be in no state for an action (409, 422).
 */
export function mayItemRefuse(
  status: number,
  { operation, arguments: given }: Pick<ContractRequest, 'operation' | 'arguments'>,
  model: ApiModel,
): boolean {
  const sourced = new Set([...chosenSources(operation, model, 'listed').keys()].map(({ name }) => name));
  const ids = given.filter(
    ({ in: place, name, value, doubt }) =>
      place === 'path' && sourced.has(name) && value.kind === 'variable' && doubt !== 'made-up',
  );
  if (ids.length === 0 || namesItsCause(operation, status)) return false;
  // That of an item which is there is empty rather than missing.
  const isList = operation.list !== undefined || showsArray(operation, model);
  const isOfPart = isPart(operation) && !isList;
  if (status === 404) return isOfPart && NEEDS_PART.includes(operation.method);
  const isListed = ids.some(({ value }) => value.kind === 'variable' && !value.created);
  if (isListed && OF_READ.includes(status) && isReading(operation.method)) return operation.body === undefined;
  // Without a body, nothing but the item can be wrong.
  if (OF_KIND.includes(status)) return operation.body === undefined && (isOfPart || operation.method === 'delete');
  return isListed && (status === 403 || status === 410);
}

/** It is not there, or not any more, or in another state. */
const OF_SINGLE: readonly number[] = [404, 410, ...OF_READ];

/**
 * Whether a documented status may speak of the state of what has a path of its own: a user need not have a cart, and some servers say of an
 * empty list that nothing is found. Nothing in such a request is made up, so nothing else can be meant, unless it is a usual error of all
 * operations, as in `default`.
 */
export function maySingleRefuse(
  status: number,
  { operation, listQuery }: Pick<ContractRequest, 'operation' | 'listQuery'>,
  model: ApiModel,
): boolean {
  const { path, body } = operation;
  const isMeant = documentsStatus(operation, status) && !namesItsCause(operation, status);
  if (!isMeant || path.includes('{') || body !== undefined) return false;
  const isList = operation.list !== undefined || showsArray(operation, model);
  if (!isList) return OF_SINGLE.includes(status);
  return status === 404 && (listQuery?.filters ?? []).length === 0;
}

/** Whether a documented response says why it is sent. */
export function namesItsCause(operation: Operation, status: number): boolean {
  return causesNamedAt(operation, status).length > 0;
}

/** The causes that the response with a status names, or one of its examples. */
export function causesNamedAt({ responses }: Operation, status: number): readonly Cause[] {
  return responses.flatMap((response) => (response.status === String(status) ? causesNamedBy(response) : []));
}

/** Whether an operation is about one part of an item: `/users/{id}/avatar`. */
function isPart({ path }: Operation): boolean {
  return path.includes('}') && continuationOf(path) === undefined;
}

/** Whether a success is an array. */
export function showsArray({ responses }: Operation, model: ApiModel): boolean {
  const nodes = responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ media }) => media.map(({ node }) => node));
  return nodes.some((node) => node && statedTypes(model, node).has('array'));
}

/** Whether several statuses have a response, so that it names the causes of all of them. */
export function isShared({ pointer }: Response, { responses }: Operation): boolean {
  return responses.filter((one) => one.pointer === pointer).length > 1;
}
