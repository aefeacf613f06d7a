/**
 * The API as plain data: all that the rest of the library knows of a description. Only `model/` reads OpenAPI.
 *
 * Schemas are kept as written, with their references and locations; `schema/` interprets them.
 */

import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { AllSchemas, SchemaNode } from '../schema/node.ts';
import type { ResponseHeader } from './header-types.ts';
import type { Degree, ListMeaning } from './list-meaning.ts';
import type { Method } from './methods.ts';
import type { ParameterStyle, StatedSizes } from './parameter-types.ts';
import type { SecurityRequirement, SecurityScheme } from './security-types.ts';
import type { ServerRequest } from './server-requests.ts';
import type { OwnServer, Server } from './server-types.ts';

export type { Dialect, SchemaNode } from '../schema/node.ts';
export type { ResponseHeader } from './header-types.ts';
export type {
  ClientCredentialsScheme,
  PasswordScheme,
  SecurityRequirement,
  SecurityScheme,
} from './security-types.ts';
export type { ServerRequest } from './server-requests.ts';
export type { OwnServer, Server, ServerVariable } from './server-types.ts';
export type {
  Refusal,
  StepBody,
  StepCriterion,
  StepParameter,
  UseCase,
  UseCaseOutput,
  UseCaseStep,
} from './use-case-types.ts';

/** The whole API, including what is needed to interpret its schemas: their dialect and the targets of their references. */
export interface ApiModel extends AllSchemas {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** What else is said of the API, for the readers of its collection. */
  readonly remarks?: readonly string[];
  /** The first server's URL, its variables replaced by their defaults, without a trailing slash. */
  readonly baseUrl: string;
  /** The servers of the whole document, of which the first is that of `baseUrl`. */
  readonly servers: readonly [Server, ...Server[]];
  readonly tags: readonly Tag[];
  readonly operations: readonly Operation[];
  /** Operations of the description that are not in `operations`, because of a fault. They are documented all the same. */
  readonly leftOut: readonly LeftOutOperation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** The targets of all `$ref`s in schemas, keyed by pointer, such as `#/components/schemas/Order`. */
  readonly definitions: ReadonlyMap<string, unknown>;
  /** The components that have another one in their `allOf`, by the reference to that one. */
  readonly derived?: ReadonlyMap<string, readonly string[]>;
  /** Webhooks and callbacks. */
  readonly serverRequests?: readonly ServerRequest[];
  /** Remarks on the description: what of it is left out or replaced, and why. */
  readonly notices: readonly Notice[];
}

export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** Its id is missing where it could not be read. */
export type LeftOutOperation = Pick<Operation, 'method' | 'path'> & Partial<Pick<Operation, 'id'>>;

/** One method of one path, with all that it inherits, and with what its list means. */
export interface Operation {
  /** The `operationId`, or a name generated from method and path. Unique. */
  readonly id: string;
  readonly method: Method;
  /** The path template, such as `/orders/{order_id}`. */
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  /** What is said elsewhere: of the path, of the body, and in documents that are linked. */
  readonly remarks?: readonly string[];
  readonly deprecated: boolean;
  /** Where its requests go, if not to the first server of the document. */
  readonly server?: OwnServer;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives, each a set of schemes that are required together. Empty: no credentials needed. */
  readonly security: readonly SecurityRequirement[];
  readonly list?: ListMeaning;
  /** `x-list: false`: the operation returns no list, whatever its schema looks like. */
  readonly noList?: true;
  /** A response value that fills a path parameter of another operation, although no link declares it. */
  readonly impliedLink?: ImpliedLink;
  /** The maximum response time in milliseconds. */
  readonly timeBudget?: number | false;
  /** How the server handles query parameters that are repeated or not described; empty if that must not be inferred. */
  readonly oddParameters?: OddParameters;
  /** The sentence by which it needs one of its optional parameters. */
  readonly needsMore?: string;
  readonly links: readonly Link[];
  readonly pointer: string;
}

