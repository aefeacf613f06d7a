/**
 * Which statuses say that a request was refused for what is wrong with it. A server may refuse the correct request as well, because it does
 * not know a value that was made up: with such a status, nothing was compared.
 */
import type { Cause, Operation } from '../model/types.ts';
import { answersOf, hasStatus, mustBeRefused } from '../rules/answers.ts';
import type { ContractRequest } from '../rules/request.ts';
import { causesNamedAt, isShared } from './item-states.ts';
import { CREDENTIALS, INPUT, MEANT, SCOPE } from './meant-statuses.ts';

type Refused = Pick<ContractRequest, 'operation' | 'credentials' | 'expected'>;

/** Whether the credentials are right, or none are needed. A server says little to others. */
export function isLetIn({ operation, credentials: { kind } }: Pick<Refused, 'operation' | 'credentials'>): boolean {
  return kind === 'inherited' || kind === 'where-writing' || (kind === 'none' && operation.security.length === 0);
}

/** Whether a status is right, and not for a reason that the correct request has as well. */
export function isTelling(status: number, request: Refused): boolean {
  return isExpected(status, request) && !tellsNothing(status, request);
}

export function isExpected(status: number, request: Refused): boolean {
  return answersOf(request).some((answer) => hasStatus(answer, status));
}

/** Whether an expected refusal may have a reason that the correct request has as well. */
function tellsNothing(status: number, request: Refused): boolean {
  // A step of a use case expects what its criteria need.
  if (!mustBeRefused(request) || request.expected.causes === undefined) return false;
  const causes = ownCauses(request);
  const { operation } = request;
  const own = operation.responses.find((response) => response.status === String(status));
  const named = own && isShared(own, operation) ? [] : causesNamedAt(operation, status);
  if (named.some((cause) => causes.includes(cause))) return false;
  return !usualFor(causes, request).includes(status);
}

/** The statuses that mean that a token lacks a scope, of a request that must be refused for something else. */
export function scopeStatuses(request: Refused): readonly number[] {
  const isOther = isLetIn(request) && ownCauses(request).length < causesOf(request).length;
  return isOther ? SCOPE.usual.filter((status) => isExpected(status, request) && tellsNothing(status, request)) : [];
}

function causesOf(request: Refused): readonly Cause[] {
  return answersOf(request).flatMap(({ causes = [] }) => causes);
}

/** The causes of what is wrong with a request: not the scope that a token lacks, if that is not what is tried. */
function ownCauses(request: Refused): readonly Cause[] {
  const causes = causesOf(request);
  return isLetIn(request) ? causes.filter((cause) => cause !== 'insufficient-scope') : causes;
}

/** What HTTP defines for the causes. The id itself is what is unknown, unless it is an invalid one beside others. */
function usualFor(causes: readonly Cause[], request: Refused): readonly number[] {
  if (!isLetIn(request)) return CREDENTIALS.usual;
  if (causes.length === 0 || causes.includes('invalid-path-parameter')) return INPUT.usual;
  return causes.flatMap((cause) => {
    const { usual = [], also = [] } = MEANT[cause] ?? {};
    return cause === 'unknown-resource' ? [...usual, ...also] : usual;
  });
}

/** The documented statuses, by themselves or by a class. */
export function documents({ responses }: Operation, status: number): boolean {
  return responses.some((response) => [String(status), '4XX', 'DEFAULT'].includes(response.status.toUpperCase()));
}
