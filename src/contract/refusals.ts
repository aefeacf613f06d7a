import { causesNamedBy } from '../model/named-causes.ts';
import type { ApiModel, Cause, Operation, Response } from '../model/types.ts';
import { answersOf } from '../rules/answers.ts';
import type { DocumentedAnswer, Expected } from '../rules/request.ts';
import type { NonEmpty } from '../rules/rule.ts';
import { documentsStatus } from './documented-errors.ts';
import { isShared } from './item-states.ts';
import { INPUT, MEANT, NOT_INPUT } from './meant-statuses.ts';
import { answersBesides2xx } from './other-success.ts';

/** Causes that follow from a security requirement: a request that does not meet it is refused, even if no response says so. */
const OF_SECURITY: ReadonlySet<Cause> = new Set<Cause>([
  'missing-credentials',
  'invalid-credentials',
  'expired-credentials',
  'missing-api-key',
  'invalid-api-key',
  'insufficient-scope',
]);

/**
 * The expected error response for a cause. Several causes are passed together if the server need not tell them apart.
 *
 * If responses name the cause, it is one of them. Otherwise it is any documented refusal that can be meant. `undefined` if none is
 * documented that HTTP defines for the cause: then no request is made, which avoids false positives. A `default` alone says only
 * that errors exist, not that this request is one. Only for a security requirement, an undocumented error response is expected
 * as well: the one that a standard has for it, or any 4xx where none is documented that can be meant.
 */
export function expectedRefusal(operation: Operation, ...causes: readonly Cause[]): Expected | undefined {
  const meant = causes.flatMap((cause) => MEANT[cause] ?? []);
  const usual = meant.flatMap((one) => one.usual);
  const also = meant.flatMap((one) => one.also);
  const always = meant.flatMap((one) => one.always ?? []).map(undocumented);
  const naming = operation.responses.filter((response) =>
    causesNamedBy(response).some((cause) => causes.includes(cause)),
  );
  // If several statuses share a response, it names the causes of all of them. Then those that can be meant are right.
  const canBeMeant = ({ status }: Response) =>
    usual.concat(also).includes(Number(status)) || (meant.includes(INPUT) && !NOT_INPUT.has(Number(status)));
  const likely = naming.filter((response) => !isShared(response, operation) || canBeMeant(response));
  const found =
    naming.length > 0
      ? (likely.length > 0 ? likely : naming).flatMap((response) => toAnswers(response, operation))
      : usual.some((status) => documentsStatus(operation, status))
        ? [
            ...toDocumented(operation, [...usual, ...also]),
            ...always,
            ...(causes.some((cause) => OF_SECURITY.has(cause)) ? toLogin(operation).filter(isLogin) : []),
            ...(meant.includes(INPUT) ? otherInput(operation) : []),
          ]
        : meant.includes(INPUT)
          ? ofClass(operation).filter(isOfInput)
          : causes.some((cause) => OF_SECURITY.has(cause))
            ? anyRefusal(operation)
            : [];
  return toExpected(found.map((answer) => ({ ...answer, causes })));
}

/**
 * The expected response for causes of which the server may report any: if a response names each of them, one that names them; else
 * every documented 4xx, with any error code. `undefined` if none is documented.
 */
export function documentedRefusal(operation: Operation, causes: readonly Cause[]): Expected | undefined {
  const isNamed = causes.length > 0 && causes.every((cause) => namesCause(operation, cause));
  if (isNamed) return expectedRefusal(operation, ...causes);
  const class4 = operation.responses.filter(({ status }) => /^(4XX|default)$/i.test(status)).slice(0, 1);
  const ofClass = class4.map((response) => ({ status: '4XX' as const, response }));
  return toExpected([...exactRefusals(operation), ...ofClass].map((answer) => ({ ...answer, causes: [] })));
}

/** Each of these statuses, by the response that documents it. */
function toDocumented(operation: Operation, statuses: readonly number[]): readonly DocumentedAnswer[] {
  return statuses.flatMap((status) => documented(operation, status, String(status), '4XX', 'default') ?? []);
}

/** The other documented refusals that can be meant for an invalid value. */
function otherInput(operation: Operation): readonly DocumentedAnswer[] {
  return [...exactRefusals(operation), ...ofClass(operation)].filter(isOfInput);
}

/** The class `4XX`, with the refusals that are documented by themselves. */
function ofClass(operation: Operation): readonly DocumentedAnswer[] {
  return operation.responses
    .filter(({ status }) => /^4XX$/i.test(status))
    .flatMap((response) => toAnswers(response, operation));
}

function isOfInput({ status }: DocumentedAnswer): boolean {
  return typeof status === 'string' || !NOT_INPUT.has(status);
}

/** Several responses, each of which is correct. Only the first for each status is kept. */
export function toExpected(answers: NonEmpty<DocumentedAnswer>): Expected;
export function toExpected(answers: readonly DocumentedAnswer[]): Expected | undefined;
export function toExpected(answers: readonly DocumentedAnswer[]): Expected | undefined {
  const [first, ...others] = answers.filter(
    ({ status }, index) => answers.findIndex((answer) => answer.status === status) === index,
  );
  return first && { ...first, ...(others.length > 0 && { or: others }) };
}

