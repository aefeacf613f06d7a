import { randomBytes } from 'node:crypto';
import type { ServerOptions } from './options.ts';

interface Token {
  /** The path of the token endpoint that issued it: elsewhere it opens nothing. */
  readonly endpoint: string;
  readonly scopes: ReadonlySet<string>;
  /** In milliseconds, as the clock tells it. */
  readonly expiresAt: number;
}

export interface TokenStore {
  readonly issue: (endpoint: string, scopes: ReadonlySet<string>) => string;
  readonly find: (text: string) => Token | undefined;
}

/**
 * The access tokens that are known. An expired one stays known, so that its bearer hears "expired" and not "invalid"; only
 * when the store is full does the oldest go. All live equally long, so the oldest is also the first to expire.
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
