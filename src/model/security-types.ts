/** Security schemes and requirements, as plain data. */
import type { Response } from './types.ts';

/** https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object */
export type SecurityScheme =
  | ClientCredentialsScheme
  /** A token that a person gets: HTTP bearer, and the flows of OAuth 2.0 that need a person or a browser. */
  | (CredentialScheme & { readonly kind: 'bearer' })
  | PasswordScheme
  /** Another scheme of HTTP: `Authorization: <scheme> <credentials>`. */
  | (CredentialScheme & { readonly kind: 'http'; readonly scheme: string })
  | (CredentialScheme & {
      readonly kind: 'api-key';
      readonly in: 'header' | 'query' | 'cookie';
      readonly parameter: string;
    })
  /** A client certificate. It is part of the connection, and not of a request. */
  | (NamedScheme & { readonly kind: 'mutual-tls' })
  | (NamedScheme & { readonly kind: 'unsupported'; readonly type: string });

interface NamedScheme {
  /** The name in the description. */
  readonly name: string;
  readonly description: string;
}

interface CredentialScheme extends NamedScheme {
  /** The variable with the credential. */
  readonly variable: string;
}

/** User name and password, by `Basic` (RFC 7617) or `Digest` (RFC 7616). */
export interface PasswordScheme extends NamedScheme {
  readonly kind: 'basic' | 'digest';
  /** The variables with the user name and the password. */
  readonly username: string;
  readonly password: string;
}

/** OAuth 2.0 client credentials: https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface ClientCredentialsScheme extends NamedScheme {
  readonly kind: 'client-credentials';
  /** Absolute; a relative URL is resolved against the server. Empty where `discovery` gives it. */
  readonly tokenUrl: string;
  /** The URL of the token endpoint, or of the OpenID configuration, as it is described, where that is relative. */
  readonly relativeUrl?: string;
  /** OpenID Connect: where the token endpoint is found, and the variable for a token that a person gets. */
  readonly discovery?: { readonly url: string; readonly variable: string };
  readonly scopes: readonly string[];
  /** Where client id and secret are sent. `header` is HTTP Basic, which every server must support (RFC 6749, section 2.3.1). */
  readonly clientAuthentication: 'header' | 'body';
  readonly tokenName: string;
  /** What the token endpoint answers, where the description documents it. */
  readonly responses?: readonly Response[];
}

export interface SecurityRequirement {
  readonly needs: readonly { readonly scheme: SecurityScheme; readonly scopes: readonly string[] }[];
  /** The names of the schemes that one token satisfies, where there are several. `needs` has one of them. */
  readonly oneToken?: readonly string[];
}
