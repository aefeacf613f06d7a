/**
 * The documented errors that a correct server may give for reasons outside of the request: it does not know the values that were made
 * up, or the state of the resource forbids what is requested.
 */

import type { Json } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { answersOf, isSuccessAnswer, mustBeRefused } from '../rules/answers.ts';
import type { Argument, ContractRequest, Excuse } from '../rules/request.ts';
import { asMadeUp } from './arguments.ts';
import { BAD_INPUT, documentedErrors } from './documented-errors.ts';
import { statusesByHeaders, statusesOfConditions } from './header-fields.ts';
import { causesNamedAt, namesItsCause } from './item-states.ts';
import { statusesOfSecrets } from './made-up-secrets.ts';
import { isOfNeeds } from './needs-more.ts';
import { namesAnother, UNKNOWN_REFERENCE } from './references-in.ts';
import { isOfState, unavailable } from './state-excuses.ts';
import { documents, isExpected, isLetIn, isTelling, scopeStatuses } from './telling-statuses.ts';
import { lacksSecurity } from './without-security.ts';

/** Not there, gone, or of somebody else: what a server may see before it looks at credentials. */
const HIDDEN: readonly number[] = [403, 404, 410];
type Asked = Pick<ContractRequest, 'operation' | 'arguments' | 'body' | 'credentials' | 'expected' | 'listQuery'>;

/**
 * Statuses that are neither right nor wrong, each with the reason. Those that the request expects are right, if they tell that it was
 * refused for its cause.
 */
export function excusesOf(request: Asked, model: ApiModel): readonly Excuse[] {
  const found = excusesFor(request, model);
  return [
    ...found,
    ...whereNotGiven(request, found, model),
    ...whereMalformed(request, found),
    ...wherePutOff(request),
  ];
}

/**
 * A 429, where any 4xx is a refusal: the server has not looked at what is wrong with the request.
 * https://www.rfc-editor.org/rfc/rfc6585#section-4
 */
export function wherePutOff(request: Pick<Asked, 'expected'>): readonly Excuse[] {
  const isAny = mustBeRefused(request) && answersOf(request).some(({ status }) => status === '4XX');
  return isAny ? [{ reason: 'no-answer', statuses: [429] }] : [];
}

/** What a server may say of a made-up id of another form than its own, before it looks at what is wrong with the request. */
function whereMalformed(request: Asked, found: readonly Excuse[]): readonly Excuse[] {
  const ids = request.arguments.filter(({ mayBeMalformed, enabled }) => mayBeMalformed && enabled);
  const causes = answersOf(request).flatMap(({ causes: own = [] }) => own);
  if (ids.length === 0 || causes.includes('invalid-path-parameter')) return [];
  const isNamed = (status: number) => causesNamedAt(request.operation, status).some((cause) => causes.includes(cause));
  // That an id is none is a refusal of one that nobody has, where it is documented. Where it is not, nothing is known of it.
  const isOfId = causes.includes('unknown-resource');
  const known = found.flatMap(({ statuses }) => statuses);
  const statuses = BAD_INPUT.filter(
    (status) => isExpected(status, request) !== isOfId && !isNamed(status) && !(isOfId && known.includes(status)),
  );
  if (statuses.length === 0) return [];
  const notGiven = ids.flatMap(({ value }) =>
    value.kind === 'variable' && value.from !== undefined ? value.from : [],
  );
  return [{ reason: 'malformed-id', statuses, ...(notGiven.length === ids.length && { notGiven }) }];
}

/** What is excused only where no response gave a value of the path, since the request that has it was not sent. */
function whereNotGiven(request: Asked, always: readonly Excuse[], model: ApiModel): readonly Excuse[] {
  const known = always.flatMap(({ statuses }) => statuses);
  const variables = new Set<string>();
  const given = request.arguments.map((argument) => {
    const { value, mayBeUnsent, enabled, doubt } = argument;
    if (value.kind !== 'variable' || !mayBeUnsent || !enabled || doubt === 'made-up') return argument;
    variables.add(value.name);
    return asMadeUp(argument);
  });
  if (variables.size === 0) return [];
  const statuses = excusesFor({ ...request, arguments: given }, model)
    .flatMap((excuse) => (excuse.reason === 'unknown-data' ? excuse.statuses : []))
    .filter((status) => !known.includes(status));
  return statuses.length > 0 ? [{ reason: 'unknown-data', statuses, notGiven: [...variables] }] : [];
}

