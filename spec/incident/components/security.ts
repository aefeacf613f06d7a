import type { SchemaObject, SecuritySchemeObject } from '../../../src/index.ts';
import { json, ref } from '../../../src/index.ts';

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
const Token = {
  title: 'Token',
  description: 'An access token.',
  type: 'object',
  $comment:
    "Documented: the three members, and a lifetime in seconds (guide, annex, step 3; the provider's OAuth page).",
  required: ['token_type', 'access_token', 'expires_in'],
  properties: {
    token_type: { description: 'How the token is sent.', type: 'string', pattern: '^[Bb][Ee][Aa][Rr][Ee][Rr]$' },
    access_token: { description: 'The token.', type: 'string', minLength: 1 },
    expires_in: { description: 'The lifetime in seconds.', type: 'integer', minimum: 1 },
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

/** Guide, annex, steps 2 and 3. */
const OAuth2 = {
  type: 'oauth2',
  description:
    "Client credentials. Client id and client secret come from your Orange Developer account. The guide's text gives version 3 of the token URL; one of its screenshots still shows `v2`. The guide leaves the scope empty.",
  flows: {
    clientCredentials: {
      tokenUrl: 'https://api.orange.com/oauth/v3/token',
      scopes: {
        'b2b:incident': 'List, details and report of incidents',
        'b2b:incident:readonly': 'List and details of incidents',
      },
    },
  },
  'x-token-name': 'Token API4B',
  'x-client-authentication': 'header',
  // The gateway refuses with its own envelope, and not with that of RFC 6749: "Best practices for API error handling".
  'x-token-responses': {
    200: {
      description: 'A token. Its lifetime is in seconds.',
      content: json(Token, {
        token: { value: { token_type: 'Bearer', access_token: 'i6m2iIcY0SodWSe...L3ojAXXrH', expires_in: 3600 } },
      }),
    },
    400: ref('responses/BadRequest'),
    401: ref('responses/Unauthorized'),
  },
} as const satisfies SecuritySchemeObject;

/** Guide, "Prerequisite: before starting". The component's key is the name of the Postman variable in its screenshots. */
const ApiKey = {
  type: 'apiKey',
  in: 'header',
  name: 'x-api-key',
  description: 'Your Orange Business contact can provide you this API key. It expires after two years.',
} as const satisfies SecuritySchemeObject;

export const securitySchemes = { OAuth2, 'API-KEY': ApiKey };
