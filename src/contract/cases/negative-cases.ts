import { once } from '../../core/once.ts';
import { chosenRequirement } from '../../model/chosen-security.ts';
import type { Method } from '../../model/methods.ts';
import { itemOfPath, stemOf, toAbove } from '../../model/paths-below.ts';
import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import type { Argument, Expected } from '../../rules/request.ts';
import { requiredArguments, withArgument } from '../arguments.ts';
import { createdItems } from '../created.ts';
import { documentsStatus } from '../documented-errors.ts';
import { showsArray } from '../item-states.ts';
import { madeUpId } from '../made-up-id.ts';
import { changesNothing } from '../reading-methods.ts';
import { either, expectedRefusal, expectedSuccess, namesCause, toExpected } from '../refusals.ts';
import { itemOf } from '../relations.ts';
import { brokenBodies } from './body-cases.ts';
import type { Case } from './case.ts';
import { methodCases } from './method-cases.ts';
import { brokenValues, missingParameter } from './parameter-cases.ts';

/** Requests that a server must refuse: unknown ids, invalid or missing parameters, invalid bodies, undocumented methods. */
export function negativeCases(model: ApiModel): readonly Case[] {
  const cases = [
    ...model.operations.flatMap((operation) => [
      ...unknownItem(operation, model),
      ...operation.parameters.flatMap((parameter) => [
        ...brokenValues(operation, parameter, model),
        ...missingParameter(operation, parameter, model),
        ...unknownCursor(operation, parameter, model),
      ]),
      ...brokenBodies(operation, model),
    ]),
    ...methodCases(model),
  ];
  return cases.map((made) => ({ ...made, expected: made.expected && withScope(made.expected, made.operation, model) }));
}

/**
 * The token is requested without a scope, so it may lack scopes that only writing operations need. The server may then refuse the
 * scope before anything else.
 */
function withScope(expected: Expected, operation: Operation, model: ApiModel): Expected {
  const reading = readingScopes(model);
  if (scopesOf(operation).every((scope) => reading.has(scope))) return expected;
  return either(expected, expectedRefusal(operation, 'insufficient-scope')) ?? expected;
}

function scopesOf(operation: Operation): readonly string[] {
  return chosenRequirement(operation)?.needs.flatMap(({ scopes }) => scopes) ?? [];
}

const readingScopes = once(
  ({ operations }: ApiModel) => new Set(operations.filter(({ method }) => method === 'get').flatMap(scopesOf)),
);

/** Methods that need an existing item. PUT is not among them, because it may create the item. */
const NEEDS_ITEM: readonly Method[] = ['get', 'patch', 'delete'];

function unknownItem(operation: Operation, model: ApiModel): readonly Case[] {
  const expected = expectedRefusal(operation, 'unknown-resource');
  const parameter = expected && missingItemParameter(operation, model);
  const id = parameter && madeUpId(parameter, operation, model, changesNothing(operation) ? 'read' : 'written');
  if (!expected || !parameter || !id) return [];
  // The form of the ids in an undeclared list is not known, so a made-up id may be refused as malformed.
  const isOfForm = id.hasValidForm || itemOf(operation, model) !== undefined;
  const isKept = areIdsKept(operation, model);
  const refused = isOfForm ? expected : either(expected, malformed(operation));
  const unknown = withArgument(requiredArguments(operation, model), parameter, id.text);
  const isId = (one: Argument) => one.in === 'path' && one.name === parameter.name;
  return [
    {
      subject: 'details',
      name: `${operation.summary}: an unknown ${parameter.name}`,
      description: isKept
        ? 'A request for an id that does not exist is refused.'
        : 'A request for an id that need not exist. The description leaves open whether it is refused, so a success is right as well.',
      operation,
      arguments: unknown.map((one) => (isId(one) && !id.hasValidForm ? { ...one, mayBeMalformed: true } : one)),
      expected: isKept || !refused ? refused : either(refused, expectedSuccess(operation)),
    },
  ];
}

