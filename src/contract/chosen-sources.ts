/** Where the path parameters of a request get their values: an item that a list shows, or one that an earlier request created. */
import { groupBy } from '../core/group-by.ts';
import { once } from '../core/once.ts';
import { mayGet } from '../infer/same-values.ts';
import { continuationOf, isOfMany, makingPath, stemOf } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { type Created, createdItems, promisesLocation } from './created.ts';
import { documentsStatus } from './documented-errors.ts';
import { changesNothing } from './reading-methods.ts';
import { handedOn } from './relations.ts';
import { stageOf } from './sending-order.ts';
import { isOfOwnItem, isSourceOf, parameterAt, type Source } from './sources.ts';

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

interface Known {
  readonly parameter: Parameter;
  readonly listed: ChosenSource | undefined;
  readonly created: ChosenSource | undefined;
  /** A guess that is not used, since what was created is known. */
  readonly tried?: ChosenSource;
}

/**
 * The sources of the path parameters of an operation, all of the same kind, because a created order does not have the lines of a
 * listed one. The other kind only if not every parameter has the wanted one. A line that was created in a listed order is in that order.
 */
export function chosenSources(
  operation: Operation,
  model: ApiModel,
  wanted: 'listed' | 'created',
): ReadonlyMap<Parameter, ChosenSource> {
  const other = wanted === 'listed' ? 'created' : 'listed';
  const known = knownSources(operation, model);
  const kind = known.every((one) => one[wanted] || !one[other]) ? wanted : other;
  const within = wanted === 'created' && kind === 'listed' ? createdWithin(operation, known, model) : undefined;
  if (within) return within;
  const chosen = known.flatMap(({ parameter, ...sources }) => {
    const source = sources[kind] ?? sources[kind === 'listed' ? 'created' : 'listed'];
    return source ? [[parameter, source] as const] : [];
  });
  return new Map(endsRelated(operation, chosen, model, wanted) ? [] : chosen);
}

/** Whether a response shows values of a path parameter, whether they are used or not. */
export function areShown(parameter: Parameter, operation: Operation, model: ApiModel): boolean {
  return knownSources(operation, model).some((one) => one.parameter === parameter && one.listed !== undefined);
}

/**
 * What lists show, where a request uses what was created and the id of a list is a guess: nothing need have been created, as by a run that
 * may not write. `undefined` if there is none.
 */
export function triedSources(operation: Operation, model: ApiModel): ReadonlyMap<Parameter, ChosenSource> | undefined {
  if (!changesNothing(operation)) return undefined;
  const known = knownSources(operation, model);
  if (!known.some(({ tried }) => tried)) return undefined;
  const all = known.flatMap(({ parameter, listed, tried }): (readonly [Parameter, ChosenSource])[] => {
    const source = tried ?? listed;
    return source ? [[parameter, source]] : [];
  });
  return all.length === known.length ? new Map(all) : undefined;
}

/**
 * The sources of an operation whose last parameter names a created item: those before it are the same as where the item was created.
 * `undefined` if one of them is not, so that nothing created is looked for in another parent.
 */
function createdWithin(
  { path }: Operation,
  known: readonly Known[],
  model: ApiModel,
): ReadonlyMap<Parameter, ChosenSource> | undefined {
  const last = lastParameter(path);
  const created = known.find(({ parameter }) => parameter.name === last)?.created;
  if (created?.from.kind !== 'created') return undefined;
  const { item } = created.from;
  const parents = new Map(
    [...chosenSources(item.operation, model, 'created')].map(([{ name }, source]) => [name, source]),
  );
  const all = known.map(({ parameter, ...own }): [Parameter, ChosenSource | undefined] => {
    if (parameter.name === last) return [parameter, created];
    const parent = parents.get(parameter.name);
    return [parameter, [own.listed, own.created].find((one) => one && parent && isSameSource(one, parent))];
  });
  const chosen = all.flatMap(([parameter, source]) => (source ? [[parameter, source] as const] : []));
  return chosen.length === all.length ? new Map(chosen) : undefined;
}

function isSameSource({ from: one }: ChosenSource, { from: other }: ChosenSource): boolean {
  if (one.kind === 'listed') return other.kind === 'listed' && one.source === other.source;
  return other.kind === 'created' && one.item === other.item;
}

function lastParameter(path: string): string | undefined {
  return [...path.matchAll(/\{([^{}]+)\}/g)].at(-1)?.[1];
}

/**
 * Whether an operation would delete or end what a link only names: a link out of an order leads to its customer, whom nothing here created. Nor
 * is an item of a list taken for one that was created.
 * A link names what is related to a response: https://spec.openapis.org/oas/v3.1.1.html#link-object
 */
function endsRelated(
  operation: Operation,
  chosen: readonly (readonly [Parameter, ChosenSource])[],
  { operations }: ApiModel,
  wanted: 'listed' | 'created',
): boolean {
  if (!['end', 'delete'].includes(stageOf(operation, operations))) return false;
  const last = lastParameter(operation.path);
  return chosen.some(([{ name }, { from }]) => {
    if (from.kind !== 'listed') return false;
    const isRelated = name === last && !isOfOwnItem(from.source);
    return isRelated || (wanted === 'created' && isMade(from.source.path, operations));
  });
}

/** Whether a POST makes items of a path. If nothing says which one it made, that is no reason to delete another. */
function isMade(path: string, operations: readonly Operation[]): boolean {
  const above = continuationOf(stemOf(path))?.above ?? '';
  const isAbove = (made: string) => made === above || isOfMany(made, above);
  return operations.some((operation) => operation.method === 'post' && isAbove(makingPath(operation.path)));
}

/** What is known of each operation, for which several parts of a contract ask. */
const sourcesIn = once((_of: ApiModel) => new Map<Operation, readonly Known[]>());

function knownSources(operation: Operation, model: ApiModel): readonly Known[] {
  const sources = sourcesIn(model);
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const known = sources.get(operation) ?? inPath.map((parameter) => toKnown(parameter, operation, model));
  sources.set(operation, known);
  return known;
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
    created: created && ofCreated(created, operation),
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

function ofCreated(item: Created, user: Operation): ChosenSource {
  const { operation } = item;
  const isPending = !promisesLocation(operation) || mayAccept(operation);
  const doubts = { isPending, isGuess: false, mayBeUnsent: mayBeUnsent(operation, user) };
  return { operation, from: { kind: 'created', item }, ...doubts };
}

/** The sources whose values requests use. */
export const usedSources = once((model: ApiModel): readonly Source[] => {
  const used = model.operations.flatMap((operation) => [
    ...(['listed', 'created'] as const).flatMap((wanted) => [...chosenSources(operation, model, wanted).values()]),
    ...(triedSources(operation, model)?.values() ?? []),
  ]);
  return [...new Set(used.flatMap(({ from }) => (from.kind === 'listed' ? from.source : [])))];
});

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
