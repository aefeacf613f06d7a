import { STATUS_CODES } from 'node:http';
import type { Entry, SavedAnswer } from '../contract/types.ts';
import { toFoldedJsonText } from '../core/folded.ts';
import { bareType, contentKind, isJsonType } from '../core/media-types.ts';
import { stableId } from '../core/stable-id.ts';
import { literalInUrl } from '../core/url-text.ts';
import { apiKeysOf, authorizationOf } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import { mustBeRefused } from '../rules/answers.ts';
import type { Argument } from '../rules/request.ts';
import { WRONG_KEY } from '../rules/run-variables.ts';
import type { Script } from '../rules/script.ts';
import { acceptedTypes } from './accepted-types.ts';
import { CLIENT_HEADER, collectionScheme, nearly, tokenVariable, toRequestAuth } from './auth.ts';
import { itemIdOf } from './ids.ts';
import { toItemName } from './item-names.ts';
import { toRequestBody } from './to-body.ts';
import type { CollectionEvent, Item, KeyValue, Request, SavedResponse } from './types.ts';
import { inUrl, literalInText, toUrl } from './url.ts';

/** The scripts of a request. */
export interface ItemScripts {
  readonly before: Script;
  readonly test: Script;
}

/** One request of the contract as an item of the collection. Redirects are not followed, because they would forward credentials. */
export function toItem(entry: Entry, scripts: ItemScripts, collectionId: string, model: ApiModel): Item {
  const id = itemIdOf(collectionId, entry.request);
  const request = toRequest(entry, model);
  return {
    id,
    name: toItemName(entry.request.name),
    event: [
      ...(scripts.before.text === '' ? [] : [toEvent('prerequest', scripts.before)]),
      ...(scripts.test.text === '' ? [] : [toEvent('test', scripts.test)]),
    ],
    protocolProfileBehavior: {
      followRedirects: false,
      ...(isPruned(request) && { disableBodyPruning: true }),
      // A session from an earlier response must not stand in for a credential that is left out or wrong.
      ...(entry.request.credentials.kind !== 'inherited' &&
        mustBeRefused(entry.request) && { disableCookies: true as const }),
    },
    request,
    response: entry.savedResponses.map((answer, index) =>
      toSavedResponse(answer, requestFor(answer, entry, request, model), stableId(id, answer.name, String(index))),
    ),
  };
}

/** Whether Postman would leave the body out, because of its method. */
function isPruned({ method, body }: Request): boolean {
  return body !== undefined && ['GET', 'HEAD', 'COPY', 'PURGE', 'UNLOCK'].includes(method);
}

/** The request that gets a saved response: with another body or other parameters, if it has them. */
function requestFor(
  { requestBody, requestArguments }: SavedAnswer,
  { request, ...entry }: Entry,
  usual: Request,
  model: ApiModel,
): Request {
  const asked = requestArguments
    ? toRequest({ ...entry, request: { ...request, arguments: requestArguments } }, model)
    : usual;
  return requestBody ? { ...asked, ...toRequestBody({ ...request, body: requestBody }, model) } : asked;
}

export function toEvent(listen: CollectionEvent['listen'], script: Script): CollectionEvent {
  return { listen, script: { type: 'text/javascript', exec: script.text.split('\n') } };
}

function toRequest({ request }: Entry, model: ApiModel): Request {
  const auth = toRequestAuth(request, collectionScheme(model));
  const keys = sentKeys(request);
  const description = request.description.trim();
  return {
    ...(auth && { auth }),
    method: request.operation.method.toUpperCase(),
    header: [
      ...keys.header,
      ...clientHeader(request),
      ...otherSchemeHeader(request),
      { key: 'Accept', value: request.endpoint ? 'application/json' : literalInText(acceptedTypes(request)) },
      ...contentType(request),
      ...request.arguments.filter((argument) => argument.in === 'header').map(toHeader),
      ...cookieHeader(request, keys.cookie),
    ],
    ...toRequestBody(request, model),
    url: toUrl(request, model, keys.query),
    ...(description && { description }),
  };
}

/** A client adds the type of a form in parts itself, with the boundary between them. */
function contentType({ body }: Entry['request']): KeyValue[] {
  const isAdded = !body || (body.media && contentKind(body.type) === 'multipart');
  return isAdded ? [] : [{ key: 'Content-Type', value: literalInText(body.type) }];
}

function clientHeader({ operation, credentials }: Entry['request']): KeyValue[] {
  const scheme = authorizationOf(operation);
  const inHeader = scheme?.kind === 'client-credentials' && scheme.clientAuthentication === 'header';
  return credentials.kind === 'client' && credentials.wrong !== 'all' && inHeader
    ? [{ key: 'Authorization', value: `{{${CLIENT_HEADER}}}` }]
    : [];
}

/** A valid token with the wrong scheme. `Basic` is a scheme that every server knows. */
function otherSchemeHeader({ operation, credentials }: Entry['request']): KeyValue[] {
  if (credentials.kind !== 'other-scheme') return [];
  return [{ key: 'Authorization', value: `Basic {{${tokenVariable(authorizationOf(operation))}}}` }];
}

