import { describe, expect, it } from 'vitest';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel } from './helpers.ts';

const flow = (tokenUrl: string) => ({
  type: 'oauth2',
  flows: { clientCredentials: { tokenUrl, scopes: { read: '', write: '' } } },
});
const operation = (operationId: string, security: object[]) => ({
  operationId,
  security,
  responses: { 204: { description: '' } },
});

const model = toModel({
  openapi: '3.1.0',
  info: { title: 'Scopes', version: '1' },
  paths: {
    '/read': { get: operation('read', [{ A: ['read'] }]) },
    '/write': { get: operation('write', [{ A: ['write'] }]) },
    '/forgotten': { get: operation('forgotten', [{ A: ['audit'] }]) },
    '/other': { get: operation('other', [{ B: [] }]) },
    '/either': { get: operation('either', [{ B: [] }, { A: [] }]) },
    '/free': { get: operation('free', [{ A: [] }, {}]) },
  },
  components: { securitySchemes: { A: flow('/token-a'), B: flow('/token-b') } },
});

describe('a token', () => {
  it.each([
    { scope: '', path: '/read', want: 204 },
    { scope: '', path: '/write', want: 204 },
    { scope: 'read', path: '/read', want: 204 },
    { scope: 'read', path: '/write', want: 403 },
    { scope: 'read write', path: '/write', want: 204 },
    // Its flow does not list it.
    { scope: 'audit', path: '/forgotten', want: 204 },
    { scope: 'read', path: '/forgotten', want: 403 },
    { scope: '', path: '/other', want: 401 },
    { scope: '', path: '/either', want: 204 },
  ])('of the first endpoint with the scope "$scope" is answered with $want at $path', async ({ scope, path, want }) => {
    const server = createReferenceServer(model, {});
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope, ...localCredentials(model) });
    const token = await server.fetch(new Request('http://local/token-a', { method: 'POST', body }));
    const { access_token } = (await token.json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${access_token}` };
    expect((await server.fetch(new Request(`http://local${path}`, { headers }))).status).toBe(want);
  });

  it('is not needed where an empty alternative makes it optional', async () => {
    expect((await createReferenceServer(model, {}).fetch(new Request('http://local/free'))).status).toBe(204);
  });
});
