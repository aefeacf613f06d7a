import type { ListMeaning } from '../model/list-meaning.ts';
import { continuationOf, itemsBelow, keyedBelow, partBelow } from '../model/paths-below.ts';
import type { ImpliedLink, Operation } from '../model/types.ts';
import { keywordOf } from '../schema/walk.ts';
import { AS_LEAST, byConvention } from './by-convention.ts';
import { doubtOfList, type FoundList, mayLack } from './find-list.ts';
import { inferCounts } from './infer-counts.ts';
import { inferFilters } from './infer-filters.ts';
import { type Identity, inferIdentity } from './infer-identity.ts';
import { inferNext, inferPageFacts } from './infer-page-facts.ts';
import { inferPaging } from './infer-paging.ts';
import { inferSort } from './infer-sort.ts';
import { type Declaration, leftOut, type Note, proposed, type Value, xList } from './inference.ts';

export interface InferredList {
  /** The meaning by conventions, which is certain. */
  readonly convention?: ListMeaning;
  /** The value for the path parameter that continues the list's path. */
  readonly impliedLink?: ImpliedLink;
  /** The meaning if all proposals are accepted. */
  readonly suggested?: ListMeaning | undefined;
  readonly notes: readonly Note[];
}

export interface Inferring {
  /** Whether proposals are made. They take the most time, and change neither the model nor the conventions. */
  readonly proposing?: boolean;
}

/** The meaning of an undeclared list: what is certain, and what is proposed. Doubtful findings are reported as left out. */
export function inferList(found: FoundList, { proposing = true }: Inferring = {}): InferredList {
  const identity = inferIdentity(found);
  const doubt = doubtOfList(found);
  if (doubt !== undefined) return { notes: [leftOut('A list', doubt)] };
  const id = identity.kind === 'doubt' ? undefined : identity.id;
  // What a response may lack is only proposed: nothing is asserted of it before a person has read that.
  const isCertain = !mayLack(found);
  const { list, notes: certain } = isCertain ? byConvention(found, id) : { list: undefined, notes: [] };
  if (identity.kind === 'doubt') {
    const notes = [leftOut('A list', identity.why), ...certain];
    return { ...(list && certain.length > 0 && { convention: list }), notes };
  }
  const chain = isCertain ? chainOf(found, identity) : { part: {}, notes: [] };
  const { suggested, notes } = proposing
    ? proposalsOf(found, identity, list && partsOf(list), certain)
    : { suggested: undefined, notes: [] };
  return {
    ...(list && (certain.length > 0 || chain.notes.length > 0) && { convention: list }),
    ...chain.part,
    suggested,
    notes: [...certain, ...chain.notes, ...notes],
  };
}

/** What conventions add to the proposed meaning. */
function partsOf({ limit, paging, total, count, ranged, next }: ListMeaning): Partial<ListMeaning> {
  const plain = (place: ListMeaning['total']) => {
    const { optional: _, ...rest } = { optional: undefined, ...(place as NonNullable<typeof place>) };
    return rest as NonNullable<ListMeaning['total']>;
  };
  return {
    ...(limit !== undefined && { limit }),
    ...(paging && { paging }),
    ...(total && { total: plain(total) }),
    ...(count && { count: plain(count) }),
    ...(ranged && { ranged }),
    ...(next && { next }),
  };
}

/** Declares the link from the first item's id to its details: an invented id would be refused by every server. */
function chainOf(
  { operation, operations }: FoundList,
  { impliedLink }: Identity,
): {
  readonly part: Pick<InferredList, 'impliedLink'>;
  readonly notes: readonly Note[];
} {
  if (!impliedLink) return { part: {}, notes: [] };
  const note = linkNote(impliedLink, operation, operations);
  return { part: { impliedLink: { degree: 'convention', ...impliedLink } }, notes: [note] };
}

/** That a path below is requested with an id of the response, and the link that declares it. */
export function linkNote(
  { body, path, parameter }: Omit<ImpliedLink, 'degree'>,
  operation: Operation,
  operations: readonly Operation[],
): Note {
  const [item] = [...itemsBelow(operation.path, operations), ...keyedBelow(operation.path, operations)];
  const sample = item ?? partBelow(operation.path, operations);
  return {
    kind: 'convention',
    what: `"${item ? path : sample?.path}" is requested with the "${body.split('/').at(-1)}" of the first item`,
    why: "the path continues the list's path",
    declare: {
      links: {
        item: {
          operationRef: `#${sample?.pointer ?? ''}`,
          parameters: { [parameter]: `$response.body#${body}` },
        },
      },
    },
  };
}

