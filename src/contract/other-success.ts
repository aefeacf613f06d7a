/** What is right for an operation that documents no 2xx response, and why some operations have no request. */
import type { Operation, Response } from '../model/types.ts';
import type { DocumentedAnswer, StatusClass } from '../rules/request.ts';

/**
 * The correct responses to a valid request: any documented redirect, and what `default` documents.
 *
 * `default` stands for every status that is not documented by itself. Of a valid request, a 5xx is never right. Where refusals have
 * responses of their own, a 4xx is none of `default`, either.
 */
export function answersBesides2xx({ responses }: Operation): readonly DocumentedAnswer[] {
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

/** 304 answers a conditional request only. https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5 */
function isRedirect({ status }: Response): boolean {
  return /^3\d\d$/.test(status) && status !== '304';
}

function isError({ status }: Response): boolean {
  return /^[45]/.test(status);
}

/** Why an operation without a correct response has no request. */
export function whyNoRequest({ responses }: Operation): string {
  const documented = [...new Set(responses.map(({ status }) => status))].join(', ');
  if (documented === '') return 'it documents no response, so none is right or wrong';
  if (documented === '304') return 'it documents only 304, the answer to a conditional request';
  return `it documents only ${documented}, so nothing says what a valid request gets`;
}
