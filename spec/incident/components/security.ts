import type { SecuritySchemeObject } from '../../../src/index.ts';

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
} as const satisfies SecuritySchemeObject;

/** Guide, "Prerequisite: before starting". The component's key is the name of the Postman variable in its screenshots. */
const ApiKey = {
  type: 'apiKey',
  in: 'header',
  name: 'x-api-key',
  description: 'Your Orange Business contact can provide you this API key. It expires after two years.',
} as const satisfies SecuritySchemeObject;

export const securitySchemes = { OAuth2, 'API-KEY': ApiKey };
