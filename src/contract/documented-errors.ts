/** The documented errors of an operation that a correct server may give to a correct request. */
import type { Operation } from '../model/types.ts';
import { NOT_INPUT } from './meant-statuses.ts';

/** What a `4XX` or `default` is for, of a value that the server does not know: the usual statuses. */
const USUAL: readonly number[] = [400, 403, 404, 409, 410, 422, 423, 451];
/** https://www.rfc-editor.org/rfc/rfc7725#section-3 */
const LAW = 451;
/** https://www.rfc-editor.org/rfc/rfc9110#section-15.5.10, section-15.5.13; RFC 4918, sections 11.3 and 11.4; RFC 6585, section 3 */
export const OF_STATE: readonly number[] = [409, 412, 423, 424, 428];
/** Not paid for, or declined: what the owner of the credentials, or of a made-up card, can afford. RFC 9110, section 15.5.3 */
export const PAYMENT = 402;
/** A parameter that is missing, or whose value is none. */
export const BAD_INPUT: readonly number[] = [400, 422];
/** They speak of the format of the request, not of the values in it: the length of its body and its URL, its media type. */
const OF_FORMAT: readonly number[] = [413, 414, 415, 416, 418];

/** The documented 4xx that may speak of a value. `4XX` and `default` stand for the usual ones, if no valid request gets them. */
export function documentedErrors(operation: Operation): readonly number[] {
  const { responses } = operation;
  const exact = responses.map(({ status }) => Number(status)).filter((status) => status >= 400 && status < 500);
  const isOpen = responses.some(({ status }) => /^(4XX|default)$/i.test(status));
  const all = isOpen ? [...exact, ...USUAL.filter((status) => !exact.includes(status))] : exact;
  const canBeMeant = (status: number) =>
    status === PAYMENT ||
    status === LAW ||
    (status === 401 && isLogin(operation)) ||
    OF_STATE.includes(status) ||
    isDisabled(status, operation) ||
    !(NOT_INPUT.has(status) || OF_FORMAT.includes(status));
  return all.filter(canBeMeant).toSorted((a, b) => a - b);
}

/** Whether a status is documented by itself. */
export function documentsStatus({ responses }: Pick<Operation, 'responses'>, status: number): boolean {
  return responses.some((response) => response.status === String(status));
}

/** Whether an operation that needs no credentials has a body, so that it alone can have some: a 401 is about them. */
function isLogin({ security, body }: Operation): boolean {
  return security.length === 0 && body !== undefined;
}

/**
 * Whether a 405 is about the target: an operation of TRACE says that it may be switched off, as most servers have it
 * (https://www.rfc-editor.org/rfc/rfc9110#section-9.3.8), and one of MKCOL that something is there already
 * (https://www.rfc-editor.org/rfc/rfc4918#section-9.3.1).
 */
export function isDisabled(status: number, { method }: Operation): boolean {
  return (method === 'trace' || method === 'mkcol') && status === 405;
}
