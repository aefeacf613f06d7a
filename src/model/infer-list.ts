import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { doubtOfList, type FoundList, findList } from './find-list.ts';
import { inferFilters } from './infer-filters.ts';
import { type Identity, inferIdentity } from './infer-identity.ts';
import { inferPaging } from './infer-paging.ts';
import { inferSort } from './infer-sort.ts';
import { type Inference, inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { ListMeaning } from './list-meaning.ts';
import type { Operation } from './types.ts';

interface Inferred {
  readonly operations: readonly Operation[];
  readonly inferences: readonly Inference[];
}

/**
 * Give each list that the description does not declare the meaning that conventions tell, and say what was concluded and why.
 *
 * What is not certain is left out and said, for an inference shall accuse no correct server. `x-list`, whatever it says, leaves
 * nothing to infer.
 */
export function inferLists(root: unknown, operations: readonly Operation[]): Inferred {
  const inferences: Inference[] = [];
  const withLists = operations.map((operation) => {
    if (isSpokenFor(root, operation)) return operation;
    const found = findList(root, operation, operations);
    if (!found) return operation;
    const { list, notes } = inferList(found);
    inferences.push(...notes.map((note) => ({ operation: operation.id, ...note })));
    return list ? { ...operation, list } : operation;
  });
  return { operations: withLists, inferences };
}

function isSpokenFor(root: unknown, { pointer }: Operation): boolean {
  return valueAt(root, [...fromPointer(pointer), 'x-list']) !== undefined;
}

function inferList(found: FoundList): { readonly list?: ListMeaning; readonly notes: readonly Note[] } {
  const identity = inferIdentity(found);
  const doubt = doubtOfList(found) ?? (identity.kind === 'doubt' ? identity.why : undefined);
  if (doubt !== undefined || identity.kind === 'doubt') {
    const id = identity.kind === 'doubt' ? '/…' : identity.id;
    return { notes: [leftOut('A list', doubt ?? '', declaration(found, id))] };
  }
  return withMeaning(found, identity);
}

function withMeaning(found: FoundList, { id, unique, why, notes }: Identity): { list: ListMeaning; notes: Note[] } {
  const { items, item } = found;
  const paging = inferPaging(found);
  const sort = inferSort(found);
  const filters = inferFilters(found);
  const where = items === '' ? 'The body' : `"${items}" of the body`;
  const itself = inferred(`${where} is a list, its items told apart by "${id}"`, why, declaration(found, id));
  return {
    list: {
      origin: 'inferred',
      items,
      id,
      unique,
      itemNode: { schema: item.value, pointer: toPointer(item.path) },
      ...paging.part,
      ...sort.part,
      filters: filters.part,
      pageFacts: [],
      readable: paging.part.paging !== undefined || paging.part.limit === undefined,
      ordered: false,
      agreement: 'plain',
    },
    notes: [itself, ...notes, ...paging.notes, ...sort.notes, ...filters.notes],
  };
}

function declaration({ items }: FoundList, id: string): string {
  return toYamlLine('x-list', { ...(items !== '' && { items }), id });
}
