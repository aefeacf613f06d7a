/** What is right for an operation that documents no 2xx response. */
import type { Operation, Response } from '../model/types.ts';
import type { DocumentedAnswer, StatusClass } from '../rules/request.ts';
import type { NonEmpty } from '../rules/rule.ts';

/**
 * The correct responses to a valid request: any documented redirect, and what `default` documents. Without either, nothing says what a
 * valid request gets.
 *
 * `default` stands for every status that is not documented by itself. Of a valid request, a 5xx is never right. Where refusals have
 * responses of their own, a 4xx is none of `default`, either.
 */
export function answersBesides2xx(operation: Operation): NonEmpty<DocumentedAnswer> {
  const [first, ...others] = statedBesides2xx(operation);
  return first ? [first, ...others] : openAnswers(operation);
}

function statedBesides2xx({ responses }: Operation): readonly DocumentedAnswer[] {
  const redirects = responses.flatMap((response): DocumentedAnswer[] => {
    if (/^3XX$/i.test(response.status)) return [{ status: '3XX', response }];
    return isRedirect(response) ? [{ status: Number(response.status), response }] : [];
  });
  const other = responses.find(({ status }) => status.toLowerCase() === 'default');
  if (!other) return redirects;
  const classes: readonly StatusClass[] =
    responses.some(isError) || redirects.length > 0 ? ['2XX', '3XX'] : ['2XX', '3XX', '4XX'];
  return [...redirects, ...classes.map((status) => ({ status, response: other }))];
}

/** Where nothing says what a valid request gets: any status below 500, and a documented 4xx with its response. */
function openAnswers({ responses, pointer }: Operation): NonEmpty<DocumentedAnswer> {
  const response: Response = { status: 'any', description: '', headers: [], media: [], pointer };
  const refusals = responses.filter(({ status }) => status.startsWith('4'));
  const ofClass = refusals.find(({ status }) => /^4XX$/i.test(status)) ?? response;
  const exact = refusals.filter(({ status }) => !/^4XX$/i.test(status));
  return [
    { status: '2XX', response },
    { status: '3XX', response },
    ...exact.map((refusal) => ({ status: Number(refusal.status), response: refusal })),
    { status: '4XX', response: ofClass },
  ];
}

/** 304 answers a conditional request only. https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5 */
function isRedirect({ status }: Response): boolean {
  return /^3\d\d$/.test(status) && status !== '304';
}

function isError({ status }: Response): boolean {
  return /^[45]/.test(status);
}

/** Whether an operation documents what a valid request gets. */
export function documentsSuccess(operation: Operation): boolean {
  return operation.responses.some(({ status }) => /^2..$/.test(status)) || statedBesides2xx(operation).length > 0;
}

/** Why little is asserted of an operation that does not document what a valid request gets. */
export function whyOpen({ responses }: Operation): string {
  const documented = [...new Set(responses.map(({ status }) => status))].join(', ');
  return `it documents ${documented === '' ? 'no response' : `only ${documented}`}, so any status below 500 is right for a valid request`;
}
