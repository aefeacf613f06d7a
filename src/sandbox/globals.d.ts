/** What the scripts of this folder find in a Postman sandbox: no more of it than they use. */

/** The factory that the collection's own script assigns; what it holds besides is for every script of the run. */
declare const contract: {
  /** Definitions that several schemas refer to as `#/$defs/name`. */
  readonly schemas: Readonly<Record<string, Subschema>>;
};

/** What a request says of itself, where it does: the second argument of the factory. */
declare const about: About | undefined;

interface About {
  readonly [name: string]: unknown;
}

declare const pm: {
  readonly variables: PostmanVariables;
  readonly collectionVariables: PostmanVariables;
  readonly environment: PostmanVariables;
  readonly request: {
    readonly url: {
      toString(): string;
      getPath(): string;
      readonly query: { all(): PostmanParameter[] };
    };
    readonly method: string;
    readonly headers: PostmanHeaders;
  };
  /** Not there in a pre-request script. */
  readonly response: PostmanResponse;
  sendRequest(
    request:
      | string
      | { url: string; method?: string; header?: PostmanHeader[] | Record<string, string>; body?: unknown },
    callback: (error: Error | null, response: PostmanResponse) => void,
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
  readonly info: { readonly requestId: string; readonly requestName: string };
};

declare function require(name: 'punycode'): { toASCII(domain: string): string; toUnicode(domain: string): string };

declare function setTimeout(callback: () => void, milliseconds: number): void;

interface PostmanVariables {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  unset(name: string): void;
  has(name: string): boolean;
}

interface PostmanHeader {
  readonly key: string;
  readonly value: string;
}

interface PostmanHeaders {
  get(name: string): string | undefined;
  has(name: string): boolean;
  all(): PostmanHeader[];
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