/** The API keys of the operation, by place. The value of each is the variable of its scheme. */
function sentKeys({ id, operation, credentials }: Entry['request']) {
  if (credentials.kind === 'nothing' || credentials.kind === 'where-writing')
    return { header: [], query: [], cookie: [] };
  const sent = apiKeysOf(operation).filter(
    ({ name }) => !(credentials.kind === 'without-api-key' && credentials.scheme === name),
  );
  const isWrong = ({ name }: (typeof sent)[number]) =>
    credentials.kind === 'wrong-api-key' && credentials.scheme === name;
  // Servers log URLs, so a wrong key in the query is not made from the real one.
  const wrongKey = (scheme: (typeof sent)[number]) => (scheme.in === 'query' ? WRONG_KEY : nearly(scheme.variable));
  const toEntry = (scheme: (typeof sent)[number]): KeyValue => ({
    key: scheme.in === 'query' ? literalInUrl(scheme.parameter) : literalInText(scheme.parameter),
    value: isWrong(scheme) ? wrongKey(scheme) : `{{${scheme.variable}}}`,
    // The requests of the folder "Contract" are for CI: nobody fills in a key there.
    ...(scheme.description && !id.startsWith('contract/') && { description: scheme.description }),
  });
  const placed = (place: 'header' | 'query' | 'cookie') => sent.filter((scheme) => scheme.in === place).map(toEntry);
  return { header: placed('header'), query: placed('query'), cookie: placed('cookie') };
}

/** All cookies in one header, and an unchecked one with those that may be left out: https://www.rfc-editor.org/rfc/rfc6265#section-4.2.1 */
function cookieHeader({ arguments: given }: Entry['request'], keys: readonly KeyValue[]): KeyValue[] {
  const cookies = given.filter((argument) => argument.in === 'cookie');
  const sent = [...keys, ...cookies.filter(({ enabled }) => enabled).map(toCookie)];
  const others = cookies.filter(({ enabled }) => !enabled).map(toCookie);
  return [
    ...(sent.length > 0 ? [withCookies(sent)] : []),
    ...(others.length > 0 ? [{ ...withCookies([...sent, ...others]), disabled: true as const }] : []),
  ];
}

function withCookies(cookies: readonly KeyValue[]): KeyValue {
  const value = cookies.map(({ key, value }) => `${key}=${value}`).join('; ');
  const said = cookies.flatMap(({ key, description }) => (description ? [`${key}: ${description}`] : []));
  return { key: 'Cookie', value, ...(said.length > 0 && { description: said.join('\n\n') }) };
}

function toHeader(argument: Argument): KeyValue {
  return {
    key: literalInText(argument.name),
    value: headerValue(argument),
    ...(argument.description && { description: argument.description }),
    ...(!argument.enabled && { disabled: true as const }),
  };
}

/** https://learning.postman.com/docs/tests-and-scripts/write-scripts/variables-list/ */
function headerValue({ value }: Argument): string {
  if (value.kind === 'variable') return `{{${value.name}}}`;
  return value.fresh ? '{{$guid}}' : literalInText(value.text);
}

/** A cookie has no spaces, commas and semicolons: https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
function toCookie(argument: Argument): KeyValue {
  const { value } = argument;
  const own = toHeader(argument);
  return value.kind === 'text' ? { ...own, value: literalInText(inUrl(value)) } : own;
}

/** The request of a saved response, without descriptions and unchecked parameters. */
function toOriginalRequest(request: Request): Request {
  const { description: _, url, header, ...rest } = request;
  const sent = (pairs: readonly KeyValue[]) =>
    pairs.filter(({ disabled }) => !disabled).map(({ key, value }) => ({ key, value }));
  const { query, variable, ...address } = url;
  return {
    ...rest,
    header: sent(header),
    url: { ...address, ...(query && { query: sent(query) }), ...(variable && { variable: sent(variable) }) },
  };
}

function toSavedResponse(answer: SavedAnswer, request: Request, id: string): SavedResponse {
  return {
    id,
    name: toItemName(answer.name),
    originalRequest: toOriginalRequest(request),
    status: STATUS_CODES[answer.status] ?? '',
    code: answer.status,
    _postman_previewlanguage: previewLanguage(answer.mediaType ?? ''),
    header: [
      ...(answer.mediaType === undefined ? [] : [{ key: 'Content-Type', value: answer.mediaType }]),
      ...answer.headers.map(({ name, value }) => ({ key: name, value })),
    ],
    cookie: [],
    body: answer.body === undefined ? (answer.text ?? '') : toFoldedJsonText(answer.body).trimEnd(),
  };
}

function previewLanguage(type: string): string {
  if (isJsonType(type)) return 'json';
  return contentKind(type) === 'xml' ? 'xml' : bareType(type) === 'text/html' ? 'html' : 'text';
}
