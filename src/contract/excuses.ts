/**
 * The documented errors that a correct server may give for reasons outside of the request: it does not know the values that were made
 * up, or the state of the resource forbids what is requested.
 */
import type { Json } from '../core/json.ts';
import type { Operation } from '../model/types.ts';
import { answersOf, type ContractRequest, type Excuse, hasStatus } from '../rules/request.ts';
import { NOT_INPUT } from './meant-statuses.ts';

/** What a `4XX` or `default` is for, of a value that the server does not know: the usual statuses. */
const USUAL: readonly number[] = [400, 403, 404, 409, 410, 422];
/** Not there, gone, or of somebody else: what a server may see before it looks at credentials. */
const HIDDEN: readonly number[] = [403, 404, 410];
/** https://www.rfc-editor.org/rfc/rfc9110#section-15.5.10, section-15.5.13; RFC 4918, section 11.3; RFC 6585, section 3 */
const OF_STATE: readonly number[] = [409, 412, 423, 428];
/** They speak of the format of the request, not of the values in it: the length of its body and its URL, its media type. */
const OF_FORMAT: readonly number[] = [413, 414, 415, 416, 418];

const READING: ReadonlySet<string> = new Set(['get', 'head', 'options', 'trace']);

type Asked = Pick<ContractRequest, 'operation' | 'arguments' | 'body' | 'credentials' | 'expected'>;

/** Statuses that are neither right nor wrong, each with the reason. Those that the request expects are right. */
export function excusesOf(request: Asked): readonly Excuse[] {
  const { operation, credentials } = request;
  const documented = documentedErrors(operation).filter(
    (status) => !answersOf(request).some((answer) => hasStatus(answer, status)),
  );
  const isAllowed = credentials.kind === 'inherited' || credentials.kind === 'where-writing';
  const isOpen = credentials.kind === 'none' && operation.security.length === 0;
  const state = documented.filter((status) => OF_STATE.includes(status));
  const changes = !READING.has(operation.method) && (isAllowed || isOpen);
  const data = documented.filter(
    (status) =>
      !(changes && state.includes(status)) && (isAllowed || isOpen ? status !== 428 : HIDDEN.includes(status)),
  );
  return [
    ...(changes && state.length > 0 ? [{ reason: 'state', statuses: state } as const] : []),
    ...(isMadeUp(request) && data.length > 0 ? [{ reason: 'unknown-data', statuses: data } as const] : []),
  ];
}

/** Whether a value was made up: the description does not fix it, and no response had it. */
function isMadeUp({ arguments: given, body, credentials }: Asked): boolean {
  const isSeen = credentials.kind === 'inherited' || credentials.kind === 'none';
  return (
    given.some(({ madeUp, enabled }) => madeUp && enabled) || (isSeen && body !== undefined && hasData(body.value))
  );
}

/** Whether a value has a text or a number, which may name something. */
function hasData(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasData);
  return typeof value === 'string' || typeof value === 'number';
}

/** The documented 4xx that may speak of a value. `4XX` and `default` stand for the usual ones, if no valid request gets them. */
function documentedErrors({ responses }: Operation): readonly number[] {
  const exact = responses.map(({ status }) => Number(status)).filter((status) => status >= 400 && status < 500);
  const isOpen = responses.some(({ status }) => /^(4XX|default)$/i.test(status));
  const all = isOpen ? [...exact, ...USUAL.filter((status) => !exact.includes(status))] : exact;
  const canBeMeant = (status: number) =>
    OF_STATE.includes(status) || !(NOT_INPUT.has(status) || OF_FORMAT.includes(status));
  return all.filter(canBeMeant).toSorted((a, b) => a - b);
}
