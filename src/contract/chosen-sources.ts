/** Where the path parameters of a request get their values, of all that is known: of one kind, and nothing that somebody else needs. */
import { once } from '../core/once.ts';
import { lastParameter } from '../model/path-template.ts';
import { continuationOf, isOfMany, makingPath, stemOf } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { type ChosenSource, type Known, knownSources } from './known-sources.ts';
import { changesNothing } from './reading-methods.ts';
import { stageOf } from './sending-order.ts';
import { isOfOwnItem, type Source } from './sources.ts';

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

/** The sources whose values requests use. */
export const usedSources = once((model: ApiModel): readonly Source[] => {
  const used = model.operations.flatMap((operation) => [
    ...(['listed', 'created'] as const).flatMap((wanted) => [...chosenSources(operation, model, wanted).values()]),
    ...(triedSources(operation, model)?.values() ?? []),
  ]);
  return [...new Set(used.flatMap(({ from }) => (from.kind === 'listed' ? from.source : [])))];
});

/** Where an operation gets the id from of an item that the collection creates, and that has the path of the operation. */
export function createdSource(
  operation: Operation,
  model: ApiModel,
  wanted: 'listed' | 'created',
): ChosenSource | undefined {
  const sources = [...chosenSources(operation, model, wanted).values()];
  return sources.find(({ from }) => from.kind === 'created' && from.item.path === operation.path);
}
