import { data, openapi } from '../../spec/incident/index.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ApiModel } from '../../src/model/types.ts';
import type { DataSet, ServerOptions } from '../../src/server/options.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../src/server/server.ts';

/** A document as a model. */
export function toModel(document: unknown): ApiModel {
  return toApiModel({ document, locate: (pointer) => ({ pointer }) });
}

export const incidentModel = toModel(openapi);

export const TOKEN_URL = 'http://local/oauth/v3/token';
export const LIST_URL = 'http://local/incident/b2b/v1/incidents';

export function incidentServer(options: Partial<ServerOptions> = {}, items: DataSet = data): ReferenceServer {
  return createReferenceServer(incidentModel, items, options);
}

/** The same server, where nothing is described of the token endpoint: RFC 6749 is all that is known. */
export function plainTokenServer(options: Partial<ServerOptions> = {}): ReferenceServer {
  const { 'x-token-responses': _, ...OAuth2 } = openapi.components.securitySchemes.OAuth2;
  const components = { ...openapi.components, securitySchemes: { ...openapi.components.securitySchemes, OAuth2 } };
  return createReferenceServer(toModel({ ...openapi, components }), data, options);
}

export const credentials = localCredentials(incidentModel);

export function basic(id = credentials['client_id'], secret = credentials['client_secret']): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export const FORM = 'application/x-www-form-urlencoded';

/** Ask for a token as the guide says; `form` and `headers` override. */
export function askToken(
  server: ReferenceServer,
  form: string = 'grant_type=client_credentials',
  headers: Record<string, string> = {},
): Promise<Response> {
  const all = { Authorization: basic(), 'Content-Type': FORM, ...headers };
  return server.fetch(new Request(TOKEN_URL, { method: 'POST', headers: all, body: form }));
}

export async function tokenOf(server: ReferenceServer, form?: string): Promise<string> {
  const { access_token } = (await (await askToken(server, form)).json()) as { access_token: string };
  return access_token;
}

/** Headers that open the Incident API. */
export async function keysOf(server: ReferenceServer): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await tokenOf(server)}`, 'x-api-key': String(credentials['API-KEY']) };
}

export interface Item {
  readonly [member: string]: unknown;
}

/** Get a URL with all credentials. */
export async function get(server: ReferenceServer, url: string, headers: Record<string, string> = {}) {
  const response = await server.fetch(new Request(url, { headers: { ...(await keysOf(server)), ...headers } }));
  return { status: response.status, headers: response.headers, body: (await response.json()) as Item & Item[] };
}

/** The list of the Incident API, asked with a query. */
export function list(server: ReferenceServer, query = '') {
  return get(server, `${LIST_URL}${query}`);
}

export function ids(items: readonly Item[]): unknown[] {
  return items.map(({ id }) => id);
}
