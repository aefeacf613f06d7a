import { assertNever } from '../core/errors.ts';
import type { ApiModel, SecurityScheme } from '../model/types.ts';
import type { Credentials } from '../rules/request.ts';
import type { Auth, AuthAttribute } from './types.ts';

/** The scheme that the collection's authorization serves: the first of those in use that Postman can inherit. */
export function collectionScheme(model: ApiModel): SecurityScheme | undefined {
  const used = model.operations.flatMap((operation) => operation.security.flatMap((requirement) => requirement.needs));
  return used.map(({ scheme }) => scheme).find(({ kind }) => kind !== 'api-key' && kind !== 'unsupported');
}

/** The API keys that an operation's requests send themselves, since Postman inherits only one authorization. */
export function apiKeys(model: ApiModel): readonly Extract<SecurityScheme, { kind: 'api-key' }>[] {
  return model.securitySchemes.filter((scheme) => scheme.kind === 'api-key');
}

function attributes(values: Readonly<Record<string, string>>): AuthAttribute[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' }));
}

/**
 * The authorization that all requests inherit. For client credentials it holds the whole configuration, for the Postman app
 * to get a token by hand, and the variable in which the collection's own script keeps one.
 */
export function toCollectionAuth(scheme: SecurityScheme | undefined): Auth | undefined {
  switch (scheme?.kind) {
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
      return { type: 'bearer', bearer: attributes({ token: `{{${scheme.name}}}` }) };
    case 'basic':
      return { type: 'basic', basic: attributes({ username: '{{username}}', password: '{{password}}' }) };
    default:
      return undefined;
  }
}

/** The authorization of one request; `undefined` where it inherits. */
export function toRequestAuth(credentials: Credentials, scheme: SecurityScheme | undefined): Auth | undefined {
  switch (credentials.kind) {
    case 'none':
      return { type: 'noauth' };
    case 'wrong':
      return scheme?.kind === 'basic'
        ? { type: 'basic', basic: attributes({ username: '{{username}}', password: 'a-wrong-password' }) }
        : { type: 'bearer', bearer: attributes({ token: 'a-token-that-nobody-issued' }) };
    case 'client':
      return { type: 'noauth' };
    case 'inherited':
    case 'without-api-key':
    case 'wrong-api-key':
      return undefined;
    default:
      return assertNever(credentials);
  }
}
