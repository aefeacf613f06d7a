/** The servers of an API, and of single operations. */

/** https://spec.openapis.org/oas/v3.1.1.html#server-object */
export interface Server {
  /** Of OpenAPI 3.2; empty where it has none. */
  readonly name?: string;
  /** Absolute, its variables replaced by their defaults, without a trailing slash. */
  readonly url: string;
  /** The same with variables of Postman: `https://{{base_url_region}}.example.com`. */
  readonly template: string;
  readonly description: string;
  readonly variables: readonly ServerVariable[];
}

/** The server of a path or an operation, with the variable of its URL. */
export interface OwnServer extends Server {
  readonly variable: string;
}

/** https://spec.openapis.org/oas/v3.1.1.html#server-variable-object */
export interface ServerVariable {
  readonly name: string;
  /** Its name as a variable of Postman. */
  readonly variable: string;
  /** The default. */
  readonly value: string;
  /** Empty where any value is. */
  readonly allowed: readonly string[];
  readonly description: string;
}
