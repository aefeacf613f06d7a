/** Values of request headers that HTTP, or a draft of it, says more of than a description does. */
import type { Method } from '../model/methods.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { accepts } from '../schema/accepts.ts';
import { keywordOf } from '../schema/walk.ts';
import { documentsStatus } from './documented-errors.ts';
import { changesNothing } from './reading-methods.ts';

/**
 * Values of request headers whose form HTTP defines, and with which a usual response is right: for any representation, of no known one, of
 * all its bytes. https://www.rfc-editor.org/rfc/rfc9110#section-13.1, https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
const FIELDS: Readonly<Record<string, string>> = {
  'if-match': '*',
  'if-none-match': '"unknown"',
  'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
  'if-unmodified-since': 'Fri, 31 Dec 9999 23:59:59 GMT',
  range: 'bytes=0-',
  'accept-language': '*',
  'accept-charset': 'utf-8',
  'accept-encoding': 'identity',
  'cache-control': 'no-cache',
  'content-encoding': 'identity',
  'content-language': 'en',
  origin: 'https://example.com',
  referer: 'https://example.com/',
  te: 'trailers',
  // https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1, RFC 7089, RFC 9110 section 13.1.5
  date: 'Sun, 06 Nov 1994 08:49:37 GMT',
  'accept-datetime': 'Sun, 06 Nov 1994 08:49:37 GMT',
  'if-range': '"unknown"',
  // An address of documentation: RFC 5737, RFC 7239
  forwarded: 'for=192.0.2.1',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-host': 'example.com',
  'x-forwarded-proto': 'https',
  'x-real-ip': '192.0.2.1',
  from: 'name@example.com',
  // https://www.w3.org/TR/trace-context/#traceparent-header
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

/**
 * Statuses that HTTP defines for a request header, whatever the description of the operation says: a part of the representation, none since
 * the client has it, a condition that is not met, what a preference changes.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2, https://www.rfc-editor.org/rfc/rfc9110#section-14.2,
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1, https://www.rfc-editor.org/rfc/rfc7240#section-4
 */
const STATUSES: Readonly<Record<string, (value: string, method: Method) => readonly number[]>> = {
  range: (_, method) => (method === 'get' ? [206, 416] : []),
  'if-none-match': (_, method) => (isSafe(method) ? [304] : [412]),
  'if-modified-since': (_, method) => (isSafe(method) ? [304] : []),
  'if-match': () => [412],
  'if-unmodified-since': () => [412],
  expect: () => [417],
  prefer: (value) => [
    ...(/\brespond-async\b/i.test(value) ? [202] : []),
    ...(/\breturn="?minimal\b/i.test(value) ? [204] : []),
    ...(/\breturn="?representation\b/i.test(value) ? [200] : []),
  ],
};

function isSafe(method: Method): boolean {
  return method === 'get' || method === 'head';
}

/** The statuses that the headers of a request allow besides those of its operation. */
export function statusesByHeaders(request: Pick<ContractRequest, 'operation' | 'arguments'>): readonly number[] {
  const { method } = request.operation;
  const found = request.arguments.flatMap(({ name, in: place, enabled, value }) => {
    const statusesOf = place === 'header' && enabled ? STATUSES[name.toLowerCase()] : undefined;
    return statusesOf?.(value.kind === 'text' ? value.text : value.initial, method) ?? [];
  });
  return [...new Set(found)];
}

/** What a 428 may demand, that of entity tags first: https://www.rfc-editor.org/rfc/rfc6585#section-3 */
const CONDITIONS = ['if-match', 'if-unmodified-since'] as const;

function conditionsOf({ parameters }: Operation): readonly Parameter[] {
  const inHeader = parameters.filter((one) => one.in === 'header');
  return CONDITIONS.flatMap((field) => inHeader.filter(({ name }) => name.toLowerCase() === field));
}

/** Whether an operation demands an optional condition, by a documented 428: one is sent, if none is required. */
export function isDemanded(parameter: Parameter, operation: Operation): boolean {
  const conditions = conditionsOf(operation);
  if (conditions[0] !== parameter || changesNothing(operation)) return false;
  return !conditions.some(({ required }) => required) && documentsStatus(operation, 428);
}

/**
 * What HTTP defines for a condition, whether a request is correct or not: that an optional one is missing, or, of `*`, that nothing is there.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
export function statusesOfConditions({
  operation,
  arguments: given,
}: Pick<ContractRequest, 'operation' | 'arguments'>): readonly number[] {
  if (changesNothing(operation)) return [];
  const conditions = conditionsOf(operation);
  const isSent = ({ in: place, name }: Parameter) =>
    given.some((one) => one.enabled && one.in === place && one.name === name);
  return [
    ...(conditions.some(isSent) ? [412] : []),
    ...(conditions.length > 0 && !conditions.some(isSent) ? [428] : []),
  ];
}

/** Where the schema takes it, and names no value itself. */
export function fieldSample({ in: place, name, node }: Parameter, model: ApiModel): string | undefined {
  const value = place === 'header' ? FIELDS[name.toLowerCase()] : undefined;
  const isNamed = ['example', 'examples', 'default'].some((keyword) => keywordOf(model, node, keyword) !== undefined);
  return value !== undefined && !isNamed && accepts(value, node.schema, { schemas: model, notNeeded: [] })
    ? value
    : undefined;
}

/** Whether a header asks for what has changed since a state that the description names, which may be that of the server: 304 is right. */
export function isOwnCondition({ in: place, name, value, enabled }: Argument): boolean {
  const field = name.toLowerCase();
  const asksForChange = enabled && place === 'header' && ['if-none-match', 'if-modified-since'].includes(field);
  return asksForChange && value.kind === 'text' && value.text !== FIELDS[field];
}
