/**
 * The API as plain data: all that the rest of the library knows of a description. Only `model/` reads OpenAPI.
 *
 * Schemas are kept as written, with their references and locations; `schema/` interprets them.
 */

import type { Notice } from '../core/notices.ts';
import type { AllSchemas } from '../schema/node.ts';
import type { Degree, ListMeaning } from './list-meaning.ts';
import type { RequestBody, Response } from './message-types.ts';
import type { Method } from './methods.ts';
import type { Parameter } from './parameter-types.ts';
import type { SecurityRequirement, SecurityScheme } from './security-types.ts';
import type { ServerRequest } from './server-requests.ts';
import type { OwnServer, Server } from './server-types.ts';

export type { Dialect, SchemaNode } from '../schema/node.ts';
export type { ResponseHeader } from './header-types.ts';
export {
  CAUSES,
  type Cause,
  ENCODING_STYLES,
  type Example,
  type Media,
  type PartEncoding,
  type RequestBody,
  type Response,
} from './message-types.ts';
export type { Parameter } from './parameter-types.ts';
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
  /** Operations outside of the part of the description that is selected. A server has them all the same. */
  readonly outside: readonly LeftOutOperation[];
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
  /** What people read instead of its name. */
  readonly title?: string;
  /** The tags that it is in, the outermost first. */
  readonly within?: readonly string[];
  /** Whether it is of a `kind` that is shown beside an operation, such as a badge. */
  readonly isLabel?: true;
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
  /** No alternative names only schemes that are described, so that nothing says which credentials are needed, or whether any are. */
  readonly unknownSchemes?: true;
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

export interface OddParameters {
  readonly repeated?: 'refused';
  readonly unknown?: 'refused' | 'ignored';
}

/** A Link Object: https://spec.openapis.org/oas/v3.1.1.html#link-object */
export interface Link {
  readonly name: string;
  /** The status of the response that has the link. */
  readonly status: string;
  /** The id of the operation that the link points to. */
  readonly operation: string;
  /** Parameter of that operation -> runtime expression, such as `$response.body#/0/id`. As it is written, `path.id`, until its target is known. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly description: string;
  /** Its members that nothing uses, such as `requestBody`. */
  readonly unused: readonly string[];
  /** The link's location in the document. */
  readonly pointer: string;
}
