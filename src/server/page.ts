import { assertNever } from '../core/errors.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Paging } from '../model/list-meaning.ts';
import { boundsOf } from '../schema/bounds.ts';
import { type Cursors, createCursors } from './cursors.ts';
import { toListItem } from './list-item.ts';
import {
  defaultText,
  describedAnswer,
  type ListRequest,
  numberFor,
  pagingOf,
  queryParameter,
  textFor,
} from './list-request.ts';
import { isRefused, type Refused, refuse } from './reply.ts';
import { memberNode, memberSchema, mostElements } from './schema-members.ts';

/** A page of the items that match. */
export interface Page {
  /** The index of the first item, from 0, which may be beyond the end. */
  readonly start: number;
  /** The greatest number of items; `undefined` for all that follow. */
  readonly limit: number | undefined;
  readonly items: readonly unknown[];
  /** The number of all items that match. */
  readonly total: number;
}

/** The size of a page where the description declares none. */
const USUAL_LIMIT = 20;

/** The requested page of the items that match. A page beyond the end is empty. */
export function toPage(request: ListRequest, found: readonly unknown[], queryText: string): Page | Refused {
  const limit = toLimit(request);
  if (isRefused(limit)) return limit;
  const start = toStart(request, limit, queryText, found);
  if (isRefused(start)) return start;
  const { accepts, list, model } = request;
  const items = found
    .slice(start, limit === undefined ? undefined : start + limit)
    .map((item) => toListItem(item, list.itemNode, accepts, model));
  return { start, limit, items, total: found.length };
}

function toLimit(request: ListRequest): number | undefined | Refused {
  const { list, model } = request;
  const requested = list.limit === undefined ? undefined : numberFor(request, list.limit, 0);
  if (requested !== undefined) return requested;
  const { media } = describedAnswer(request);
  const most = media?.node && mostElements(memberSchema(media.node.schema, fromPointer(list.items), model), model);
  // Without a limit, a response holds the whole list, unless it is declared that it may not.
  if (list.inParts !== true || list.paging === undefined || list.paging.kind === 'offset') return most;
  const node = list.limit === undefined ? undefined : queryParameter(request, list.limit)?.node;
  const least = (node && boundsOf(model, node).minimum) ?? 1;
  const greatest = (node && boundsOf(model, node).maximum) ?? Number.POSITIVE_INFINITY;
  return Math.max(least, Math.min(most ?? USUAL_LIMIT, greatest));
}

function toStart(
  request: ListRequest,
  limit: number | undefined,
  queryText: string,
  found: readonly unknown[],
): number | Refused {
  const paging = pagingOf(request);
  const { id } = request.list;
  if (!paging) return 0;
  switch (paging.kind) {
    case 'offset':
      return numberFor(request, paging.parameter, 0) ?? 0;
    case 'page': {
      const page = numberFor(request, paging.parameter, paging.first) ?? paging.first;
      if (isRefused(page)) return page;
      // Without a limit, the first page holds the whole list.
      return page === paging.first ? 0 : (page - paging.first) * (limit ?? Number.MAX_SAFE_INTEGER);
    }
    case 'cursor': {
      const text = textFor(request, paging.parameter);
      // A default means the beginning: the cursor of the description is unknown to this server.
      if (text === undefined || text === defaultText(request, paging.parameter)) return 0;
      const isLast = (item: unknown) => String(valueAt(item, fromPointer(id))) === text;
      const start =
        paging.next === undefined
          ? found.findIndex(isLast) + 1 || undefined
          : cursorsOf(request, paging, queryText).read(text);
      return start ?? refuse('invalid-query-parameter', `"${paging.parameter}" is not a cursor of this request`);
    }
    default:
      return assertNever(paging);
  }
}

export function cursorsOf(request: ListRequest, paging: Paging & { kind: 'cursor' }, queryText: string): Cursors {
  const { media } = describedAnswer(request);
  const nodes = [
    queryParameter(request, paging.parameter)?.node,
    media?.node && paging.next !== undefined ? memberNode(media.node, paging.next, request.model) : undefined,
  ];
  return createCursors(
    queryText,
    nodes.filter((node) => node !== undefined),
    request,
  );
}

/** Where the pages around a page begin. Missing where there is no such page. */
export interface Neighbours {
  readonly first: number;
  readonly prev: number | undefined;
  readonly next: number | undefined;
  readonly last: number;
}

export function neighboursOf({ start, limit, items, total }: Page): Neighbours {
  const end = start + items.length;
  const size = limit ?? total;
  // Pages are counted from the start of this one, so that following `next` leads to the last one.
  const shift = size > 0 ? start % size : 0;
  const last = size > 0 ? Math.max(0, shift + Math.floor((total - 1 - shift) / size) * size) : 0;
  return {
    first: 0,
    prev: start > 0 && size > 0 ? Math.max(0, Math.min(start - size, last)) : undefined,
    next: items.length > 0 && end < total ? end : undefined,
    last,
  };
}
