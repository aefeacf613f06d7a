import { assertNever } from '../core/errors.ts';
import type { ApiModel, SecurityScheme } from '../model/types.ts';

/** The data of the server: the items of each list, by the path template of the list. */
export type DataSet = Readonly<Record<string, readonly unknown[]>>;

/** How a reference server grants tokens, and what it tells of its errors. */
export interface ServerOptions {
  /**
   * The credentials that are accepted, by variable name: `client_id`, `client_secret`, and those of each other scheme by the names of its variables;
   * and an `expired_token`.
   */
  readonly credentials: Readonly<Record<string, string>>;
  /** The lifetime of a token in seconds. `undefined`: it does not expire, and the token response has no `expires_in`. */
  readonly expiresIn: number | undefined;
  /** The current time in milliseconds, like `Date.now`. */
  readonly clock: () => number;
  /** Called with errors that are bugs of the server: the response says only that there was one. */
  readonly onError: (error: unknown) => void;
}

/** The options with their defaults. */
export function toServerOptions(model: ApiModel, given: Partial<ServerOptions>): ServerOptions {
  return {
    expiresIn: 3600,
    clock: Date.now,
    onError: () => {},
    ...given,
    credentials: { ...localCredentials(model), ...given.credentials },
  };
}

/** Credentials for a server on this machine, by variable name. Their values say that they are not secrets. */
export function localCredentials(model: ApiModel): Record<string, string> {
  const known = model.securitySchemes.flatMap(toLocalCredentials);
  const hasTokens = model.securitySchemes.some(({ kind }) => kind === 'client-credentials' || kind === 'bearer');
  return Object.fromEntries([...known, ...(hasTokens ? [['expired_token', 'local-expired-token-not-a-secret']] : [])]);
}

function toLocalCredentials(scheme: SecurityScheme): [string, string][] {
  switch (scheme.kind) {
    case 'client-credentials':
      return [
        ['client_id', 'local-client'],
        ['client_secret', 'local-secret-not-a-secret'],
        // Empty: a token by client credentials is what is tried here.
        ...(scheme.discovery ? [[scheme.discovery.variable, ''] as [string, string]] : []),
      ];
    case 'api-key':
      return [[scheme.variable, 'local-key-not-a-secret']];
    case 'bearer':
      return [[scheme.variable, 'local-token-not-a-secret']];
    case 'http':
      return [[scheme.variable, 'local-credentials-not-a-secret']];
    case 'basic':
    case 'digest':
      return [
        [scheme.username, 'local-user'],
        [scheme.password, 'local-password-not-a-secret'],
      ];
    case 'mutual-tls':
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}
