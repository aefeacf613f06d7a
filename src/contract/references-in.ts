/**
 * Which made-up values of a request name another resource: `bed` and `bedId` in the body of a plant, beside `/beds/{id}`. As for an id in a
 * path, there need be none of that name, so a correct server refuses them, documented or not.
 */
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { singularsOf, toPlainName } from '../infer/conventions.ts';
import { lastSegment } from '../infer/find-list.ts';
import { continuationOf, itemsBelow, makingPath, operationsAt } from '../model/paths-below.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { itemsOf, membersOf } from '../schema/members.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

/** What a server says of a value that names nothing, or nothing that may be used here. */
export const UNKNOWN_REFERENCE: readonly number[] = [400, 404, 409, 422];

/** How deep members are looked at. */
const DEEPEST = 3;

/** Whether the body or a query parameter has such a value. */
export function namesAnother({ body, arguments: given, operation }: Asked, model: ApiModel): boolean {
  const node = body?.media?.node;
  if (node && body && (hasReference(body.value, node, model, 0) || namesItself(body.value, node, operation, model)))
    return true;
  return given.some((one) => {
    if (one.in !== 'query' || !one.enabled || one.doubt !== 'made-up') return false;
    const described = operation.parameters.find(({ in: place, name }) => place === 'query' && name === one.name);
    return described?.required === true && isReference(one.name, described.node, model);
  });
}

type Asked = Pick<ContractRequest, 'body' | 'operation'> & { readonly arguments: readonly Argument[] };

/**
 * Whether the body has the id of what the request is about: `POST /leases/revoke` with an `id`. Beside an id in the path, a server may want the
 * same in the body of a PUT or PATCH, and says that what is sent is another one, or that there is none.
 */
function namesItself(value: Json, node: SchemaNode, { method, path }: Operation, model: ApiModel): boolean {
  const parameter = continuationOf(path)?.parameter;
  const isWrittenAtId = parameter !== undefined && (method === 'put' || method === 'patch');
  if (!isWrittenAtId && (path.includes('{') || makesItem({ method, path }, model))) return false;
  return membersOf(model, node).some(({ name, schema }) => {
    const plain = toPlainName(name);
    if (isWrittenAtId)
      return (OWN.test(plain) || plain === toPlainName(parameter)) && keywordOf(model, schema, 'readOnly') !== true;
    return isRecord(value) && value[name] !== undefined && OWN.test(plain);
  });
}

const OWN = /^(_?id|_?ids|uuids?|guids?)$/;

/** Whether a POST makes what is below its path, or what its path shows. */
function makesItem({ method, path }: Pick<Operation, 'method' | 'path'>, { operations }: ApiModel): boolean {
  if (method !== 'post') return false;
  const above = makingPath(path);
  return (
    itemsBelow(above, operations).length > 0 || operationsAt(above, operations).some((other) => other.method === 'get')
  );
}

function hasReference(value: Json, node: SchemaNode, model: ApiModel, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const items = Array.isArray(value) ? itemsOf(model, node) : undefined;
  if (Array.isArray(value))
    return items !== undefined && value.some((one) => hasReference(one, items, model, depth + 1));
  if (!isRecord(value)) return false;
  return membersOf(model, node).some(({ name, schema }) => {
    const own = value[name];
    if (own === undefined || own === null) return false;
    const element = Array.isArray(own) && own.length > 0 ? itemsOf(model, schema) : undefined;
    return isReference(name, element ?? schema, model) || hasReference(own as Json, schema, model, depth + 1);
  });
}

/** Whether a value is an id by its name, or has the name of a resource and is a number or a UUID as its ids are. Any text may be a text. */
export function isReference(name: string, node: SchemaNode, model: ApiModel): boolean {
  const type = scalarOrNull(model, node);
  if (type === undefined || type === 'boolean') return false;
  if (['enum', 'const'].some((keyword) => keywordOf(model, node, keyword) !== undefined)) return false;
  const plain = toPlainName(name);
  const kind = kindOf(node, model);
  return /._(id|uuid|guid)s?$/.test(plain) || (kind !== 'string' && idKinds(model).get(plain)?.has(kind) === true);
}

/** The type of a value, or `uuid`. */
function kindOf(node: SchemaNode, model: ApiModel): string {
  return keywordOf(model, node, 'format') === 'uuid' ? 'uuid' : (scalarOrNull(model, node) ?? '');
}

/** The kinds of the ids of resources, by the names of one and of several: `bed` and `beds` for `/beds/{id}`. */
const idKinds = once((model: ApiModel): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { path, parameters } of model.operations) {
    const continuation = continuationOf(path);
    const parameter = parameters.find(({ in: place, name }) => place === 'path' && name === continuation?.parameter);
    const kind = parameter && kindOf(parameter.node, model);
    if (!continuation || !kind) continue;
    const plural = lastSegment({ path: continuation.above });
    for (const name of [toPlainName(plural), ...singularsOf(plural)]) {
      const types = found.get(name) ?? new Set<string>();
      found.set(name, types.add(kind));
    }
  }
  return found;
});