function excusesFor(request: Asked, model: ApiModel): readonly Excuse[] {
  const scope = scopeStatuses(request);
  const beyond = statusesBeyondEnd(request);
  const isOpen = (status: number) => ![...scope, ...beyond].includes(status) && !isTelling(status, request);
  const documented = documentedErrors(request.operation).filter(isOpen);
  const state = [
    ...documented.filter((status) => isOfState(status, request, model)),
    ...unavailable(request.operation, model),
  ];
  const needs = documented.filter((status) => isOfNeeds(status, request));
  const data = [
    ...documented.filter((status) => ![...state, ...needs].includes(status) && isOfData(status, request)),
    ...undocumented(request, model).filter((status) => isOpen(status) && !documented.includes(status)),
    ...(isMadeUp(request) ? statusesOfErrorBodies(request) : []),
    ...(isRight(request) ? statusesOfSecrets(request, model).filter((status) => !documented.includes(status)) : []),
  ];
  const secret = credentialsUnknown(request);
  const others = [...scope, ...beyond, ...state, ...needs, ...data, ...secret];
  const ofHeaders = isRight(request) ? statusesByHeaders(request) : [];
  const ofConditions = isLetIn(request) ? statusesOfConditions(request) : [];
  const byHeader = [...new Set([...ofHeaders, ...ofConditions])].filter(
    (status) => !others.includes(status) && !isExpected(status, request),
  );
  const all: readonly Excuse[] = [
    { reason: 'header', statuses: byHeader },
    { reason: 'no-scope', statuses: scope },
    { reason: 'last-page', statuses: beyond },
    { reason: 'state', statuses: state },
    { reason: 'needs-more', statuses: needs },
    { reason: 'unknown-scheme', statuses: secret.filter((status) => ![...state, ...data].includes(status)) },
    { reason: 'unknown-data', statuses: data },
  ];
  return all.filter(({ statuses }) => statuses.length > 0);
}

/**
 * What a server may say of a request whose credentials nothing describes: to whatever else is wrong with it, too. Where no `security`
 * is written, that is what is documented.
 */
function credentialsUnknown(request: Asked): readonly number[] {
  const { operation } = request;
  const statuses = operation.unknownSchemes ? [401, 403] : lacksSecurity(operation) ? [401] : [];
  return statuses.filter((status) => !isTelling(status, request));
}

/**
 * What a server may say of a page beyond the end, since a list may be short: that there is none, that its range is none of the list, or
 * that the request is wrong, where that is documented. https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5,
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.5.17
 */
function statusesBeyondEnd(request: Asked): readonly number[] {
  const { operation } = request;
  if (!isLater(request)) return [];
  const ofInput = BAD_INPUT.filter((status) => documents(operation, status) && !namesItsCause(operation, status));
  return [...ofInput, 404, 416].filter((status) => !isExpected(status, request));
}

/** Whether a request asks for a page after the first one. */
function isLater({ listQuery, arguments: given }: Asked): boolean {
  if (!listQuery) return false;
  const { paging } = listQuery.list;
  if (paging?.kind !== 'page') return listQuery.offset !== undefined && listQuery.offset > 0;
  // The size of a page need not be known.
  const isPage = ({ in: place, name, enabled }: Argument) => place === 'query' && name === paging.parameter && enabled;
  const value = given.find(isPage)?.value;
  return value?.kind === 'text' && Number(value.text) > paging.first;
}

/** Whether the request is one that succeeds. */
function isRight(request: Asked): boolean {
  return String(answersOf(request)[0].status).startsWith('2');
}

/**
 * What a server may say although it is not documented: no description says that there is a resource for a made-up value in the path, or
 * that all that its schema accepts are ids. Many frameworks read an id before they look for it, and answer 400 or 422 to what is none.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5
 */
function undocumented(request: Asked, model: ApiModel): readonly number[] {
  if (request.arguments.some(({ in: place, doubt }) => place === 'path' && doubt === 'made-up'))
    return [404, ...BAD_INPUT];
  if (isRight(request) && namesAnother(request, model)) return UNKNOWN_REFERENCE;
  // What is right by a standard may be about a body. Where any 4xx is, the response to the correct request tells (see `refused-too`).
  const isNamed = (code: number) => answersOf(request).some(({ status }) => status === code);
  return isBodyMadeUp(request) ? BAD_INPUT.filter(isNamed) : [];
}

/** Whether a status may speak of a value that was made up: the description does not fix it, and no response had it. */
function isOfData(status: number, request: Asked): boolean {
  // A server may judge a body before it looks at credentials.
  if (!isLetIn(request))
    return (isNamed(request) && HIDDEN.includes(status)) || (BAD_INPUT.includes(status) && isBodyMadeUp(request));
  return isMadeUp(request) || isOfFilter(status, request);
}

/** Whether a parameter or the body has a value that was made up. Of a body without a schema, all is. */
function isMadeUp(request: Asked): boolean {
  return isNamed(request) || isBodyMadeUp(request);
}

function isBodyMadeUp({ body }: Asked): boolean {
  return body !== undefined && (hasData(body.value) || (body.media !== undefined && !body.media.node));
}

function isNamed({ arguments: given }: Asked): boolean {
  return given.some(({ doubt, enabled }) => doubt === 'made-up' && enabled);
}

/** The successes whose body may be an error: that of the correct request may be one as well. */
function statusesOfErrorBodies(request: Asked): readonly number[] {
  return answersOf(request).flatMap((answer) =>
    isSuccessAnswer(answer) && answer.causes !== undefined ? [Number(answer.status) || 200] : [],
  );
}

/**
 * Whether a list is filtered by a value that no item need have: some servers say of an empty result that nothing is found. Where the value
 * is made up, or a part of one, a server may know no customer of this name, and say that the request is wrong.
 */
function isOfFilter(status: number, { listQuery, operation }: Asked): boolean {
  if (!listQuery || namesItsCause(operation, status)) return false;
  const isOwn = listQuery.empty || listQuery.near === true;
  const isText = listQuery.filters.some(({ value }) => value.kind === 'text');
  return status === 404 ? isOwn || isText : isOwn && BAD_INPUT.includes(status);
}

/** Whether a value has a text or a number, which may name something. */
function hasData(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasData);
  return typeof value === 'string' || typeof value === 'number';
}
