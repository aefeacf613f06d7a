import { countHeaders } from './counts.ts';
import { marksAround, toLinkHeader, urlsAround } from './links.ts';
import { toListBody } from './list-body.ts';
import { describedAnswer, type ListRequest } from './list-request.ts';
import { toPage } from './page.ts';
import { answerTo, toQuestion } from './question.ts';
import { isRefused, type Refused, type Reply } from './reply.ts';
import { toBody } from './success.ts';

/** A list as asked for: filtered, then sorted, then the page of it, with what the answer says of that. */
export function answerList(request: ListRequest): Reply | Refused {
  const question = toQuestion(request);
  if (isRefused(question)) return question;
  const page = toPage(request, answerTo(question, request.items), question.text);
  if (isRefused(page)) return page;
  const marks = marksAround(request, page, question.text);
  const urls = urlsAround(request, marks);
  const { status, response } = describedAnswer(request);
  return {
    kind: 'reply',
    status,
    ...(response && { described: response }),
    headers: {
      ...countHeaders(request, page),
      ...(request.list.next?.kind === 'link-header' && { Link: toLinkHeader(request, urls) }),
    },
    body: toBody(response, toListBody(request, page, { marks, urls })),
  };
}
