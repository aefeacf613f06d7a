import { assertNever } from '../core/errors.ts';
import type { ApiModel, SecurityScheme } from '../model/types.ts';

/** What the server knows: the items of each list, by the path template of the list. */
export type DataSet = Readonly<Record<string, readonly unknown[]>>;

export interface ServerOptions {
  /** What opens the door, by variable name: `client_id`, `client_secret`, and each other scheme by its own name; and an `expired_token`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Seconds that a token lives. `undefined`: it lives on, and the answer of the token endpoint has no `expires_in`. */
  readonly expiresIn: number | undefined;
  /** Now, in milliseconds, as `Date.now` tells it. */
  readonly clock: () => number;
  /** Hears of errors that are bugs of ours: the caller is only told that there was one. */
  readonly onError: (error: unknown) => void;
}

/** Options as given, made whole. */
export function toServerOptions(model: ApiModel, given: Partial<ServerOptions>): ServerOptions {
  return {
    expiresIn: 3600,
    clock: Date.now,
    onError: () => {},
    ...given,
    credentials: { ...localCredentials(model), ...given.credentials },
  };
}

/** Credentials for a server on this machine, by variable name. Their values say that they are worth nothing elsewhere. */
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
      ];
    case 'api-key':
      return [[scheme.name, 'local-key-not-a-secret']];
    case 'bearer':
      return [[scheme.name, 'local-token-not-a-secret']];
    case 'basic':
      return [
        ['username', 'local-user'],
        ['password', 'local-password-not-a-secret'],
      ];
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}
