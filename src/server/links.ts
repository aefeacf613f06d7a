/** The URLs by which the parts of a list lead to each other: in the header `Link`, or in members of the body. */
import { assertNever } from '../core/errors.ts';
import type { Paging } from '../model/list-meaning.ts';
import { describedAnswer, type ListRequest } from './list-request.ts';
import { marksOf, neighboursOf, type Page } from './page.ts';

/** The relation types of https://www.iana.org/assignments/link-relations that lists use. */
export const RELATIONS = ['self', 'first', 'prev', 'next', 'last'] as const;

export type Relation = (typeof RELATIONS)[number];

/** The texts that lead to the parts around a page; missing where there is no such part. */
export type Leads = Readonly<Partial<Record<Relation, string>>>;

/** What the parameter that pages must be, for each part. `undefined` for the first part: it needs none. */
export function marksAround(request: ListRequest, page: Page, question: string): Leads {
  const { paging } = request.list;
  const { prev, next, last } = neighboursOf(page);
  const write = paging && toPosition(request, paging, page, question);
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
  question: string,
): (start: number) => string {
  switch (paging.kind) {
    case 'offset':
      return String;
    case 'page':
      return (start) => String((limit ? Math.floor(start / limit) : 0) + paging.first);
    case 'cursor':
      return marksOf(request, paging, question).write;
    default:
      return assertNever(paging);
  }
}

/** The URL of each part: that of the request, with another position. A key that the request has in its URL is not repeated. */
export function urlsAround(request: ListRequest, marks: Leads): Readonly<Partial<Record<Relation, URL>>> {
  const { paging } = request.list;
  const here = withoutKeys(request);
  if (!paging) return { self: here, first: here, last: here };
  const at = (mark: string) => {
    const url = new URL(here);
    url.searchParams.set(paging.parameter, mark);
    return url;
  };
  const first = new URL(here);
  if (paging.kind === 'cursor') first.searchParams.delete(paging.parameter);
  else first.searchParams.set(paging.parameter, marks.first ?? '0');
  return {
    self: here,
    first,
    ...(marks.prev !== undefined && { prev: at(marks.prev) }),
    ...(marks.next !== undefined && { next: at(marks.next) }),
    ...(marks.last !== undefined && { last: at(marks.last) }),
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

/** A URL in the form that an example shows: whole, from the root, or the query alone; whole where nothing is shown. */
export function spelledLike(shown: unknown, url: URL): string {
  if (typeof shown === 'string' && shown.startsWith('?')) return url.search || '?';
  if (typeof shown === 'string' && /^\/(?!\/)/.test(shown)) return `${url.pathname}${url.search}`;
  return url.href;
}

/** https://www.rfc-editor.org/rfc/rfc8288#section-3 */
export function toLinkHeader(request: ListRequest, urls: Readonly<Partial<Record<Relation, URL>>>): string {
  const header = describedAnswer(request).response?.headers.find(({ name }) => name.toLowerCase() === 'link');
  const shown = typeof header?.example === 'string' ? /<([^>]*)>/.exec(header.example)?.[1] : undefined;
  return RELATIONS.flatMap((relation) => {
    const url = relation === 'self' ? undefined : urls[relation];
    return url ? [`<${spelledLike(shown, url)}>; rel="${relation}"`] : [];
  }).join(', ');
}
