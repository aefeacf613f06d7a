/** Where the value of a path parameter may come from: an item that a list shows, and one that an earlier request created. */
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import { mayGet } from '../infer/same-values.ts';
import { stemOf } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { type Created, createdItems, promisesLocation } from './created.ts';
import { isDeclaredItem } from './declared-item.ts';
import { documentsStatus } from './documented-errors.ts';
import { changesNothing } from './reading-methods.ts';
import { handedOn } from './relations.ts';
import { isSourceOf, parameterAt, type Source } from './sources.ts';

/** The source of a path parameter. */
export interface ChosenSource {
  /** The operation whose response has the value. */
  readonly operation: Operation;
  readonly from:
    | { readonly kind: 'listed'; readonly source: Source }
    | { readonly kind: 'created'; readonly item: Created };
  /** Whether what it names need not be there yet. */
  readonly isPending: boolean;
  /** See `ImpliedLink`. */
  readonly isGuess: boolean;
  /** Whether its request may not be sent: it may change data, or needs the id of something else. */
  readonly mayBeUnsent: boolean;
}

export interface Known {
  readonly parameter: Parameter;
  readonly listed: ChosenSource | undefined;
  readonly created: ChosenSource | undefined;
  /** A guess that is not used, since what was created is known. */
  readonly tried?: ChosenSource;
}

/** What is known of each operation, for which several parts of a contract ask. */
const sourcesIn = once((_of: ApiModel) => new Map<Operation, readonly Known[]>());

export function knownSources(operation: Operation, model: ApiModel): readonly Known[] {
  const sources = sourcesIn(model);
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const known = sources.get(operation) ?? inPath.map((parameter) => toKnown(parameter, operation, model));
  sources.set(operation, known);
  return known;
}

/** Whether a response shows values of a path parameter, whether they are used or not. */
export function areShown(parameter: Parameter, operation: Operation, model: ApiModel): boolean {
  return knownSources(operation, model).some((one) => one.parameter === parameter && one.listed !== undefined);
}

function toKnown(parameter: Parameter, operation: Operation, model: ApiModel): Known {
  const keys = pathsUpTo(operation).map((path) => keyOf(parameter.name, path));
  const fits = (path: string) => {
    const other = parameterAt(path, parameter.name, model);
    return other === undefined || mayGet(model, parameter, other);
  };
  const listed = keys
    .flatMap((key) => listedSources(model).get(key) ?? [])
    .filter(
      ({ source }) => source.operation !== operation && isSourceOf(source, parameter, operation) && fits(source.path),
    )
    .toSorted((a, b) => a.place - b.place)[0]?.source;
  const created = keys
    .flatMap((key) => createdByPath(model).get(key) ?? [])
    .find((one) => isCreatedFor(one, parameter, operation) && fits(one.path));
  const isOthers = listed && !changesNothing(operation) && namesItems(listed.path, parameter, model);
  const shown = listed && !isOthers ? ofSource(listed, operation) : undefined;
  // What a response created is known.
  const isLeft = shown?.isGuess && created !== undefined;
  return {
    parameter,
    listed: isLeft ? undefined : shown,
    created: created && ofCreated(created, operation, model),
    ...(isLeft && { tried: shown }),
  };
}

/**
 * Whether a PUT or PATCH makes the items of a path, with names that clients give: such an item has a made-up name then, so that none
 * of a list is changed, which somebody else needs. A number is given by the server.
 */
function namesItems(path: string, { node }: Parameter, model: ApiModel): boolean {
  const isNamed = !/^(integer|number)$/.test(scalarOrNull(model, node) ?? '');
  return isNamed && upsertedPaths(model).has(stemOf(path));
}

/** The paths at which a PUT or PATCH creates what is not there: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.4 */
const upsertedPaths = once(({ operations }: ApiModel): ReadonlySet<string> => {
  const upserts = operations.filter((one) => ['put', 'patch'].includes(one.method) && documentsStatus(one, 201));
  return new Set(upserts.map(({ path }) => stemOf(path)));
});

/** Whether a source may not be sent where a user of its value is. Without a value that both need, neither is. */
function mayBeUnsent(source: Operation, user: Operation): boolean {
  const isShared = (name: string) => user.parameters.some((own) => own.in === 'path' && own.name === name);
  return (
    !changesNothing(source) || source.parameters.some(({ in: place, name }) => place === 'path' && !isShared(name))
  );
}

function ofSource(source: Source, user: Operation): ChosenSource {
  const { operation, isGuess = false } = source;
  const doubts = { isPending: mayAccept(operation), isGuess, mayBeUnsent: mayBeUnsent(operation, user) };
  return { operation, from: { kind: 'listed', source }, ...doubts };
}

function ofCreated(item: Created, user: Operation, model: ApiModel): ChosenSource {
  const { operation } = item;
  const isPromised = promisesLocation(operation) || isDeclaredItem(item, model);
  const isPending = !isPromised || mayAccept(operation);
  const doubts = { isPending, isGuess: false, mayBeUnsent: mayBeUnsent(operation, user) };
  return { operation, from: { kind: 'created', item }, ...doubts };
}

/** What was accepted may be done later, or never. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3 */
function mayAccept({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === '202');
}

/** Whether a parameter names a created item: in its path, or in one that continues it. */
function isCreatedFor({ operation, path, parameter }: Created, { name }: Parameter, user: Operation): boolean {
  const stem = stemOf(path);
  const isBelow = user.path === path || (user.path.startsWith(stem) && /^[/:]/.test(user.path.slice(stem.length)));
  return operation !== user && parameter === name && isBelow;
}

/** The path of an operation, and each that it continues, the longest first. */
function pathsUpTo({ path }: Operation): readonly string[] {
  const ends = [...path.matchAll(/[/:]/g)].map(({ index }) => path.slice(0, index));
  return [...new Set([stemOf(path), ...ends.toReversed(), ''])];
}

function keyOf(parameter: string, path = ''): string {
  return `${path} ${parameter}`;
}

/** The values that responses hand on, with their places in the description, by the parameter and the path that get them. */
const listedSources = once((model: ApiModel) => {
  const all = model.operations.flatMap((operation) => handedOn(operation, model));
  const placed = all.map((source, place) => ({ source, place }));
  return groupBy(placed, ({ source }) => keyOf(source.parameter, source.path && stemOf(source.path)));
});

const createdByPath = once((model: ApiModel) =>
  groupBy(createdItems(model), ({ parameter, path }) => keyOf(parameter, stemOf(path))),
);
