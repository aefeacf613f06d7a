/** Links between the pages of a list: in the header `Link`, or in members of the body. */
import { assertNever } from '../core/errors.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Paging } from '../model/list-meaning.ts';
import { describedAnswer, type ListRequest, pagingOf } from './list-request.ts';
import { cursorsOf, neighboursOf, type Page } from './page.ts';

/** The relation types of https://www.iana.org/assignments/link-relations that lists use. */
export const RELATIONS = ['self', 'first', 'prev', 'next', 'last'] as const;

export type Relation = (typeof RELATIONS)[number];

/** A text for each page around the current one. Missing where there is no such page. */
export type Leads = Readonly<Partial<Record<Relation, string>>>;

/** The value of the paging parameter for each page around the current one. The first page needs none. */
export function cursorsAround(request: ListRequest, page: Page, queryText: string): Leads {
  const paging = pagingOf(request);
  const { id } = request.list;
  const { prev, next, last } = neighboursOf(page);
  if (paging?.kind === 'cursor' && paging.next === undefined) {
    // Only the items of this page are known.
    return next === undefined ? {} : { next: String(valueAt(page.items.at(-1), fromPointer(id))) };
  }
  const write = paging && toPosition(request, paging, page, queryText);
  if (!write) return {};
  return {
    self: write(page.start),
    first: write(0),
    ...(prev !== undefined && { prev: write(prev) }),
    ...(next !== undefined && { next: write(next) }),
    last: write(last),
  };
}

function toPosition(
  request: ListRequest,
  paging: Paging,
  { limit }: Page,
  queryText: string,
): (start: number) => string {
  switch (paging.kind) {
    case 'offset':
      return String;
    case 'page':
      return (start) => String((limit ? Math.floor(start / limit) : 0) + paging.first);
    case 'cursor':
      return cursorsOf(request, paging, queryText).write;
    default:
      return assertNever(paging);
  }
}

/** The URL of each page: that of the request, with another position. An API key in the URL is left out. */
export function urlsAround(request: ListRequest, cursors: Leads): Readonly<Partial<Record<Relation, URL>>> {
  const paging = pagingOf(request);
  const here = withoutKeys(request);
  if (!paging) return { self: here, first: here, last: here };
  const at = (cursor: string) => {
    const url = new URL(here);
    url.searchParams.set(paging.parameter, cursor);
    return url;
  };
  const first = new URL(here);
  if (paging.kind === 'cursor') first.searchParams.delete(paging.parameter);
  else first.searchParams.set(paging.parameter, cursors.first ?? '0');
  return {
    self: here,
    first,
    ...(cursors.prev !== undefined && { prev: at(cursors.prev) }),
    ...(cursors.next !== undefined && { next: at(cursors.next) }),
    ...(cursors.last !== undefined && { last: at(cursors.last) }),
  };
}

function withoutKeys({ url, model }: ListRequest): URL {
  const own = new URL(url);
  for (const scheme of model.securitySchemes) {
    if (scheme.kind === 'api-key' && scheme.in === 'query' && own.searchParams.has(scheme.parameter)) {
      own.searchParams.delete(scheme.parameter);
    }
  }
  return own;
}

/** A URL in the form of the example: absolute, from the root, or the query only. Absolute without an example. */
export function spelledLike(sample: unknown, url: URL): string {
  if (typeof sample === 'string' && sample.startsWith('?')) return url.search || '?';
  if (typeof sample === 'string' && /^\/(?!\/)/.test(sample)) return `${url.pathname}${url.search}`;
  return url.href;
}

/** https://www.rfc-editor.org/rfc/rfc8288#section-3 */
export function toLinkHeader(request: ListRequest, urls: Readonly<Partial<Record<Relation, URL>>>): string {
  const header = describedAnswer(request).response?.headers.find(({ name }) => name.toLowerCase() === 'link');
  const sample = typeof header?.example === 'string' ? /<([^>]*)>/.exec(header.example)?.[1] : undefined;
  return RELATIONS.flatMap((relation) => {
    const url = relation === 'self' ? undefined : urls[relation];
    return url ? [`<${spelledLike(sample, url)}>; rel="${relation}"`] : [];
  }).join(', ');
}
