import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Provider } from 'oidc-provider';
import { serveHttp } from './helpers.ts';

/** A client of the authorization server, with the way in which alone it may authenticate. */
export interface Client {
  readonly client_id: string;
  readonly client_secret: string;
  readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post';
}

/** Nobody's client: the API itself, when it asks whether a token is valid. */
const API: Client = {
  client_id: 'api',
  client_secret: 'introspects',
  token_endpoint_auth_method: 'client_secret_basic',
};

/**
 * `oidc-provider`, a certified authorization server, granting client credentials, and an API behind it that lets in who has a
 * token of it, with this scope if it needs one. Both count.
 */
export async function startAuthorizationServer(client: Client, scope?: string) {
  const counts = { tokenRequests: 0, granted: 0, refused: 0 };
  let answer: RequestListener = () => {};
  const issuer = await serveHttp((request, response) => {
    if (request.url === '/token') counts.tokenRequests += 1;
    answer(request, response);
  });
  answer = new Provider(issuer, toConfiguration(client, scope)).callback();
  const api = await serveHttp(async (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const owner = token === undefined ? undefined : await introspect(issuer, token, scope);
    const allowed = owner === client.client_id;
    counts[allowed ? 'granted' : 'refused'] += 1;
    response.writeHead(allowed ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(allowed ? { owner } : { error: 'invalid_token' }));
  });
  return { issuer, tokenUrl: `${issuer}/token`, api, counts };
}

/** Whose token it is, if it is one that is valid: https://www.rfc-editor.org/rfc/rfc7662 */
async function introspect(issuer: string, token: string, scope?: string): Promise<string | undefined> {
  const authorization = `Basic ${Buffer.from(`${API.client_id}:${API.client_secret}`).toString('base64')}`;
  const body = new URLSearchParams({ token });
  const response = await fetch(`${issuer}/token/introspection`, { method: 'POST', headers: { authorization }, body });
  const found = (await response.json()) as { active: boolean; client_id?: string; scope?: string };
  return found.active && found.scope === scope ? found.client_id : undefined;
}

function toConfiguration(client: Client, scope: string | undefined): object {
  const scopes = scope === undefined ? [] : [scope];
  const grant = {
    ...(scope !== undefined && { scope }),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    adapter: createAdapter(),
    clients: [client, API].map((known) => ({ ...known, ...grant })),
    ...(scope !== undefined && { scopes }),
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false },
    },
    ttl: { ClientCredentials: 600 },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'test' }] },
  };
}

/** Its own store in memory warns that it is not for production. Only what this grant needs is here. */
function createAdapter() {
  const stored = new Map<string, object>();
  return class {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
    async upsert(id: string, payload: object) {
      stored.set(`${this.name} ${id}`, payload);
    }
    async find(id: string) {
      return stored.get(`${this.name} ${id}`);
    }
  };
}