function withMeaning(
  found: FoundList,
  { id, unique, detailsAt, agreement }: Identity,
  certain: Partial<ListMeaning>,
): { suggested: ListMeaning; notes: readonly Note[] } {
  const { items, item } = found;
  const { part: paged, mayBePaged, notes: ofPaging } = inferPaging(found);
  const next = inferNext(found, mayBePaged);
  const counts = inferCounts(found, mayBePaged || next.part.next !== undefined);
  const facts = inferPageFacts(found, { ...paged, hasTotal: counts.part.total !== undefined });
  const sort = inferSort(found);
  const filters = inferFilters(found);
  const isUnpaged = !mayBePaged && facts.notes.length === 0 && counts.notes.length === 0;
  const limit = found.operation.parameters.find((one) => one.in === 'query' && one.name === paged.limit);
  const part = { ...paged, ...counts.part, ...next.part, ...certain };
  const isPaged = part.paging !== undefined || part.next !== undefined;
  const suggested: ListMeaning = {
    degree: 'declared',
    items,
    id,
    unique,
    itemNode: item,
    ...part,
    // If a person strikes out the paging proposal, responses may still hold only a part of the list.
    ...(!(isUnpaged && !isPaged) && { inParts: true as const }),
    ...(limit && keywordOf(found.schemas, limit.node, 'maximum') !== undefined && { beyondMaximum: 'cut' as const }),
    ...(hasAliases(found) && { aliases: true as const }),
    pageFacts: facts.part,
    ...sort.part,
    ...filters.part,
    readable: isPaged || isUnpaged,
    agreement,
    detailsAt,
  };
  const notes = [ofPaging, counts.notes, facts.notes, next.notes, sort.notes, filters.notes].flat();
  return { suggested, notes };
}

/** An example may be an alias of an item, such as `me`. */
function hasAliases({ operation, operations }: FoundList): boolean {
  return itemsBelow(operation.path, operations).some(({ path, parameters }) =>
    parameters.some(
      (one) => one.in === 'path' && continuationOf(path)?.parameter === one.name && typeof one.example === 'string',
    ),
  );
}

/**
 * Each proposal as a complete declaration: nothing is inferred for a declared list, so each one also gives the location of
 * the items, the restrictions, and what is certain by convention.
 */
function proposalsOf(
  found: FoundList,
  identity: Identity,
  known: Partial<ListMeaning> | undefined,
  certain: readonly Note[],
): { readonly suggested: ListMeaning; readonly notes: readonly Note[] } {
  const { suggested, notes } = withMeaning(found, identity, known ?? {});
  const base = baseOf(suggested);
  const where = found.items === '' ? 'The body' : `"${found.items}" of the body`;
  const why = mayLack(found) ? `${identity.why}; a response without it has no items` : identity.why;
  const itself = proposed(`${where} is a list, its items identified by "${identity.id}"`, why, xList(base));
  // What a convention gives is not proposed again.
  const stated = new Set(certain.flatMap(({ declare }) => partsIn(declare)));
  const isCertain = ({ declare }: Note) =>
    partsIn(declare).length > 0 && partsIn(declare).every((part) => stated.has(part));
  const rest = notes.filter((note) => !isCertain(note));
  const merged = rest.map((note) =>
    note.kind === 'proposed' && note.declare ? { ...note, declare: onto(base, note.declare) } : note,
  );
  return { suggested, notes: [itself, ...repeatedFor(base, certain), ...merged] };
}

/**
 * Conventions, once more. A declared total is exact and always there, which is more than a convention asserts, so it is proposed. All others
 * are one action.
 */
function repeatedFor(base: Members, certain: readonly Note[]): readonly Note[] {
  const isMore = ({ declare }: Note) => partsIn(declare).some((part) => part === 'total' || part === 'count');
  const same = certain.filter((note) => !isMore(note));
  const members: Members = Object.assign({}, ...same.map(({ declare }) => declare?.['x-list']));
  const repeated: Note = {
    kind: 'repeated',
    what: same.map(({ what }) => what).join('; '),
    why: 'certain by convention; to keep beside any other action for this list, since nothing is inferred for a declared list',
    declare: xList({ ...base, ...members }),
  };
  const whyOf = ({ declare }: Note) =>
    partsIn(declare).includes('total')
      ? 'by convention, it may be missing, and is a lower bound; declared, it is always sent, and exact'
      : 'by convention, it may be missing; declared, it is always sent';
  return [
    ...(same.length > 0 ? [repeated] : []),
    ...certain
      .filter(isMore)
      .map((note) => proposed(note.what.replace(AS_LEAST, ''), whyOf(note), onto(base, note.declare ?? {}))),
  ];
}

/** The members of `x-list` in a declaration. */
function partsIn(declare: Declaration | undefined): readonly string[] {
  return Object.keys(declare?.['x-list'] ?? {});
}

type Members = Readonly<Record<string, Value>>;

function onto(base: Members, declare: Declaration): Declaration {
  const own = declare['x-list'];
  return xList({ ...base, ...(own as Members) });
}

/** The location of the items, and members that weaken the defaults of `x-list`. */
function baseOf(list: ListMeaning): Members {
  return {
    ...(list.items !== '' && { items: list.items }),
    id: list.id,
    ...(!list.unique && { unique: false }),
    ...(list.detailsAt !== '' && { details: list.detailsAt }),
    ...(list.agreement !== 'shared' && { agreement: list.agreement }),
    ...(list.aliases && { aliases: true }),
    ...(!list.ordered && { ordered: false }),
    ...(list.limit !== undefined && !list.fullPages && { fullPages: false }),
    ...(list.inParts && { inParts: true }),
    ...(list.beyondMaximum && { beyondMaximum: 'cut' }),
  };
}
