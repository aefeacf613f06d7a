import { tokenScheme } from '../../model/chosen-security.ts';
import type { ApiModel, ClientCredentialsScheme, Operation, Response } from '../../model/types.ts';
import type { Capture, ContractRequest, DocumentedAnswer, Expected } from '../../rules/request.ts';
import { documentsSuccess } from '../other-success.ts';
import { documentedRefusal, expectedSuccess } from '../refusals.ts';
import { type Case, toRequests } from './case.ts';
import { securityCases } from './security-cases.ts';

/** A request to the token endpoint, with the defaults that all of them share. */
function toCase(operation: Operation, name: string, description: string, more: Partial<Case>): Case {
  return {
    subject: 'token',
    operation,
    arguments: [],
    endpoint: 'token',
    name: `Token endpoint: ${name}`,
    description,
    credentials: { kind: 'client' },
    body: form('grant_type=client_credentials'),
    expected: undefined,
    ...more,
  };
}

/**
 * The requests that fetch the access token, if operations use OAuth 2.0 client credentials. With OpenID Connect, one before it finds
 * the token endpoint.
 */
export function tokenRequests(model: ApiModel): readonly ContractRequest[] {
  const scheme = tokenScheme(model);
  if (!scheme) return [];
  const operation = tokenOperation(scheme);
  const description =
    'Fetches an access token with the client credentials. Later requests send this token. The response must not be cached.';
  const token = toCase(operation, 'a token', description, {
    name: 'Get an access token',
    expected: documentsSuccess(operation) ? expectedSuccess(operation) : GRANTED,
    ...(!scheme.responses && { noted: { statuses: [200] } }),
    captures: [{ kind: 'token' }],
  });
  return toRequests(scheme.discovery ? [discovery(operation), token] : [token], model);
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
function discovery(operation: Operation): Case {
  return {
    subject: 'token',
    operation: { ...operation, id: 'openid-configuration', method: 'get', summary: 'OpenID configuration' },
    arguments: [],
    endpoint: 'discovery',
    name: 'Get the OpenID configuration',
    description: 'Finds the token endpoint. No credentials are sent.',
    credentials: { kind: 'nothing' },
    expected: { status: 200, response: ANYTHING },
    captures: [{ kind: 'token-url' }],
  };
}

/**
 * Requests that the token endpoint must refuse, and requests for tokens with a small scope.
 *
 * What the description documents is asserted. If it documents nothing, only what a client needs is: a usable token for the right
 * credentials, a 4xx and no token for wrong ones. The rest of RFC 6749, section 5, is noted.
 */
export function tokenCases(model: ApiModel): readonly Case[] {
  const scheme = tokenScheme(model);
  if (!scheme) return [];
  const operation = tokenOperation(scheme);
  const refused = (
    statuses: readonly number[],
    errors: readonly string[],
    ...causes: Parameters<typeof documentedRefusal>[1]
  ) => ({
    mayLockOut: true as const,
    expected: documentedRefusal(operation, causes) ?? REFUSED,
    ...(!scheme.responses && { noted: { statuses, errors } }),
  });
  // For credentials in the header, the status is 401; for those in the body, it may be 400. https://www.rfc-editor.org/rfc/rfc6749#section-5.2
  const unauthorized = scheme.clientAuthentication === 'header' ? [401] : [401, 400];
  return [
    toCase(operation, 'a wrong secret', 'A wrong client secret is refused.', {
      credentials: { kind: 'client', wrong: 'secret' },
      ...refused(unauthorized, ['invalid_client'], 'invalid-credentials'),
    }),
    toCase(operation, 'an unknown client', 'An unknown client id is refused.', {
      credentials: { kind: 'client', wrong: 'id' },
      ...refused(unauthorized, ['invalid_client'], 'invalid-credentials'),
    }),
    toCase(operation, 'no credentials', 'A request without client credentials is refused.', {
      credentials: { kind: 'client', wrong: 'all' },
      ...refused(
        [401, 400],
        ['invalid_client', 'invalid_request', 'unauthorized_client'],
        'missing-credentials',
        'invalid-credentials',
      ),
    }),
    toCase(operation, 'an unknown grant type', 'An unknown grant type is refused.', {
      body: form('grant_type=no-such-grant'),
      ...refused([400], ['unsupported_grant_type', 'unauthorized_client']),
    }),
    toCase(operation, 'no grant type', 'A request without a grant type is refused.', {
      body: form('scope='),
      ...refused([400], ['invalid_request', 'unsupported_grant_type']),
    }),
    ...smallTokens(operation, model),
  ];
}

/**
 * Requests for tokens with an insufficient scope, which the requests in "Access" send. The endpoint may refuse the scope. If it grants
 * another scope than requested, its response must name that scope. An endpoint that grants an undocumented scope without saying
 * so ignores scopes. They send the right credentials, so they cannot lock the client out.
 *
 * https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 */
function smallTokens(operation: Operation, model: ApiModel): readonly Case[] {
  const wanted = new Map(
    securityCases(model).flatMap(({ credentials }) =>
      credentials?.kind === 'small-scope' ? [[credentials.variable, credentials] as const] : [],
    ),
  );
  if (wanted.size === 0) return [];
  const either: Expected = { ...GRANTED, or: [REFUSED] };
  const asking = (name: string, scope: string, capture: Capture) =>
    toCase(operation, name, 'The endpoint may grant a token or refuse the scope.', {
      body: form(`grant_type=client_credentials&scope=${encodeURIComponent(scope)}`),
      expected: either,
      captures: [capture],
    });
  return [
    asking('an undocumented scope', 'no-such-scope', { kind: 'unknown-scope' }),
    ...[...wanted.values()].map(({ variable, scope, needed }) =>
      asking(`a token for ${scope} only`, scope, { kind: 'small-token', variable, needed }),
    ),
  ];
}

function form(value: string): NonNullable<Case['body']> {
  return { type: 'application/x-www-form-urlencoded', value };
}

function tokenOperation(scheme: ClientCredentialsScheme): Operation {
  return {
    id: 'token',
    method: 'post',
    path: '',
    tags: [],
    summary: 'Token endpoint',
    description: '',
    deprecated: false,
    parameters: [],
    responses: scheme.responses ?? [],
    security: [{ needs: [{ scheme, scopes: [] }] }],
    links: [],
    pointer: '',
  };
}

/** A response of which only the status is known. Its body is judged by a rule of its own. */
const ANYTHING: Response = {
  status: '2XX',
  description: '',
  headers: [],
  media: [{ type: '*/*', examples: [] }],
  pointer: '',
};

const GRANTED: DocumentedAnswer = { status: '2XX', response: ANYTHING };
const REFUSED: DocumentedAnswer = { status: '4XX', response: { ...ANYTHING, status: '4XX' } };
