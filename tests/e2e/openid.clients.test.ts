/** OpenID Connect against a certified provider: the token endpoint is discovered, and the needed scope is requested. */
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';
import { startAuthorizationServer } from './authorization-server.ts';

const client = {
  client_id: 'reader',
  client_secret: 's7-e0c1d2:f3 4',
  token_endpoint_auth_method: 'client_secret_basic',
} as const;
const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });

it.each(CLIENTS)('is green, in %s', async (name) => {
  const { issuer, api, counts } = await startAuthorizationServer(client, 'orders:read');
  const openIdConnectUrl = 'https://id.example/.well-known/openid-configuration';
  const suite = await suiteOf({
    openapi: '3.1.1',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: api }],
    security: [{ Id: ['orders:read'] }],
    paths: {
      '/orders': { get: { responses: { 200: answer({ required: ['owner'] }), 401: answer({ required: ['error'] }) } } },
    },
    components: { securitySchemes: { Id: { type: 'openIdConnect', openIdConnectUrl } } },
  });
  const { client_id, client_secret } = client;
  const variables = {
    client_id,
    client_secret,
    base_url: api,
    openid_configuration_url: `${issuer}/.well-known/openid-configuration`,
  };
  const verdict = await tried(suite, { client: name, live: true, variables });
  expect(brokenIn(verdict)).toEqual([]);
  expect({ ok: verdict.ok, notes: verdict.notices, granted: counts.granted }).toEqual({
    ok: true,
    notes: [],
    granted: 1,
  });
});
