import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Schemas } from '../schema/node.ts';
import { doubtOfList, type FoundList, findList } from './find-list.ts';
import { inferCounts } from './infer-counts.ts';
import { inferFilters } from './infer-filters.ts';
import { type Identity, inferIdentity } from './infer-identity.ts';
import { inferNext, inferPageFacts } from './infer-page-facts.ts';
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
export function inferLists(root: unknown, schemas: Schemas, operations: readonly Operation[]): Inferred {
  const inferences: Inference[] = [];
  const withLists = operations.map((operation) => {
    if (isSpokenFor(root, operation)) return operation;
    const found = findList(root, schemas, operation, operations);
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

function withMeaning(
  found: FoundList,
  { id, unique, detailsAt, agreement, why, notes }: Identity,
): { list: ListMeaning; notes: Note[] } {
  const { items, item } = found;
  const { part: paged, mayBePaged, notes: ofPaging } = inferPaging(found);
  const next = inferNext(found, mayBePaged);
  const counts = inferCounts(found, mayBePaged || next.part.next !== undefined);
  const facts = inferPageFacts(found, { ...paged, hasTotal: counts.part.total !== undefined });
  const sort = inferSort(found);
  const filters = inferFilters(found);
  const where = items === '' ? 'The body' : `"${items}" of the body`;
  const itself = inferred(`${where} is a list, its items told apart by "${id}"`, why, declaration(found, id));
  const isUnpaged = !mayBePaged && facts.notes.length === 0 && counts.notes.length === 0;
  return {
    list: {
      origin: 'inferred',
      items,
      id,
      unique,
      itemNode: item,
      ...paged,
      ...counts.part,
      pageFacts: facts.part,
      ...next.part,
      ...sort.part,
      ...filters.part,
      readable: paged.paging !== undefined || next.part.next !== undefined || isUnpaged,
      agreement,
      detailsAt,
    },
    notes: [
      itself,
      ...notes,
      ...ofPaging,
      ...counts.notes,
      ...facts.notes,
      ...next.notes,
      ...sort.notes,
      ...filters.notes,
    ],
  };
}

function declaration({ items }: FoundList, id: string): string {
  return toYamlLine('x-list', { ...(items !== '' && { items }), id });
}
