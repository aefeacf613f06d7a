/** One GET of the description with all credentials: whether the API answers it, and takes the API key. */
import { requiredArguments } from '../../contract/arguments.ts';
import { assertNever, messageOf } from '../../core/errors.ts';
import { bareType } from '../../core/media-types.ts';
import { toNetworkFault } from '../../core/network-faults.ts';
import { toList } from '../../core/words.ts';
import { apiKeysOf, authorizationOf, schemesInUse } from '../../model/chosen-security.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import type { Argument } from '../../rules/request.ts';
import { inQuery } from '../../run/in-query.ts';
import { type Check, failed, none, ok, skipped, warning } from './check.ts';
import { checkClock, checkVersion } from './clock.ts';
import { type Received, send, type Wire } from './send.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface ProbeQuestion {
  readonly model: ApiModel;
  readonly variables: Variables;
  readonly token: string | undefined;
}

/** What is known from the response to a GET. */
const OF_API = ['API key', 'GET', 'clock', 'version'] as const;

/** Why none of it is known. A description without API keys has none to check. */
export function unknownOf(model: ApiModel, why: string): readonly [Check, Check, ...Check[]] {
  const hasKeys = schemesInUse(model).some(({ kind }) => kind === 'api-key');
  const [key, get, ...rest] = OF_API.map((name) => skipped(name, why)) as [Check, Check, ...Check[]];
  return [hasKeys ? key : none('API key', 'none is described'), get, ...rest];
}

export async function checkApi(question: ProbeQuestion, wire: Wire): Promise<readonly Check[]> {
  const { model, variables, token } = question;
  const operation = harmless(model);
  if (!operation) return unknownOf(model, 'no GET can be sent without an id of something');
  const scheme = authorizationOf(operation);
  if (scheme?.kind === 'client-credentials' && token === undefined) return unknownOf(model, 'there is no token');
  if (scheme?.kind === 'digest') return unknownOf(model, 'digest authentication is left to the run');
  const what = `GET ${operation.path}`;
  try {
    const received = await send(toRequest(operation, question), wire);
    return [
      toKeyCheck(operation, received),
      toAnswerCheck(what, received, operation),
      checkClock(received.headers),
      checkVersion(received.headers, model.version),
    ];
  } catch (error) {
    const { sentence } = toNetworkFault(messageOf(error));
    const [key, , ...rest] = unknownOf(model, 'there was no answer');
    const next = `Is ${variables['base_url']} up? Try the same with curl.`;
    return [key, failed('GET', `${what}: ${sentence}`, next), ...rest];
  }
}

/** The GET that needs the fewest parameters, and no id of something; one with credentials before one without. */
function harmless(model: ApiModel): Operation | undefined {
  const can = model.operations.filter(({ method, path, server, parameters }) => {
    const needed = parameters.filter(({ required }) => required);
    return (
      method === 'get' && server === undefined && !path.includes('{') && needed.every(({ in: at }) => at !== 'path')
    );
  });
  const cost = (operation: Operation) =>
    operation.parameters.filter(({ required }) => required).length +
    (operation.security.length > 0 ? 0 : 100) +
    (operation.deprecated ? 10 : 0);
  return can.toSorted((a, b) => cost(a) - cost(b))[0];
}

function toRequest(operation: Operation, { model, variables, token }: ProbeQuestion) {
  const url = new URL(`${variables['base_url']}${operation.path}`);
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  const put = (at: Argument['in'], name: string, text: string, encoded = encodeURIComponent(text)) => {
    if (at === 'header') headers[name] = text;
    if (at === 'query') query.push(`${encodeURIComponent(name)}=${encoded}`);
    if (at === 'cookie') cookies.push(`${name}=${text}`);
  };
  for (const { in: at, name, value, enabled } of requiredArguments(operation, model))
    if (enabled && value.kind === 'text') put(at, name, value.text, value.encoded);
  for (const key of apiKeysOf(operation)) {
    const value = variables[key.variable] ?? '';
    put(key.in, key.parameter, value, inQuery(value));
  }
  const authorization = toAuthorization(operation, variables, token);
  if (authorization !== undefined) headers['Authorization'] = authorization;
  if (cookies.length > 0) headers['Cookie'] = cookies.join('; ');
  url.search = query.join('&');
  return { method: 'GET', url, headers };
}

function toAuthorization(operation: Operation, variables: Variables, token = ''): string | undefined {
  const scheme = authorizationOf(operation);
  switch (scheme?.kind) {
    case undefined:
    case 'digest':
      return undefined;
    case 'client-credentials':
      return `Bearer ${token}`;
    case 'bearer':
      return `Bearer ${variables[scheme.variable]}`;
    case 'http':
      return `${scheme.scheme} ${variables[scheme.variable]}`;
    case 'basic': {
      const pair = `${variables[scheme.username]}:${variables[scheme.password]}`;
      return `Basic ${Buffer.from(pair).toString('base64')}`;
    }
    default:
      return assertNever(scheme);
  }
}

function toKeyCheck(operation: Operation, { status }: Received): Check {
  const keys = apiKeysOf(operation);
  if (keys.length === 0) return none('API key', 'none is described');
  const names = toList(keys.map(({ parameter }) => parameter));
  if (status >= 200 && status < 300) return ok('API key', `sent as ${names}, and not refused`);
  if (status !== 401 && status !== 403) return skipped('API key', `sent as ${names}; the answer says nothing of it`);
  const also = authorizationOf(operation) ? ' or the token: one of them is not accepted' : '';
  const next = 'Is the key active, and is it for this API, this environment and this operation?';
  return failed('API key', `${status} for ${names}${also}`, next);
}

const NEXT_BY_STATUS: Readonly<Record<number, string>> = {
  401: 'The credentials are not accepted. Are they for this environment?',
  403: 'The credentials are known, but not allowed to do this. Ask who runs the API for access.',
  404: 'Is the path of the base URL right, with its version (BASE_URL)?',
  407: 'The proxy wants credentials: HTTPS_PROXY=http://user:password@host.',
};

function toAnswerCheck(what: string, { status, headers, ms }: Received, operation: Operation): Check {
  const found = `${what}: ${status} in ${Math.round(ms)} ms`;
  const type = bareType(headers['content-type'] ?? '');
  if (status >= 200 && status < 300) {
    if (type !== 'text/html' || describesHtml(operation)) return ok('GET', found);
    const next = 'Is this a page to log in, or is the path of the base URL wrong (BASE_URL)?';
    return failed('GET', `${found}, and a page of HTML, which the description does not have`, next);
  }
  const next = NEXT_BY_STATUS[status];
  if (next !== undefined) return failed('GET', found, next);
  if (status === 429) return warning('GET', found, 'The quota is used up for now. A run needs many requests.');
  if (status >= 300 && status < 400) {
    const at = URL.canParse(headers.location ?? '') ? ` to ${new URL(headers.location ?? '').origin}` : '';
    return failed('GET', `${found}, a redirect${at}`, 'Set BASE_URL to where it leads: a run follows no redirect.');
  }
  if (status >= 500) return failed('GET', found, 'The server is up and fails. Ask who runs it.');
  return warning('GET', found, 'The API answers, but not this request: an example of the description may not suit it.');
}

/** Whether a success may be HTML. A description without media types leaves it open. */
function describesHtml({ responses }: Operation): boolean {
  const media = responses.filter(({ status }) => /^(2|default)/i.test(status)).flatMap((one) => one.media);
  return media.length === 0 || media.some(({ type }) => /^(text|\*)\/(html|\*)$/i.test(bareType(type)));
}