/** The path parameter with the id of the item, if a request for an unknown id is certain to be refused. */
function missingItemParameter(operation: Operation, model: ApiModel): Parameter | undefined {
  const own = itemOfPath(operation.path);
  const [, part, below] = own ? [] : (/\/\{([^{}]+)\}(\/[^{}]+)$/.exec(operation.path) ?? []);
  const name = own?.parameter ?? part;
  const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  if (!parameter || !NEEDS_ITEM.includes(operation.method)) return undefined;
  const itemPath = operation.path.slice(0, operation.path.length - (below?.length ?? 0));
  // An array is empty for an unknown id.
  if (below === undefined ? showsArray(operation, model) : !isOfItem(operation, itemPath, model)) return undefined;
  // If the id comes from a link, and no list has it, the ids in use are not known.
  const isListed = listPaths(model).has(itemOfPath(itemPath)?.above ?? '');
  return isListed || !isLinked(operation, model) ? parameter : undefined;
}

/**
 * Whether an operation reads a part of the item at a path, and documents a response for an unknown resource. Only the item can be
 * unknown then, because the path has no other parameter.
 */
function isOfItem(operation: Operation, itemPath: string, model: ApiModel): boolean {
  const isAlone = operation.parameters.filter((parameter) => parameter.in === 'path').length === 1;
  return (
    operation.method === 'get' &&
    isAlone &&
    namesCause(operation, 'unknown-resource') &&
    pathsOfItems(model).has(itemPath)
  );
}

/**
 * Whether the description says that only some ids exist: a response names the cause, a list has them, or a request creates, replaces,
 * changes or deletes an item. `GET /{word}` may take every word, and have its 404 for another reason. What is not there needs no DELETE to
 * be gone (https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2), and a PATCH may create it (https://www.rfc-editor.org/rfc/rfc5789#section-2).
 */
function areIdsKept(operation: Operation, model: ApiModel): boolean {
  if (namesCause(operation, 'unknown-resource')) return true;
  const { method, path } = operation;
  if (method === 'delete' || (method === 'patch' && documentsStatus(operation, 201))) return false;
  return keptPaths(model).has(path);
}

/** Methods that only what is stored needs. */
const OF_STORED: readonly Method[] = ['put', 'patch', 'delete'];

const keptPaths = once((model: ApiModel): ReadonlySet<string> => {
  const { operations } = model;
  const isAbove = (one: Operation) =>
    (one.method === 'get' && (one.list !== undefined || showsArray(one, model))) ||
    (one.method === 'post' && documentsStatus(one, 201));
  const above = new Set(operations.filter(isAbove).map(({ path }) => toAbove(path)));
  const below = operations.flatMap(({ path }) => (above.has(itemOfPath(path)?.above ?? path) ? [path] : []));
  const changed = operations.filter(({ method }) => OF_STORED.includes(method)).map(({ path }) => path);
  return new Set([...below, ...changed, ...createdItems(model).map(({ path }) => path)]);
});

const listPaths = once(
  ({ operations }: ApiModel) => new Set(operations.flatMap(({ list, path }) => (list ? [toAbove(path)] : []))),
);

const pathsOfItems = once(
  (model: ApiModel) => new Set(model.operations.flatMap((one) => (itemOf(one, model) ? [stemOf(one.path)] : []))),
);

function isLinked({ id }: Operation, model: ApiModel): boolean {
  return linkedIds(model).has(id);
}

/** The operations that other resources link to. The POST that creates an item says by its link only where that is. */
const linkedIds = once(({ operations }: ApiModel) => {
  const paths = new Map(operations.map(({ id, path }) => [id, path]));
  const isMaker = ({ method, path }: Operation, id: string) =>
    method === 'post' && itemOfPath(paths.get(id) ?? '')?.above === toAbove(path);
  const linked = operations.flatMap((from) =>
    from.links.flatMap((link) => (isMaker(from, link.operation) ? [] : link.operation)),
  );
  return new Set(linked);
});

/** The documented responses to a malformed value. */
function malformed({ responses }: Operation): Expected | undefined {
  const found = responses.filter(({ status }) => status === '400' || status === '422');
  return toExpected(found.map((response) => ({ status: Number(response.status), response })));
}

/** A cursor that the server never issued is refused, if a documented response names that cause. */
function unknownCursor(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const { list } = operation;
  const isCursor = list?.paging?.kind === 'cursor' && list.paging.parameter === parameter.name;
  if (!isCursor || !namesCause(operation, 'invalid-cursor')) return [];
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: an unknown ${parameter.name}`,
      description: 'A cursor that the server never issued is refused.',
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, 'no-such-cursor'),
      expected: expectedRefusal(operation, 'invalid-cursor'),
    },
  ];
}
