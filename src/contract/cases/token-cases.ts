import type { ApiModel, ClientCredentialsScheme, Operation, Response } from '../../model/types.ts';
import type { Capture, ContractRequest, Expected } from '../../rules/request.ts';
import { toExpected } from '../refusals.ts';
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

/** The request that fetches the access token, if operations use OAuth 2.0 client credentials. */
export function tokenRequests(model: ApiModel): readonly ContractRequest[] {
  const scheme = tokenScheme(model);
  if (!scheme) return [];
  const description =
    'Fetches an access token with the client credentials. Later requests send this token. The response must not be cached.';
  const made = toCase(tokenOperation(scheme), 'a token', description, {
    name: 'Get an access token',
    expected: { status: 200, response: granted },
    captures: [{ kind: 'token' }],
  });
  return toRequests([made], model);
}

/**
 * Requests that check the token endpoint against OAuth 2.0.
 *
 * OpenAPI does not describe the token endpoint, so its responses are described here: https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export function tokenCases(model: ApiModel): readonly Case[] {
  const scheme = tokenScheme(model);
  if (!scheme) return [];
  const operation = tokenOperation(scheme);
  const refused = (error: readonly string[], ...statuses: readonly number[]) =>
    toExpected(
      statuses.map((status) => ({ status, response: refusal(status, error), causes: ['invalid-credentials'] })),
    );
  // For credentials in the header, the status must be 401; for those in the body, 400 is allowed as well. https://www.rfc-editor.org/rfc/rfc6749#section-5.2
  const unknown = refused(['invalid_client'], ...(scheme.clientAuthentication === 'header' ? [401] : [401, 400]));
  const nobody = refused(['invalid_client', 'invalid_request', 'unauthorized_client'], 401, 400);
  return [
    toCase(operation, 'a wrong secret', 'A wrong client secret is refused.', {
      credentials: { kind: 'client', wrong: 'secret' },
      expected: unknown,
    }),
    toCase(operation, 'an unknown client', 'An unknown client id is refused.', {
      credentials: { kind: 'client', wrong: 'id' },
      expected: unknown,
    }),
    toCase(operation, 'no credentials', 'A request without client credentials is refused.', {
      credentials: { kind: 'client', wrong: 'all' },
      expected: nobody,
    }),
    toCase(operation, 'an unknown grant type', 'An unknown grant type is refused.', {
      body: form('grant_type=no-such-grant'),
      expected: refused(['unsupported_grant_type', 'unauthorized_client'], 400),
    }),
    toCase(operation, 'no grant type', 'A request without a grant type is refused.', {
      body: form('scope='),
      expected: refused(['invalid_request', 'unsupported_grant_type'], 400),
    }),
    ...smallTokens(operation, model),
  ];
}

/**
 * Requests for tokens with an insufficient scope, which the requests in "Access" send. The endpoint may refuse the scope. If it grants
 * another scope than requested, its response must name that scope. An endpoint that grants an undocumented scope without saying
 * so ignores scopes.
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
  const either: Expected = {
    status: 200,
    response: { ...granted, headers: [] },
    or: [{ status: '4XX', response: { status: '4XX', description: '', headers: [], media: [], pointer: '' } }],
  };
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

function tokenScheme(model: ApiModel): ClientCredentialsScheme | undefined {
  const used = model.operations.flatMap(({ security }) =>
    security.flatMap(({ needs }) => needs.map(({ scheme }) => scheme)),
  );
  return used.find((candidate) => candidate.kind === 'client-credentials');
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
    responses: [granted],
    security: [{ needs: [{ scheme, scopes: [] }] }],
    links: [],
    pointer: '',
  };
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
const GRANTED = {
  type: 'object',
  required: ['access_token', 'token_type'],
  properties: {
    access_token: { type: 'string', minLength: 1 },
    token_type: { type: 'string', pattern: '^[Bb][Ee][Aa][Rr][Ee][Rr]$' },
    expires_in: { type: 'integer', minimum: 1 },
  },
};

const NO_STORE = {
  name: 'Cache-Control',
  required: true,
  description: 'A response with a token must not be cached.',
  node: { schema: { type: 'string', pattern: 'no-store' }, pointer: '' },
};

const granted: Response = {
  status: '200',
  description: 'A token.',
  headers: [NO_STORE],
  media: [{ type: 'application/json', node: { schema: GRANTED, pointer: '' }, examples: [] }],
  pointer: '',
};

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function refusal(status: number, errors: readonly string[]): Response {
  const schema = { type: 'object', required: ['error'], properties: { error: { enum: errors } } };
  return {
    status: String(status),
    description: 'The request is refused.',
    headers: [],
    media: [{ type: 'application/json', node: { schema, pointer: '' }, examples: [] }],
    pointer: '',
  };
}
