import { isRefusedWrite } from '../contract/harmless.ts';
import type { Entry } from '../contract/types.ts';
import { assertNever } from '../core/errors.ts';
import type { NotJudgedReason } from '../core/protocol.ts';
import { type AuthorizationScheme, apiKeysOf, authorizationOf } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { MAY_WRITE_ALL, REAL_SERVER } from '../rules/run-variables.ts';
import { joined, js, type Script } from '../rules/script.ts';
import type { LentCredentials } from '../sandbox/request-data.ts';
import { clientArgument, EXPIRED_TOKEN, toClient, tokenVariable } from './auth.ts';
import { withLibrary } from './test-script.ts';

/**
 * The pre-request script of a request: it checks required variables and sets special credentials. Empty for most requests.
 *
 * @param mayBeRefused the ids of requests that tell nothing if the correct one is refused, too
 */
export function toBeforeScript({ request }: Entry, model: ApiModel, mayBeRefused: ReadonlySet<string>): Script {
  const needs = neededBy(request).map(({ variable, reason }) => js`skipUnless(${variable}, ${reason});`);
  const stop = isRefusedWrite(request) ? [js`stopIfLetIn();`] : [];
  const needless = mayBeRefused.has(request.id) ? [js`stopIfRefused();`] : [];
  const calls = joined([...needless, ...stop, ...createdIn(request), ...needs, ...credentialsOf(request, model)], 0);
  return withLibrary(calls);
}

/** The ids of created items, which replace those that are made up once there are some. */
function createdIn({ arguments: sent }: ContractRequest): readonly Script[] {
  return sent.flatMap(({ value }) =>
    value.kind === 'variable' && value.from !== undefined ? [js`preferCreated(${value.name}, ${value.from});`] : [],
  );
}

interface Needed {
  readonly variable: string;
  readonly reason: NotJudgedReason;
}

/** The variables that an earlier request, or a person, must have set. */
function neededBy(request: ContractRequest): readonly Needed[] {
  const { operation, endpoint, credentials } = request;
  const captured = [...neededByStep(request), ...capturedFor(request)];
  const scheme = authorizationOf(operation);
  if (endpoint && scheme?.kind === 'client-credentials' && scheme.discovery) {
    return [{ variable: 'client_id', reason: 'no-client' }];
  }
  if (credentials.kind === 'expired') return [...captured, { variable: EXPIRED_TOKEN, reason: 'no-expired-token' }];
  if (credentials.kind === 'small-scope')
    return [...captured, { variable: credentials.variable, reason: 'no-smaller-scope' }];
  // Where the user name is an API key, the password is empty and not looked at: none is wrong.
  if (credentials.kind === 'wrong' && (scheme?.kind === 'basic' || scheme?.kind === 'digest'))
    return [...captured, { variable: scheme.password, reason: 'no-password' }];
  return captured;
}

/** What a step of a use case needs before it can be judged. */
function neededByStep({ step, after }: ContractRequest): readonly Needed[] {
  return [
    ...(step?.refusal?.elsewhere ? [{ variable: REAL_SERVER, reason: 'other-data' } as const] : []),
    ...(after === undefined ? [] : [{ variable: after, reason: 'nothing-created' } as const]),
  ];
}

/** The values of earlier responses in a request. */
function capturedFor({ arguments: sent, body }: ContractRequest): readonly Needed[] {
  const inUrl = sent.flatMap(({ in: place, enabled, value }): Needed[] => {
    if (!enabled || value.kind !== 'variable' || (value.from !== undefined && value.initial !== '')) return [];
    const usual = place === 'path' ? 'empty-list' : 'no-such-value';
    return [{ variable: value.name, reason: value.created ? 'nothing-created' : usual }];
  });
  const inBody = (body?.variables ?? []).map(({ variable }): Needed => ({ variable, reason: 'no-such-value' }));
  return [...inUrl, ...inBody];
}

/** Credentials that Postman's own authorization cannot express. */
function credentialsOf({ operation, credentials, captures }: ContractRequest, model: ApiModel): readonly Script[] {
  const scheme = authorizationOf(operation);
  if (credentials.kind === 'client' && scheme?.kind === 'client-credentials') {
    const { wrong } = credentials;
    const isPlain = !wrong && captures.some(({ kind }) => kind === 'token');
    const client = isPlain ? toClient(scheme, model) : { sentIn: scheme.clientAuthentication, ...(wrong && { wrong }) };
    return [js`setClientCredentials(${clientArgument(scheme, client)});`];
  }
  if (credentials.kind !== 'where-writing' || operation.security.length === 0) return [];
  const keys = apiKeysOf(operation).filter((key) => key.in === 'header');
  const lent: LentCredentials = {
    ...(credentials.all && { by: MAY_WRITE_ALL }),
    ...(scheme?.kind === 'basic' && { login: [scheme.username, scheme.password] }),
    headers: [
      ...(scheme ? toHeader(scheme) : []),
      ...keys.map(({ variable, parameter }) => ({ key: parameter, prefix: '', variable })),
    ],
  };
  return [js`lendCredentials(${lent});`];
}

/** The Authorization header of a scheme whose credential is one variable. That of `Digest` depends on the response. */
function toHeader(scheme: AuthorizationScheme): LentCredentials['headers'] {
  switch (scheme.kind) {
    case 'client-credentials':
    case 'bearer':
      return [{ key: 'Authorization', prefix: 'Bearer ', variable: tokenVariable(scheme) }];
    case 'http':
      return [{ key: 'Authorization', prefix: `${scheme.scheme} `, variable: scheme.variable }];
    case 'basic':
    case 'digest':
      return [];
    default:
      return assertNever(scheme);
  }
}