/** A member of a response that fills a path parameter. */
export interface ImpliedLink {
  readonly degree: Degree;
  /** JSON pointer in the response body. */
  readonly body: string;
  /** The path template with the parameter. */
  readonly path: string;
  readonly parameter: string;
  /** The member has another name than the parameter, which may mean something else. Only requests that read try it, and none must know it. */
  readonly isGuess?: true;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description: string;
  readonly node: SchemaNode;
  readonly example?: Json;
  /**
   * What the value becomes: one text (`single`), or the members of an object, each a query parameter of its own (`free-form`, by `form` with
   * `explode`; `deep-object`). `json`: a text of JSON, by `content`. `other`: an object in one text, or a text of another media type.
   */
  /** Of a query string as a whole, which is a form: how its members are written. */
  readonly form?: ReadonlyMap<string, PartEncoding>;
  /** `content` of another media type than JSON. https://spec.openapis.org/oas/v3.1.1.html#fixed-fields-and-considerations-for-use-with-content */
  readonly content?: { readonly type: string; readonly node: SchemaNode | undefined };
  readonly spelling: 'single' | 'free-form' | 'deep-object' | 'json' | 'other';
  /** https://spec.openapis.org/oas/v3.1.1.html#style-values Without effect where `spelling` is `json`. */
  readonly style: ParameterStyle;
  /** Whether elements of an array and members of an object are separate: `ids=1&ids=2`, `name=value`. */
  readonly explode: boolean;
  /** Whether reserved characters of a query value are sent as they are. */
  readonly allowReserved?: true;
  /** An array in one parameter, comma-separated: `style: form` without `explode`. */
  readonly commas?: true;
  /** An array of a query with a row for each element: `explode`, which is the default of `style: form`. */
  readonly repeats?: true;
  /** Of the parameter for the page size, what prose states of its values. */
  readonly sizes?: StatedSizes;
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
  /** As written, such as `application/json`, but in lower case before its parameters. */
  readonly type: string;
  readonly node?: SchemaNode;
  /** Whether it is a range such as `*\/*` whose schema describes data: if the body is JSON, the schema is that of the JSON. */
  readonly mayBeJson?: true;
  /** How the members of a form are sent, by their names. */
  readonly encoding?: ReadonlyMap<string, PartEncoding>;
  /** Where it stands in the document. */
  readonly pointer?: string;
  /** Those that satisfy the schema. */
  readonly examples: readonly Example[];
  /** The named ones that do not. In a request, one may show what a documented refusal answers. */
  readonly invalidExamples?: readonly Example[];
}

export const ENCODING_STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

/** An Encoding Object: how one member of a form is sent. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
export interface PartEncoding {
  /** The media types that the part may have, the first of which is sent. */
  readonly types?: readonly string[];
  /** With it, `types` have no effect. */
  readonly style?: (typeof ENCODING_STYLES)[number];
  readonly explode?: boolean;
  /** Of a part that is a form itself. https://spec.openapis.org/oas/v3.2.0.html#nested-encoding */
  readonly encoding?: ReadonlyMap<string, PartEncoding>;
}

export interface Example {
  readonly name: string;
  readonly summary: string;
  readonly value: Json;
  readonly description?: string;
  /** For an error response: the mistakes in the request that cause it, from `x-cause`. */
  readonly causes: readonly Cause[];
  readonly pointer: string;
}

/** Why a server refuses a request: the values of `x-cause` on an Example Object or a Response Object. */
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

/** The mistake in a request for which a response of 4xx or 5xx is sent. */
export type Cause = (typeof CAUSES)[number];

export interface Response {
  /** `200`, `4XX` or `default`, as written. */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly ResponseHeader[];
  readonly media: readonly Media[];
  /** Whether it certainly has no body: its `content` is empty, or its `Content-Length` is 0. */
  readonly isEmpty?: true;
  /** The mistakes in the request that cause this response, from `x-cause`, in addition to those of the examples. */
  readonly causes?: readonly Cause[];
  /** Whether the response or one of its examples has an `x-cause`, whatever its value. */
  readonly causesDeclared?: true;
  /** The response's location in the document: the same for all operations that share it. */
  readonly pointer: string;
}

/** A Link Object: https://spec.openapis.org/oas/v3.1.1.html#link-object */
export interface Link {
  readonly name: string;
  /** The status of the response that has the link. */
  readonly status: string;
  /** The id of the operation that the link points to. */
  readonly operation: string;
  /** Parameter of that operation -> runtime expression, such as `$response.body#/0/id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly description: string;
  /** Its members that nothing uses, such as `requestBody`. */
  readonly unused: readonly string[];
  /** The link's location in the document. */
  readonly pointer: string;
}
