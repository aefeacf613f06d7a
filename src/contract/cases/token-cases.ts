import type { ApiModel, ClientCredentialsScheme, Operation, Response } from '../../model/types.ts';
import type { Case } from './case.ts';

/**
 * The token endpoint, held against OAuth 2.0, which every endpoint for client credentials follows.
 *
 * It is no operation of the description, so we describe it here: https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export function tokenCases(model: ApiModel): readonly Case[] {
  const used = model.operations.flatMap(({ security }) =>
    security.flatMap(({ needs }) => needs.map(({ scheme }) => scheme)),
  );
  const scheme = used.find((candidate) => candidate.kind === 'client-credentials');
  if (scheme?.kind !== 'client-credentials') return [];
  const operation = tokenOperation(scheme);
  const body = (form: string) => ({ type: 'application/x-www-form-urlencoded', value: form });
  const expected = (status: string) => {
    const response = operation.responses.find((candidate) => candidate.status === status);
    return (
      response && {
        status: Number(status),
        response,
        ...(status !== '200' && { causes: ['invalid-credentials'] as const }),
      }
    );
  };
  const shared = { operation, arguments: [], endpoint: 'token' as const };
  return [
    {
      ...shared,
      name: 'Token endpoint: a token',
      description: 'The right credentials are granted a token, and the answer is not kept by anybody on the way.',
      credentials: { kind: 'client', right: true },
      body: body('grant_type=client_credentials'),
      expected: expected('200'),
    },
    {
      ...shared,
      name: 'Token endpoint: a wrong secret',
      description: 'A wrong client secret is refused.',
      credentials: { kind: 'client', right: false },
      body: body('grant_type=client_credentials'),
      expected: expected('401'),
    },
    {
      ...shared,
      name: 'Token endpoint: an unknown grant',
      description: 'A grant type that nobody knows is refused.',
      credentials: { kind: 'client', right: true },
      body: body('grant_type=no-such-grant'),
      expected: expected('400'),
    },
  ];
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
    responses: [
      response('200', 'A token.', GRANTED),
      response(
        '400',
        'The request is not one that the endpoint can grant.',
        refused(['unsupported_grant_type', 'unauthorized_client']),
      ),
      response('401', 'The client is not known by these credentials.', refused(['invalid_client'])),
    ],
    security: [{ needs: [{ scheme, scopes: [] }] }],
    links: [],
    pointer: '',
  };
}

function response(status: string, description: string, schema: unknown): Response {
  return {
    status,
    description,
    headers: status === '200' ? [NO_STORE] : [],
    media: [{ type: 'application/json', node: { schema, pointer: '' }, examples: [] }],
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
  description: 'A token is kept by nobody on the way.',
  node: { schema: { type: 'string', pattern: 'no-store' }, pointer: '' },
};

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function refused(errors: readonly string[]) {
  return { type: 'object', required: ['error'], properties: { error: { enum: errors } } };
}
