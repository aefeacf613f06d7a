/** Where this server issues tokens: at the path of each described token URL, or at one of its own that it lets clients discover. */
import { scopesInUse } from '../model/chosen-security.ts';
import type { ApiModel, ClientCredentialsScheme, Response as DescribedResponse } from '../model/types.ts';

/** A token endpoint. Schemes with the same token URL share one. */
export interface TokenEndpoint {
  readonly path: string;
  /** The scopes that it can grant. */
  readonly scopes: ReadonlySet<string>;
  /** What it answers, where that is described. */
  readonly responses?: readonly DescribedResponse[];
  /** The path of the OpenID configuration that names it. */
  readonly discoveryPath?: string;
}

/** Read the token endpoints from the client-credentials schemes. */
export function toTokenEndpoints(model: ApiModel): readonly TokenEndpoint[] {
  const endpoints = new Map<string, TokenEndpoint>();
  for (const scheme of model.securitySchemes) {
    if (scheme.kind !== 'client-credentials') continue;
    const path = toEndpointPath(scheme);
    if (path === undefined) continue;
    const { scopes, ...known } = endpoints.get(path) ?? { path, scopes: [] };
    const { discovery, responses } = scheme;
    endpoints.set(path, {
      ...(responses && { responses }),
      ...(discovery && { discoveryPath: new URL(discovery.url).pathname }),
      ...known,
      // OpenID Connect describes no scopes, and other flows may forget some. Those that operations need are granted.
      scopes: new Set([...scopes, ...scheme.scopes, ...scopesInUse(model)]),
    });
  }
  return [...endpoints.values()];
}

/** The path at which the tokens of a scheme are issued here. */
export function toEndpointPath({ tokenUrl, discovery }: ClientCredentialsScheme): string | undefined {
  if (discovery) {
    if (!URL.canParse(discovery.url)) return undefined;
    return `${new URL(discovery.url).pathname.replace(/\/(\.well-known\/[^/]*)?$/, '')}/openid/token`;
  }
  return URL.canParse(tokenUrl) ? new URL(tokenUrl).pathname : undefined;
}

/** The OpenID configuration. https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
export function toOpenIdConfiguration({ path, discoveryPath = '', scopes }: TokenEndpoint, origin: string): Response {
  const issuer = `${origin}${discoveryPath.replace(/\/\.well-known\/.*$/, '')}`;
  return Response.json({
    issuer,
    authorization_endpoint: `${issuer}/openid/authorize`,
    token_endpoint: `${origin}${path}`,
    jwks_uri: `${issuer}/openid/keys`,
    response_types_supported: ['none'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    scopes_supported: [...scopes],
  });
}
