import type { ApiModel, Cause, Operation, Response } from '../model/types.ts';
import { answersOf, type DocumentedAnswer, type Expected } from '../rules/request.ts';

/** The statuses that HTTP defines for a cause, for descriptions that do not name it. */
const STATUSES: Readonly<Partial<Record<Cause, readonly number[]>>> = {
  'missing-credentials': [401, 403],
  'invalid-credentials': [401, 403],
  'expired-credentials': [401, 403],
  'missing-api-key': [401, 403],
  'invalid-api-key': [401, 403],
  'insufficient-scope': [403, 401],
  'unknown-resource': [404],
  'invalid-query-parameter': [400, 422],
  'invalid-body': [400, 422],
  'invalid-cursor': [400, 422],
  'method-not-allowed': [405],
};

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
 * If responses name the cause, it is one of them. Otherwise it is one of the documented statuses that HTTP has for the cause: 401 or
 * 403, 400 or 422. `undefined` if no such response is documented: then no request is made, which avoids false positives. Only
 * for a security requirement, an undocumented error response is expected as well: any 4xx.
 */
export function expectedRefusal(operation: Operation, ...causes: readonly Cause[]): Expected | undefined {
  const usual = [...new Set(causes.flatMap((cause) => statusesOf(operation, cause)))];
  const naming = operation.responses.filter((response) => causes.some((cause) => names(response, cause)));
  // If several statuses share a response, it names the causes of all of them. Then HTTP decides.
  const likely = naming.filter(({ status }) => usual.includes(Number(status)));
  const exact = usual.flatMap((status) => documented(operation, status, String(status)) ?? []);
  const found =
    naming.length > 0
      ? (likely.length > 0 ? likely : naming).flatMap((response) => toAnswers(response, operation))
      : exact.length > 0
        ? usual.flatMap((status) => documented(operation, status, String(status), '4XX', 'default') ?? [])
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

/** An insufficient scope is refused with 403, by https://www.rfc-editor.org/rfc/rfc6750#section-3.1, and with 401 only where nothing else is documented. */
function statusesOf(operation: Operation, cause: Cause): readonly number[] {
  const usual = STATUSES[cause] ?? [];
  return cause === 'insufficient-scope' && documentsStatus(operation, 403) ? usual.slice(0, 1) : usual;
}

/** Whether a status is documented by itself. */
export function documentsStatus({ responses }: Operation, status: number): boolean {
  return responses.some((response) => response.status === String(status));
}

/** Several responses, each of which is correct. Only the first for each status is kept. */
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
  return [{ status: '4XX', response: response ?? UNDOCUMENTED }, ...exactRefusals(operation)];
}

const UNDOCUMENTED: Response = { status: '4XX', description: '', headers: [], media: [], pointer: '' };

/** Whether a response, or one of its examples, names a cause. */
function names({ media, causes = [] }: Response, cause: Cause): boolean {
  return (
    causes.includes(cause) || media.some(({ examples }) => examples.some((example) => example.causes.includes(cause)))
  );
}

/** Whether a response of the operation names the cause. */
export function namesCause({ responses }: Operation, cause: Cause): boolean {
  return responses.some((response) => names(response, cause));
}

/** The documented success of an operation: its first 2xx for GET, all of them for other methods; any if only `2XX` is documented. */
export function expectedSuccess(operation: Operation): Expected | undefined {
  const exact = operation.responses.flatMap((response) =>
    /^2\d\d$/.test(response.status) ? [{ status: Number(response.status), response }] : [],
  );
  const range = operation.responses.find(({ status }) => status.toUpperCase() === '2XX');
  if (exact.length === 0) return range && { status: '2XX', response: range };
  return toExpected(operation.method === 'get' ? exact.slice(0, 1) : exact);
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
