import { randomBytes } from 'node:crypto';
import type { ServerOptions } from './options.ts';

interface Token {
  /** The path of the token endpoint that issued it. It is valid for schemes with this endpoint only. */
  readonly endpoint: string;
  readonly scopes: ReadonlySet<string>;
  /** In milliseconds, by the clock of the options. */
  readonly expiresAt: number;
}

export interface TokenStore {
  readonly issue: (endpoint: string, scopes: ReadonlySet<string>) => string;
  readonly find: (text: string) => Token | undefined;
}

/**
 * The store of access tokens. Expired tokens stay, so that the refusal says "expired" and not "invalid". When the store is full,
 * the oldest token is removed; all have the same lifetime, so it is also the first to expire.
 */
export function createTokenStore({ clock, expiresIn }: ServerOptions, capacity = 1000): TokenStore {
  const tokens = new Map<string, Token>();
  return {
    issue: (endpoint, scopes) => {
      for (const oldest of tokens.keys()) {
        if (tokens.size < capacity) break;
        tokens.delete(oldest);
      }
      const text = randomBytes(32).toString('base64url');
      const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : clock() + expiresIn * 1000;
      tokens.set(text, { endpoint, scopes, expiresAt });
      return text;
    },
    find: (text) => tokens.get(text),
  };
}
