import { countHeaders } from './counts.ts';
import { answerTo, toItemQuery } from './item-query.ts';
import { cursorsAround, toLinkHeader, urlsAround } from './links.ts';
import { toListBody } from './list-body.ts';
import { describedAnswer, type ListRequest } from './list-request.ts';
import { toPage } from './page.ts';
import { pageHeaders } from './page-facts.ts';
import { isRefused, type Refused, type Reply } from './reply.ts';
import { toReplyBody } from './success.ts';

/** The response to a list request: filtered, sorted, cut to the page, with counts and links. */
export function answerList(request: ListRequest): Reply | Refused {
  const query = toItemQuery(request);
  if (isRefused(query)) return query;
  const page = toPage(request, answerTo(query, request.items), query.text);
  if (isRefused(page)) return page;
  const cursors = cursorsAround(request, page, query.text);
  const urls = urlsAround(request, cursors);
  const { status, response } = describedAnswer(request);
  return {
    kind: 'reply',
    status,
    ...(response && { described: response }),
    headers: {
      ...countHeaders(request, page),
      ...pageHeaders(request, page),
      ...(request.list.next?.kind === 'link-header' && { Link: toLinkHeader(request, urls) }),
    },
    body: toReplyBody(response, toListBody(request, page, { cursors, urls })),
  };
}
