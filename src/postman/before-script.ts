import type { Entry } from '../contract/types.ts';
import type { NotJudgedReason } from '../core/protocol.ts';
import { apiKeysOf, authorizationOf } from '../model/chosen-security.ts';
import type { ContractRequest } from '../rules/request.ts';
import { joined, js, type Script } from '../rules/script.ts';
import type { Client, LentCredentials } from '../sandbox/request-data.ts';
import { EXPIRED_TOKEN, tokenVariable } from './auth.ts';
import { withLibrary } from './test-script.ts';

/** The pre-request script of a request: it checks required variables and sets special credentials. Empty for most requests. */
export function toBeforeScript({ request }: Entry): Script {
  const needs = neededBy(request).map(({ variable, reason }) => js`skipUnless(${variable}, ${reason});`);
  const calls = joined([...needs, ...credentialsOf(request)], 0);
  return withLibrary(calls);
}

interface Needed {
  readonly variable: string;
  readonly reason: NotJudgedReason;
}

/** The variables that an earlier request, or a person, must have set. */
function neededBy({ arguments: given, credentials }: ContractRequest): readonly Needed[] {
  const captured = given.flatMap(({ in: place, enabled, value }): Needed[] =>
    enabled && value.kind === 'variable'
      ? [
          {
            variable: value.name,
            reason: value.created ? 'nothing-created' : place === 'path' ? 'empty-list' : 'no-such-value',
          },
        ]
      : [],
  );
  if (credentials.kind === 'expired') return [...captured, { variable: EXPIRED_TOKEN, reason: 'no-expired-token' }];
  if (credentials.kind === 'small-scope')
    return [...captured, { variable: credentials.variable, reason: 'no-smaller-scope' }];
  return captured;
}

/** Credentials that Postman's own authorization cannot express. */
function credentialsOf({ operation, credentials }: ContractRequest): readonly Script[] {
  const scheme = authorizationOf(operation);
  if (credentials.kind === 'client' && scheme?.kind === 'client-credentials') {
    const { wrong } = credentials;
    const client: Client = { sentIn: scheme.clientAuthentication, ...(wrong && { wrong }) };
    return [js`setClientCredentials(${client});`];
  }
  if (credentials.kind !== 'where-writing' || operation.security.length === 0) return [];
  const keys = apiKeysOf(operation).filter((key) => key.in === 'header');
  const lent: LentCredentials = {
    ...(scheme && { authorization: scheme.kind === 'basic' ? 'basic' : tokenVariable(scheme) }),
    keys: keys.map(({ name, parameter }) => ({ header: parameter, variable: name })),
  };
  return [js`lendCredentials(${lent});`];
}
