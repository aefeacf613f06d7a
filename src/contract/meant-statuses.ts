/** The statuses with which a server may refuse a request for each cause, if the description does not say which. */
import type { Cause } from '../model/types.ts';

/** The statuses that can be meant for a cause which no response names. */
interface Meant {
  /** What HTTP defines for the cause. A request is made if one of them is documented. */
  readonly usual: readonly number[];
  /** Right as well, where documented. */
  readonly also: readonly number[];
  /** Right by a standard, also where only others are documented. */
  readonly always?: number;
}

/**
 * A missing key may be a malformed request, and a server may hide what it refuses: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4
 *
 * A documented 403 may be about rights alone, and 401 is what HTTP has for credentials: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
 */
export const CREDENTIALS: Meant = { usual: [401, 403], also: [400, 404], always: 401 };
/** https://www.rfc-editor.org/rfc/rfc6750#section-3.1 recommends 403. */
export const SCOPE: Meant = { usual: [403, 401], also: [404], always: 403 };
/** What never existed may look like what is gone, or like what belongs to others; if only 410 is documented, it need not. */
const UNKNOWN: Meant = { usual: [404], also: [403, 410] };
/**
 * Routers and gateways may know a path only together with its methods, and 501 is for a method that a server has nowhere:
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.6.2
 */
const METHOD: Meant = { usual: [405], also: [404, 403, 501] };
/** A server may find more wrong with a value than HTTP says, so `NOT_INPUT` tells what is not right. */
export const INPUT: Meant = { usual: [400, 422], also: [] };

export const MEANT: Readonly<Partial<Record<Cause, Meant>>> = {
  'missing-credentials': CREDENTIALS,
  'invalid-credentials': CREDENTIALS,
  'expired-credentials': CREDENTIALS,
  'missing-api-key': CREDENTIALS,
  'invalid-api-key': CREDENTIALS,
  'insufficient-scope': SCOPE,
  'unknown-resource': UNKNOWN,
  'method-not-allowed': METHOD,
  'invalid-query-parameter': INPUT,
  'missing-query-parameter': INPUT,
  'invalid-path-parameter': INPUT,
  'missing-header': INPUT,
  'invalid-header': INPUT,
  'invalid-body': INPUT,
  'invalid-cursor': INPUT,
};

/**
 * The statuses that cannot be meant for an invalid value, because they speak of something else: credentials, payment, the method, the
 * formats that the client accepts, proxies, time, the connection, conditions, rates, law.
 */
export const NOT_INPUT: ReadonlySet<number> = new Set([
  401, 402, 405, 406, 407, 408, 411, 417, 421, 425, 426, 428, 429, 431, 451,
]);
