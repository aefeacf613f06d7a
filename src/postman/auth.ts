import { assertNever } from '../core/errors.ts';
import { WRONG_END } from '../core/protocol.ts';
import {
  type ApiKeyScheme,
  type AuthorizationScheme,
  authorizationOf,
  chosenRequirement,
  isAuthorization,
  schemesInUse,
  scopesInUse,
} from '../model/chosen-security.ts';
import type { ApiModel, ClientCredentialsScheme, PasswordScheme } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { js, type Script } from '../rules/script.ts';
import type { Client } from '../sandbox/request-data.ts';
import type { Auth, AuthAttribute } from './types.ts';

/** The variable with an expired token. */
export const EXPIRED_TOKEN = 'expired_token';

/** The variables with the client credentials for a request to the token endpoint, in a header or in the form. */
export const CLIENT_HEADER = 'client_authorization';
export const CLIENT_FORM = 'client_form';

/**
 * The scheme of the collection's authorization: the first scheme in use that Postman can inherit. Client credentials come first,
 * because their token is fetched for the whole collection.
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
 * The authorization for a scheme. For client credentials, it contains the whole configuration, so that the Postman app can fetch a
 * token, and the variable in which the collection's script stores one.
 */
export function toAuth(scheme: AuthorizationScheme): Auth {
  switch (scheme.kind) {
    case 'client-credentials':
      return {
        type: 'oauth2',
        oauth2: attributes({
          // Its text is the title of the description, in which Postman would replace a variable.
          tokenName: scheme.tokenName.replaceAll(/\{(?=\{)/g, '{ '),
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
      return bearer(`{{${scheme.variable}}}`);
    case 'basic':
    case 'digest':
      return withPassword(scheme, `{{${scheme.password}}}`);
    case 'http':
      return withScheme(scheme, `{{${scheme.variable}}}`);
    default:
      return assertNever(scheme);
  }
}

function bearer(token: string): Auth {
  return { type: 'bearer', bearer: attributes({ token }) };
}

function withPassword({ kind, username }: PasswordScheme, password: string): Auth {
  const values = attributes({ username: `{{${username}}}`, password });
  return kind === 'basic' ? { type: 'basic', basic: values } : { type: 'digest', digest: values };
}

/** Another scheme of HTTP, which Postman knows only as a header with a key. */
function withScheme({ scheme }: { readonly scheme: string }, credentials: string): Auth {
  return {
    type: 'apikey',
    apikey: attributes({ key: 'Authorization', value: `${scheme} ${credentials}`, in: 'header' }),
  };
}

/** A wrong secret: the real one with more at its end. */
export function nearly(variable: string): string {
  return `{{${variable}}}${WRONG_END}`;
}

const NONE: Auth = { type: 'noauth' };

/** The authorization of one request; `undefined` if it inherits the collection's. */
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
      return toWrongAuth(own);
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

function toWrongAuth(scheme: AuthorizationScheme | undefined): Auth {
  switch (scheme?.kind) {
    case 'basic':
    case 'digest':
      return withPassword(scheme, nearly(scheme.password));
    case 'http':
      return withScheme(scheme, nearly(scheme.variable));
    default:
      return bearer(nearly(tokenVariable(scheme)));
  }
}

/** The authorization that the operation needs, if it differs from the collection's. */
function toOwnAuth(
  operation: ContractRequest['operation'],
  own: AuthorizationScheme | undefined,
  inherited: AuthorizationScheme | undefined,
): Auth | undefined {
  // Clients keep a nonce with the authorization, and do not take a new one when the server says that it is stale.
  if (own?.kind === 'digest') return toAuth(own);
  if (own) return own === inherited || isSameToken(own, inherited) ? undefined : toAuth(own);
  return chosenRequirement(operation) && inherited ? NONE : undefined;
}

/** All client-credentials schemes share the one token that the collection's script fetches. */
function isSameToken(own: AuthorizationScheme, inherited: AuthorizationScheme | undefined): boolean {
  return own.kind === 'client-credentials' && inherited?.kind === 'client-credentials';
}

/** How the collection's scripts fetch a token. */
export function toClient({ clientAuthentication, discovery }: ClientCredentialsScheme, model: ApiModel): Client {
  return {
    sentIn: clientAuthentication,
    ...(scopesInUse(model).length > 0 && { scoped: true as const }),
    ...(discovery && { given: discovery.variable }),
  };
}

/** A client as an argument in a script. Where its scheme is discovered, the OpenID configuration says where its credentials are sent. */
export function clientArgument({ discovery }: ClientCredentialsScheme, client: Client): Script | Client {
  return discovery ? js`asDiscovered(${client})` : client;
}

/** The variable with the token for a scheme. */
export function tokenVariable(scheme: AuthorizationScheme | undefined): string {
  return scheme?.kind === 'bearer' ? scheme.variable : 'access_token';
}
