/**
 * The API as plain data: what the rest of the library knows of a description. Nothing beyond `model/` reads OpenAPI.
 *
 * Schemas stay as written (references and all), each with its place; `schema/` knows what they mean.
 */
import type { Json } from '../core/json.ts';
import type { AllSchemas, SchemaNode } from '../schema/node.ts';
import type { Degree, ListMeaning } from './list-meaning.ts';

export type { Dialect, SchemaNode } from '../schema/node.ts';

/** With what its schemas are read: their dialect, and what their references lead to. */
export interface ApiModel extends AllSchemas {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The first server's URL, its variables filled in with their defaults; no trailing slash. */
  readonly baseUrl: string;
  readonly tags: readonly Tag[];
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** What a `$ref` in a schema leads to, by its pointer, such as `#/components/schemas/Order`. */
  readonly definitions: ReadonlyMap<string, unknown>;
}

export interface Tag {
  readonly name: string;
  readonly description: string;
}

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

export interface Operation {
  /** `operationId`, or one made of method and path. Unique. */
  readonly id: string;
  readonly method: Method;
  /** The path template, such as `/orders/{order_id}`. */
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives, each a set of schemes that are needed together. Empty: no credentials needed. */
  readonly security: readonly SecurityRequirement[];
  readonly list?: ListMeaning;
  /** `x-list: false`: it gives no list, whatever it looks like. */
  readonly noList?: true;
  /** Where the answer holds the value of a path parameter of another operation, though no link says it. */
  readonly handsOn?: HandedOn;
  /** The longest that an answer may take, in milliseconds. */
  readonly timeBudget?: number | false;
  /** What is done with query parameters that are given twice, or that are not described; empty where nobody may tell. */
  readonly oddParameters?: OddParameters;
  readonly links: readonly Link[];
  readonly pointer: string;
}

/** A member of an answer that is the value of a path parameter. */
export interface HandedOn {
  readonly degree: Degree;
  /** JSON pointer in the body of the answer. */
  readonly body: string;
  /** The path template that it is meant for, and its parameter. */
  readonly path: string;
  readonly parameter: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description: string;
  readonly node: SchemaNode;
  readonly example?: Json;
  /**
   * How the value is spelled: https://spec.openapis.org/oas/v3.1.1.html#style-values
   * `free-form` is an exploded form object: each of its properties is a query parameter of its own.
   */
  readonly spelling: 'single' | 'free-form' | 'other';
  /** An array in one parameter, its elements with commas between them: `style: form` without `explode`. */
  readonly commas?: true;
}

export interface OddParameters {
  readonly repeated?: 'refused';
  readonly unknown?: 'refused' | 'ignored';
}

export interface RequestBody {
  readonly required: boolean;
  readonly media: readonly Media[];
}

export interface Media {
  /** As written, such as `application/json`. */
  readonly type: string;
  readonly node?: SchemaNode;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly summary: string;
  readonly value: Json;
  readonly description?: string;
  /** For the answer of a refusal: what the caller did, from `x-cause`. */
  readonly causes: readonly Cause[];
  readonly pointer: string;
}

/** Why a server refuses; the values of `x-cause` on an Example Object or a Response Object. */
export const CAUSES = [
  'missing-credentials',
  'invalid-credentials',
  'expired-credentials',
  'missing-api-key',
  'invalid-api-key',
  'insufficient-scope',
  'unknown-resource',
  'method-not-allowed',
  'invalid-query-parameter',
  'missing-query-parameter',
  'invalid-path-parameter',
  'missing-header',
  'invalid-header',
  'invalid-body',
  'invalid-cursor',
  'too-many-requests',
  'internal-error',
  'unavailable',
] as const;

export type Cause = (typeof CAUSES)[number];

export interface Response {
  /** `200`, `4XX` or `default`, as written. */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly ResponseHeader[];
  readonly media: readonly Media[];
  /** What the caller did to be answered so, from `x-cause`, beside what the examples tell. */
  readonly causes?: readonly Cause[];
  /** Whether an `x-cause` stands on it or on one of its examples, whatever it says. */
  readonly causesDeclared?: true;
  /** Where it stands in the document: the same for all operations that share it. */
  readonly pointer: string;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly node: SchemaNode;
  readonly example?: Json;
}

export type SecurityScheme =
  | ClientCredentialsScheme
  | { readonly kind: 'bearer'; readonly name: string; readonly description: string }
  | { readonly kind: 'basic'; readonly name: string; readonly description: string }
  | {
      readonly kind: 'api-key';
      readonly name: string;
      readonly in: 'header' | 'query' | 'cookie';
      readonly parameter: string;
      readonly description: string;
    }
  | { readonly kind: 'unsupported'; readonly name: string; readonly type: string; readonly description: string };

/** OAuth 2.0 client credentials: https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface ClientCredentialsScheme {
  readonly kind: 'client-credentials';
  readonly name: string;
  readonly description: string;
  /** Absolute; a relative URL is resolved against the server. */
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /** Where client id and secret go; `header` is HTTP Basic, which every server must take (RFC 6749, section 2.3.1). */
  readonly clientAuthentication: 'header' | 'body';
  readonly tokenName: string;
}

export interface SecurityRequirement {
  readonly needs: readonly { readonly scheme: SecurityScheme; readonly scopes: readonly string[] }[];
}

/** A Link Object: https://spec.openapis.org/oas/v3.1.1.html#link-object */
export interface Link {
  readonly name: string;
  /** The status under which it stands. */
  readonly status: string;
  /** The operation it leads to, by its id. */
  readonly operation: string;
  /** Parameter of that operation -> runtime expression, such as `$response.body#/0/id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly description: string;
}

/** A use case: one Arazzo workflow. https://spec.openapis.org/arazzo/v1.0.1.html#workflow-object */
export interface UseCase {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly UseCaseStep[];
  readonly outputs: readonly UseCaseOutput[];
}

export interface UseCaseStep {
  readonly id: string;
  readonly description: string;
  readonly operation: string;
  readonly parameters: readonly StepParameter[];
}

export interface StepParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly value: StepValue;
}

/** A literal, or the output of an earlier step, by the name of the variable that holds it. */
export type StepValue =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'output'; readonly variable: string };

/** What a step hands on: the member of its answer, and the variable that holds it. */
export interface UseCaseOutput {
  readonly variable: string;
  readonly step: string;
  /** JSON pointer in the body of the answer. */
  readonly body: string;
}
