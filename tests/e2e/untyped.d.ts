/** The little that we use of packages without types. */

declare module '@usebruno/converters' {
  export function postmanToBruno(collection: object): Promise<{
    readonly collection: BrunoCollection;
    readonly issues: readonly unknown[];
  }>;

  /** What Bruno shows after an import, as far as the tests look at it. */
  export interface BrunoCollection {
    readonly name: string;
    readonly items: readonly BrunoFolder[];
    readonly root: { readonly request: BrunoRequest };
  }

  interface BrunoFolder {
    readonly name: string;
    readonly items: readonly { readonly name: string; readonly request: BrunoRequest }[];
  }

  export interface BrunoRequest {
    readonly method: string;
    readonly url: string;
    readonly auth: { readonly mode: string; readonly oauth2: Readonly<Record<string, string>> | null };
    readonly headers: readonly { readonly name: string; readonly value: string; readonly enabled: boolean }[];
    readonly params: readonly {
      readonly name: string;
      readonly value: string;
      readonly type: 'query' | 'path';
      readonly enabled: boolean;
    }[];
  }
}

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  /** https://github.com/panva/node-oidc-provider/blob/main/docs/README.md */
  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }
}
