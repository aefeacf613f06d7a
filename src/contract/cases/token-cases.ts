import type { ApiModel, ClientCredentialsScheme, Operation, Response } from '../../model/types.ts';
import type { Expected } from '../../rules/request.ts';
import { toExpected } from '../refusals.ts';
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
  const refused = (error: readonly string[], ...statuses: readonly number[]) =>
    toExpected(
      statuses.map((status) => ({ status, response: refusal(status, error), causes: ['invalid-credentials'] })),
    );
  // Who shows credentials in the header must hear 401; in the body, 400 is as right. https://www.rfc-editor.org/rfc/rfc6749#section-5.2
  const unknown = refused(['invalid_client'], ...(scheme.clientAuthentication === 'header' ? [401] : [401, 400]));
  const nobody = refused(['invalid_client', 'invalid_request', 'unauthorized_client'], 401, 400);
  const ask = (name: string, description: string, expected: Expected | undefined, more: Partial<Case>): Case => ({
    operation,
    arguments: [],
    endpoint: 'token',
    name: `Token endpoint: ${name}`,
    description,
    credentials: { kind: 'client' },
    body: form('grant_type=client_credentials'),
    expected,
    ...more,
  });
  return [
    ask(
      'a token',
      'The right credentials are granted a token, and the answer is not kept by anybody on the way.',
      { status: 200, response: granted },
      {},
    ),
    ask('a wrong secret', 'A wrong client secret is refused.', unknown, {
      credentials: { kind: 'client', wrong: 'secret' },
    }),
    ask('an unknown client', 'A client that nobody knows is refused.', unknown, {
      credentials: { kind: 'client', wrong: 'id' },
    }),
    ask('no credentials', 'Who does not say who asks is refused.', nobody, {
      credentials: { kind: 'client', wrong: 'missing' },
    }),
    ask(
      'an unknown grant',
      'A grant type that nobody knows is refused.',
      refused(['unsupported_grant_type', 'unauthorized_client'], 400),
      { body: form('grant_type=no-such-grant') },
    ),
    ask(
      'no grant',
      'A request that does not say what it asks for is refused.',
      refused(['invalid_request', 'unsupported_grant_type'], 400),
      { body: form('scope=') },
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
  description: 'A token is kept by nobody on the way.',
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
