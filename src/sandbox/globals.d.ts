/** What the scripts of this folder find in a Postman sandbox: no more of it than they use. */

/** The factory that the collection's own script assigns; what it holds besides is for every script of the run. */
declare const contract: {
  /** Definitions that several schemas refer to as `#/$defs/name`. */
  readonly schemas: Readonly<Record<string, Subschema>>;
  /** What lists mean, by name. */
  readonly lists: Readonly<Record<string, import('./request-data.ts').ListData>>;
  /** A proof sets it: there, each request reads lists of its own. */
  readonly isUnlimited?: boolean;
};

/** What a request says of itself. Only functions for lists read it; without a list, it has no member. */
declare const about: import('./request-data.ts').About;

/** What a run remembers; assigned, without being declared, at its first use. */
declare let contractMemory: Memory;

/** What scripts and the runner agree on stands before all functions of the library. */
declare const NOT_JUDGED: typeof import('../core/protocol.ts').NOT_JUDGED;
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
    /** Where the request, or what it inherits from, has some. */
    readonly auth?: { readonly type: string };
  };
  /** Not there in a pre-request script. */
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

/** A script that calls it by this name is a module to the compiler: by another name it is none. */
declare function require(name: 'punycode'): { toASCII(domain: string): string; toUnicode(domain: string): string };
declare function require(name: 'buffer'): {
  readonly Buffer: { from(text: string, encoding: 'utf8' | 'base64'): PostmanBytes };
};

interface PostmanBytes {
  equals(other: PostmanBytes): boolean;
  toString(encoding: 'utf8' | 'base64'): string;
}

declare function btoa(text: string): string;

declare const console: { warn(text: string): void };

declare function setTimeout(callback: () => void, milliseconds: number): void;

/** What a token endpoint grants. https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
interface Grant {
  readonly access_token: string;
  readonly expires_in?: unknown;
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
  /** Whether the client has added it by itself. */
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
  /** Bytes of the body; in a test script and in callbacks of `sendRequest` alike. */
  readonly responseSize?: number;
  readonly stream: PostmanBytes;
  text(): string;
  json(): unknown;
}

/** The chains of Chai that are in use: https://www.chaijs.com/api/bdd/ */
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
