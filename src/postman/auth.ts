import { assertNever } from '../core/errors.ts';
import {
  type ApiKeyScheme,
  type AuthorizationScheme,
  authorizationOf,
  chosenRequirement,
  isAuthorization,
  schemesInUse,
} from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import type { Auth, AuthAttribute } from './types.ts';

/** The variable with a token that has run out. */
export const EXPIRED_TOKEN = 'expired_token';

/** The variables in which a request to the token endpoint finds the client's credentials, as that endpoint takes them. */
export const CLIENT_HEADER = 'client_authorization';
export const CLIENT_FORM = 'client_form';

/**
 * The scheme that the collection's authorization serves: the first of those in use that Postman can inherit, client credentials
 * before any other, for their token is fetched for the whole collection.
 */
export function collectionScheme(model: ApiModel): AuthorizationScheme | undefined {
  const schemes = schemesInUse(model).filter(isAuthorization);
  return schemes.find(({ kind }) => kind === 'client-credentials') ?? schemes[0];
}

/** The API keys that requests send themselves, since Postman inherits only one authorization. */
export function apiKeys(model: ApiModel): readonly ApiKeyScheme[] {
  return schemesInUse(model).filter((scheme) => scheme.kind === 'api-key');
}

function attributes(values: Readonly<Record<string, string>>): AuthAttribute[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' }));
}

/**
 * The authorization that requests inherit, or that one has which needs another. For client credentials it holds the whole
 * configuration, for the Postman app to get a token by hand, and the variable in which the collection's own script keeps one.
 */
export function toAuth(scheme: AuthorizationScheme): Auth {
  switch (scheme.kind) {
    case 'client-credentials':
      return {
        type: 'oauth2',
        oauth2: attributes({
          tokenName: scheme.tokenName,
          grant_type: 'client_credentials',
          accessTokenUrl: '{{token_url}}',
          clientId: '{{client_id}}',
          clientSecret: '{{client_secret}}',
          scope: '',
          client_authentication: scheme.clientAuthentication,
          addTokenTo: 'header',
          headerPrefix: 'Bearer',
          accessToken: '{{access_token}}',
        }),
      };
    case 'bearer':
      return bearer(`{{${scheme.name}}}`);
    case 'basic':
      return { type: 'basic', basic: attributes({ username: '{{username}}', password: '{{password}}' }) };
    default:
      return assertNever(scheme);
  }
}

function bearer(token: string): Auth {
  return { type: 'bearer', bearer: attributes({ token }) };
}

/**
 * What is nearly the secret in a variable: who compares no more than how it begins, or never looks at its signature, lets it in.
 * Several characters, since a decoder of Base64 may pass over a single one at the end.
 */
export function nearly(variable: string): string {
  return `{{${variable}}}-wrong`;
}

const NONE: Auth = { type: 'noauth' };

/** The authorization of one request; `undefined` where it inherits that of the collection. */
export function toRequestAuth(
  { operation, credentials }: ContractRequest,
  inherited: AuthorizationScheme | undefined,
): Auth | undefined {
  const own = authorizationOf(operation);
  switch (credentials.kind) {
    case 'none':
    case 'nothing':
    case 'where-writing':
    case 'other-scheme':
    case 'client':
      return NONE;
    case 'wrong':
      return own?.kind === 'basic'
        ? { type: 'basic', basic: attributes({ username: '{{username}}', password: nearly('password') }) }
        : bearer(nearly(tokenVariable(own)));
    case 'expired':
      return bearer(`{{${EXPIRED_TOKEN}}}`);
    case 'small-scope':
      return bearer(`{{${credentials.variable}}}`);
    case 'inherited':
    case 'without-api-key':
    case 'wrong-api-key':
      return toOwnAuth(operation, own, inherited);
    default:
      return assertNever(credentials);
  }
}

/** What the operation needs, where the collection gives something else: that goes only where it belongs. */
function toOwnAuth(
  operation: ContractRequest['operation'],
  own: AuthorizationScheme | undefined,
  inherited: AuthorizationScheme | undefined,
): Auth | undefined {
  if (own) return own === inherited || isSameToken(own, inherited) ? undefined : toAuth(own);
  const isKnown = chosenRequirement(operation)?.needs.every(({ scheme }) => scheme.kind === 'api-key');
  return isKnown && inherited ? NONE : undefined;
}

/** The collection's script fetches one token: schemes of client credentials share it. */
function isSameToken(own: AuthorizationScheme, inherited: AuthorizationScheme | undefined): boolean {
  return own.kind === 'client-credentials' && inherited?.kind === 'client-credentials';
}

/** The variable that holds the token by which an operation is entered. */
export function tokenVariable(scheme: AuthorizationScheme | undefined): string {
  return scheme?.kind === 'bearer' ? scheme.name : 'access_token';
}
