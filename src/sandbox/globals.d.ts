/** The part of the Postman sandbox that the scripts of this folder use. */

/** The factory of the library, which the collection's pre-request script assigns, with data for all scripts of the run. */
declare const contract: {
  /** Definitions that several schemas refer to as `#/$defs/name`. */
  readonly schemas: Readonly<Record<string, Subschema>>;
  /** The meanings of lists, by name. */
  readonly lists: Readonly<Record<string, import('./request-data.ts').ListData>>;
  /** What may hold a credential in a request. */
  readonly credentials: import('./request-data.ts').CredentialPlaces;
  /** Set by `prove`: reading lists has no budget. */
  readonly isUnlimited?: boolean;
};

/** The data about the request. Only functions for lists read it; it is empty without a list. */
declare const about: import('./request-data.ts').About;

/** The cache of a run: an undeclared global that is assigned at its first use. */
declare let contractMemory: Memory;

/** The constants of `core/protocol.ts`, which come before all functions of the library. */
declare const NOT_JUDGED: typeof import('../core/protocol.ts').NOT_JUDGED;
declare const NOTE: typeof import('../core/protocol.ts').NOTE;
declare const BUDGET: typeof import('../core/protocol.ts').BUDGET;
declare const PAGES: typeof import('../core/protocol.ts').PAGES;
declare const WHY: typeof import('../core/protocol.ts').WHY;
declare const THIS_REQUEST: typeof import('../core/protocol.ts').THIS_REQUEST;
declare const TOKEN_ASSERTION: typeof import('../core/protocol.ts').TOKEN_ASSERTION;

declare const pm: {
  readonly variables: PostmanVariables;
  readonly collectionVariables: PostmanVariables;
  readonly environment: PostmanVariables;
  readonly request: {
    readonly url: {
      toString(): string;
      getPath(): string;
      readonly query: PostmanList<PostmanParameter>;
    };
    readonly method: string;
    readonly headers: PostmanHeaders;
    /** The authorization of the request, if it has or inherits one. */
    readonly auth?: { readonly type: string };
  };
  /** Missing in a pre-request script. */
  readonly response: PostmanResponse;
  sendRequest(
    request:
      | string
      | { url: string; method?: string; header?: PostmanHeader[] | Record<string, string>; body?: unknown },
    callback: (error: (Error & { readonly code?: string }) | null, response: PostmanResponse) => void,
  ): void;
  readonly test: {
    (name: string, judge: () => void): void;
    skip(name: string, judge?: () => void): void;
  };
  readonly expect: {
    (value: unknown, name?: string): { readonly to: PostmanExpectation; readonly not: PostmanExpectation };
    fail(message: string): never;
  };
  readonly execution: { skipRequest(): void; setNextRequest(idOrName: string | null): void };
  readonly info: {
    readonly requestId: string;
    readonly requestName: string;
    readonly eventName: string;
    readonly iteration: number;
  };
};

/** Scripts use it under another name, because a call of `require` would make them modules for the compiler. */
declare function require(name: 'punycode'): { toASCII(domain: string): string; toUnicode(domain: string): string };
declare function require(name: 'buffer'): {
  readonly Buffer: { from(text: string, encoding: 'utf8' | 'base64'): PostmanBytes };
};

interface PostmanBytes {
  readonly [index: number]: number;
  equals(other: PostmanBytes): boolean;
  toString(encoding: 'utf8' | 'base64'): string;
}

declare function btoa(text: string): string;

declare const console: { warn(text: string): void };

declare function setTimeout(callback: () => void, milliseconds: number): void;

/** A successful response of a token endpoint. https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
interface Grant {
  readonly access_token: string;
  readonly expires_in?: unknown;
  readonly scope?: unknown;
}

interface PostmanVariables {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  unset(name: string): void;
  has(name: string): boolean;
}

interface PostmanHeader {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
  /** Whether the client has added the header itself. */
  readonly system?: boolean;
}

/** https://www.postmanlabs.com/postman-collection/PropertyList.html */
interface PostmanList<Member> {
  all(): Member[];
  filter(fits: (member: Member) => boolean): Member[];
}

interface PostmanHeaders extends PostmanList<PostmanHeader> {
  get(name: string): string | undefined;
  has(name: string): boolean;
  upsert(header: PostmanHeader): void;
  remove(name: string): void;
}

interface PostmanParameter {
  readonly key: string;
  readonly value: string | null;
  readonly disabled?: boolean;
}

interface PostmanResponse {
  readonly code: number;
  readonly status: string;
  readonly headers: PostmanHeaders;
  readonly responseTime: number;
  /** The bytes of the body. */
  readonly responseSize?: number;
  readonly stream: PostmanBytes;
  text(): string;
  json(): unknown;
}

/** The Chai assertions in use: https://www.chaijs.com/api/bdd/ */
interface PostmanExpectation {
  readonly be: PostmanExpectation;
  readonly not: PostmanExpectation;
  readonly at: PostmanExpectation;
  equal(value: unknown, message?: string): void;
  eql(value: unknown, message?: string): void;
  an(type: string, message?: string): void;
  a(type: string, message?: string): void;
  oneOf(values: readonly unknown[], message?: string): void;
  least(value: number, message?: string): void;
  most(value: number, message?: string): void;
  within(least: number, most: number, message?: string): void;
}
