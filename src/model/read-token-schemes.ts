/** Security schemes with a token: one that the collection fetches, or that a person gets. */
import { isRecord } from '../core/json.ts';
import { readResponses } from './read-responses.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { relativeAt, toAbsolute } from './relative-urls.ts';
import { type Api, type Names, type SchemeNode, toVariable } from './scheme-names.ts';
import { entriesAt, objectAt, textAt, wordAt } from './typed-members.ts';
import type { ClientCredentialsScheme, SecurityScheme } from './types.ts';

/** The flow of client credentials, if there is one: it needs no person. https://spec.openapis.org/oas/v3.1.1.html#oauth-flows-object */
export function readOAuth2(
  reading: Reading,
  from: SchemeNode,
  names: Names,
  api: Api & { root: Node },
): SecurityScheme {
  const { name, node, description } = from;
  const flows = objectAt(reading, node, 'flows');
  const flow = flows && objectAt(reading, flows, 'clientCredentials');
  const tokenUrl = flow ? toAbsolute(textAt(reading, flow, 'tokenUrl'), api.baseUrl) : '';
  if (!flow || (names.token && names.token.tokenUrl !== tokenUrl)) {
    const why = flow
      ? 'its token endpoint is not that of another scheme'
      : 'no flow of client credentials is described';
    return readToken(reading, from, names, why);
  }
  const scopes = objectAt(reading, flow, 'scopes');
  const responses = readTokenResponses(reading, node, tokenUrl, api);
  const scheme: ClientCredentialsScheme = {
    kind: 'client-credentials',
    name,
    description,
    tokenUrl,
    scopes: scopes && isRecord(scopes.value) ? Object.keys(scopes.value) : [],
    ...relativeAt(reading, flow, 'tokenUrl', api),
    ...readClient(reading, node, api),
    ...(responses && { responses }),
  };
  names.token ??= scheme;
  return scheme;
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html */
export function readOpenId(reading: Reading, from: SchemeNode, names: Names, api: Api): SecurityScheme {
  const { name, node, description } = from;
  const url = toAbsolute(textAt(reading, node, 'openIdConnectUrl'), api.baseUrl);
  if (names.token && names.token.discovery?.url !== url) {
    return readToken(reading, from, names, 'its token endpoint is not that of another scheme');
  }
  const responses = readResponses(reading, node, 'post', 'x-token-responses');
  const scheme: ClientCredentialsScheme = {
    kind: 'client-credentials',
    name,
    description,
    tokenUrl: '',
    discovery: { url, variable: names.token?.discovery?.variable ?? toVariable(reading, from, names) },
    scopes: [],
    ...relativeAt(reading, node, 'openIdConnectUrl', api),
    ...readClient(reading, node, api),
    ...(responses.length > 0 && { responses }),
  };
  names.token ??= scheme;
  return scheme;
}

/** A scheme of which a person gets the token, and why. */
export function readToken(reading: Reading, from: SchemeNode, names: Names, why: string): SecurityScheme {
  const { name, node, description } = from;
  const variable = toVariable(reading, from, names);
  if (names.used.has(name)) {
    notice(reading, 'note', node.path, `${why}, so its token is taken from the variable "${variable}"`);
  }
  return { kind: 'bearer', name, variable, description };
}

function readClient(reading: Reading, node: Node, { title }: Api) {
  return {
    clientAuthentication: wordAt(reading, node, 'x-client-authentication', ['header', 'body']) ?? 'header',
    tokenName: textAt(reading, node, 'x-token-name') || `Token ${title}`,
  } as const;
}

/** The documented responses of the token endpoint: those of an operation at its URL, or `x-token-responses`. */
function readTokenResponses(reading: Reading, scheme: Node, tokenUrl: string, api: Api & { root: Node }) {
  const path = entriesAt(reading, api.root, 'paths').find(([path]) => `${api.baseUrl}${path}` === tokenUrl);
  const operation = path && child(path[1], 'post');
  const found = operation
    ? readResponses(reading, operation, 'post')
    : readResponses(reading, scheme, 'post', 'x-token-responses');
  return found.length > 0 ? found : undefined;
}