/** The responses of both, those of the first before those of the second. */
export function either(one: Expected, other: Expected | undefined): Expected | undefined {
  return other ? toExpected([...answersOf({ expected: one }), ...answersOf({ expected: other })]) : one;
}

/** The same responses for other causes. Without causes, any error code is correct. */
export function withCauses({ or = [], ...first }: Expected, causes: readonly Cause[]): Expected {
  return { ...first, causes, ...(or.length > 0 && { or: or.map((answer) => ({ ...answer, causes })) }) };
}

/** The documented response for a status, by the first of these spellings that exists. */
function documented(
  operation: Operation,
  status: number,
  ...spellings: readonly string[]
): DocumentedAnswer | undefined {
  for (const spelling of spellings) {
    const response = operation.responses.find((candidate) => candidate.status.toUpperCase() === spelling.toUpperCase());
    if (response) return { status, response };
  }
  return undefined;
}

/** A response as expected responses: one for a class of statuses comes with all that are documented by themselves. */
function toAnswers(response: Response, operation: Operation): readonly DocumentedAnswer[] {
  if (/^4\d\d$/.test(response.status)) return [{ status: Number(response.status), response }];
  return /^(4XX|default)$/i.test(response.status) ? [{ status: '4XX', response }, ...exactRefusals(operation)] : [];
}

function exactRefusals({ responses }: Operation): readonly DocumentedAnswer[] {
  return responses.flatMap((response) =>
    /^4\d\d$/.test(response.status) ? [{ status: Number(response.status), response }] : [],
  );
}

/** Any 4xx, with the body that is documented for it, if any. */
function anyRefusal(operation: Operation): readonly DocumentedAnswer[] {
  const found = ['4XX', 'DEFAULT'].map((spelling) =>
    operation.responses.find(({ status }) => status.toUpperCase() === spelling),
  );
  const response = found.find((candidate) => candidate !== undefined);
  const any: DocumentedAnswer = response ? { status: '4XX', response } : undocumented('4XX');
  return [any, ...exactRefusals(operation), ...toLogin(operation)];
}

/** A redirect beside a success, as to the page where people log in. */
function toLogin({ responses }: Operation): readonly DocumentedAnswer[] {
  if (!responses.some(({ status }) => status.startsWith('2'))) return [];
  return responses.flatMap((response) =>
    /^30[237]$/.test(response.status) ? [{ status: Number(response.status), response }] : [],
  );
}

/** Whether a redirect is described as one for who is not logged in. Beside a documented refusal, it may else be one for who is. */
function isLogin({ response: { description, headers } }: DocumentedAnswer): boolean {
  return [description, ...headers.map((header) => header.description)].some((text) => LOGIN.test(text));
}

const LOGIN =
  /\b(log|sign)(ged)?[- ]?(in|on)\b|\b(un)?auth(enticat|oriz|oris)|\b(no|without( a)?|expired) (valid )?session\b|\bsso\b/i;

/** A status that is right although nothing documents it. Nothing says what its body is. */
export function undocumented(status: number | '4XX'): DocumentedAnswer {
  return { status, response: { status: String(status), description: '', headers: [], media: [], pointer: '' } };
}

/** Whether a response of the operation names the cause. */
export function namesCause({ responses }: Operation, cause: Cause): boolean {
  return responses.some((response) => causesNamedBy(response).includes(cause));
}

/** 304 needs a condition, which no request has. https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5 */
const REDIRECT = /^(30[0-37-8]|3XX)$/i;

/**
 * The documented successes of an operation, each of which is right, and the redirects that are documented beside them. Without a 2xx,
 * a redirect or `default`; without these, nothing says what is right.
 */
export function expectedSuccess(operation: Operation): Expected {
  const exact = operation.responses.filter(({ status }) => /^2\d\d$/.test(status));
  const range = operation.responses.filter(({ status }) => status.toUpperCase() === '2XX');
  const redirects = operation.responses.filter(({ status }) => REDIRECT.test(status));
  const [first, ...others]: readonly DocumentedAnswer[] = [
    ...exact.map((response) => ({ status: Number(response.status), response })),
    ...range.map((response) => ({ status: '2XX' as const, response })),
  ];
  if (!first) return toExpected(answersBesides2xx(operation));
  return toExpected([
    first,
    ...others,
    ...redirects.map((response) => ({
      status: /x/i.test(response.status) ? ('3XX' as const) : Number(response.status),
      response,
    })),
  ]);
}

/** Whether a documented request to an operation can be refused for a cause. */
export function canMeet(operation: Operation, cause: Cause, model: ApiModel): boolean {
  const has = (place: string, required = false) =>
    operation.parameters.some((parameter) => parameter.in === place && (!required || parameter.required));
  switch (cause) {
    case 'unknown-resource':
    case 'invalid-path-parameter':
      return has('path');
    case 'invalid-query-parameter':
    case 'invalid-cursor':
      return has('query');
    case 'missing-query-parameter':
      return has('query', true);
    case 'missing-header':
      return has('header', true);
    case 'invalid-header':
      return has('header');
    case 'invalid-body':
      return operation.body !== undefined;
    case 'method-not-allowed':
      return false;
    case 'insufficient-scope':
      return model.securitySchemes.some((scheme) => scheme.kind === 'client-credentials' && scheme.scopes.length > 0);
    default:
      return true;
  }
}
