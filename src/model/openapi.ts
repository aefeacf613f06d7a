/**
 * The types of a description: `openapi-types`, extended where it lacks parts of OpenAPI 3.1, and our `x-` keys.
 *
 * https://spec.openapis.org/oas/v3.1.1.html
 */
import type { OpenAPIV3_1 } from 'openapi-types';
import type { PageFact } from './list-meaning.ts';
import type { Method, OtherMethod } from './methods.ts';
import type { Cause, OddParameters } from './types.ts';

/**
 * `x-list`, on an operation: what its list means, which OpenAPI has no keywords for. Values name parameters of the operation
 * and headers of its response; a dotted path such as `customer.name` names a member of an item.
 */
export interface ListObject {
  /** JSON pointer to the array in the body. Default: empty, the body is the array. */
  readonly items?: string;
  /**
   * JSON pointer, in an item, to its identifier, or the name of that member. Default: `/id`, if the schema of an item describes it, or
   * describes no members.
   */
  readonly id?: string;
  /** `false`: several items may have the same id. */
  readonly unique?: boolean;
  /** `false`: the order may differ from request to request if the request does not sort. */
  readonly ordered?: boolean;
  /** `false`: a page may hold fewer items than requested although more follow. */
  readonly fullPages?: boolean;
  /**
   * `true`: a response may hold only a part of the list even if the request has no limit. `false`: without a limit, the
   * response holds the whole list. Default: `true` with `page` or `cursor`, else `false`. A list with `inParts` can be read
   * to its end only with `offset`, `page`, `cursor` or `next`.
   */
  readonly inParts?: boolean;
  /** `cut`: a limit above its maximum may be reduced to the maximum. Default: it is refused. */
  readonly beyondMaximum?: 'cut' | 'refused';
  /** `true`: an item can also be addressed by an alias, such as `me`. */
  readonly aliases?: boolean;
  /**
   * How the details of an item agree with the item in the list. `whole`: the details have every member of the list's item,
   * with the same value. `shared`, the default: members in both have the same value. `plain`: as `shared`, but only for
   * values that a list does not abbreviate, such as numbers and times. Arrays agree in any order.
   */
  readonly agreement?: 'whole' | 'shared' | 'plain';
  /**
   * JSON pointer to the item in the response of the details operation. Default: empty, the body is the item. Where the schema of that
   * response has no id there, nothing is compared.
   */
  readonly details?: string;
  /** The number of items in this response: a header, or a JSON pointer into the body, to a number or a text of digits. */
  readonly count?: string;
  /** The number of all matching items: a header (`Content-Range`, too), or a JSON pointer into the body. */
  readonly total?: string;
  /** `true`: the header `Content-Range` gives the range of the items, although `total` is read from another place. */
  readonly ranged?: boolean;
  /** The parameter for the maximum number of items to return. */
  readonly limit?: string;
  /** The parameter for the index of the first item, starting at 0. */
  readonly offset?: string;
  /**
   * The parameter for the page number. Pages are numbered from 1, unless the parameter allows 0 or `firstPage` says
   * otherwise.
   */
  readonly page?: string;
  readonly firstPage?: 0 | 1;
  /**
   * The parameter for the cursor, and the JSON pointer to the next cursor in the body of a response. Without `next`, the cursor is the id of
   * the last item of the page before.
   */
  readonly cursor?: { readonly parameter: string; readonly next?: string };
  /** Where a response gives the URL of the next page: `Link` (the header, with `rel="next"`), or a JSON pointer into the body. */
  readonly next?: string;
  /**
   * What describes the page, as JSON pointers into the body or names of headers: its number (`page`), its size (`limit`), the index of its
   * first item (`offset`), the number of pages (`pages`), whether another page follows (`has-next`), and whether none does (`is-last`).
   */
  readonly says?: Readonly<Partial<Record<PageFact['says'], string>>>;
  /**
   * The sort parameter, and the members it sorts by: dotted paths, or objects if the parameter has another name for a
   * member. `ascending` and `descending` give the spelling of a key (default: `{key}` and `-{key}`). With `direction`, a
   * separate parameter gives the direction.
   */
  readonly sort?: {
    readonly parameter: string;
    readonly keys: readonly (string | { readonly name: string; readonly member: string })[];
    /** `false`: the parameter takes one key only. Default: several, separated by commas, unless there is a `direction`. */
    readonly several?: boolean;
    /** `false`: the order of items with equal keys may vary. */
    readonly stable?: boolean;
    readonly ascending?: string;
    readonly descending?: string;
    readonly direction?: { readonly parameter: string; readonly ascending: string; readonly descending: string };
    /**
     * For keys sorted by rank: their values, in ascending order. Without it, and without `texts`, no order is asserted by a key whose `enum`
     * is not in alphabetical order, or whose `format` is `duration`.
     */
    readonly ranks?: Readonly<Record<string, readonly string[]>>;
    /** `last`: items without the key come last in both directions. */
    readonly absent?: 'last';
    /** The member that orders items whose requested keys are all equal, whatever the direction of those; `-id` is descending. */
    readonly ties?: string;
    /** `code-points`: texts are compared by Unicode code points. Default: any common collation is accepted. */
    readonly texts?: 'code-points';
  };
  /**
   * Parameters that filter, by equality or by order. A plain string is the name of a parameter and the dotted path of its
   * member; a free-form parameter filters by any member. Only values are requested that the member can have by its schema.
   */
  readonly filters?: readonly (string | DeclaredFilter)[];
}

export interface DeclaredFilter {
  readonly parameter: string;
  readonly member: string;
  /**
   * How an item's value compares to the parameter's. Default: equality. `from` and `to` leave open whether an equal value
   * matches.
   */
  readonly compare?: '>=' | '>' | '<=' | '<' | 'from' | 'to';
  /** `own`: times are compared as text, so the time zone matters. Default: `any`. */
  readonly zones?: 'any' | 'own';
  /** `false`: the filter may match more than the exact value, such as other cases of its letters. */
  readonly exact?: boolean;
  /** The only values known to filter, such as `true` if the effect of `false` is not defined. */
  readonly values?: readonly string[];
  /** `true`: the parameter takes several values, separated by commas; items that match any of them are selected. */
  readonly anyOf?: boolean;
}

/** Our keys on an Operation Object. */
export interface OperationExtensions {
  /**
   * What the list means. `false`: the operation returns no list. Without this key, published conventions fill in a part;
   * with it, only what it declares counts.
   */
  readonly 'x-list'?: ListObject | false;
  /** The maximum response time in milliseconds. */
  readonly 'x-time-budget'?: number | false;
  /** How the server handles query parameters that are repeated or not described. `false`: not defined. */
  readonly 'x-odd-parameters'?: OddParameters | false;
}

/** Our keys on a Security Scheme Object of type `oauth2`, for facts that OpenAPI leaves to prose. */
export interface OAuth2Extensions {
  /** The name of the token in Postman. Default: `Token` and the title. */
  readonly 'x-token-name'?: string;
  /** Where client id and secret are sent: `header` (HTTP Basic, the default) or `body`. */
  readonly 'x-client-authentication'?: 'header' | 'body';
  /**
   * What the token endpoint answers, as a Responses Object. Then this is asserted, and not only that the right credentials get
   * a token and wrong ones get none. Only for an endpoint that is no operation under `paths`: the responses of that count.
   */
  readonly 'x-token-responses'?: Readonly<Record<string, ResponseObject | ReferenceObject>>;
}

/**
 * Our key on an Example Object or a Response Object: the mistake in the request that causes this response. Without it, only
 * the meaning of the status code is asserted; with it, no cause is proposed for the response. `false`: none of the known
 * causes.
 */
export interface CauseExtension {
  readonly 'x-cause'?: Cause | readonly Cause[] | false;
}

/** An example, which may say why a refusal is sent. https://spec.openapis.org/oas/v3.1.1.html#example-object */
export interface ExampleObject extends OpenAPIV3_1.ExampleObject, CauseExtension {}

/** An operation, with our keys `x-list`, `x-time-budget` and `x-odd-parameters`. https://spec.openapis.org/oas/v3.1.1.html#operation-object */
export type OperationObject = OpenAPIV3_1.OperationObject<OperationExtensions>;
/** https://spec.openapis.org/oas/v3.1.1.html#parameter-object */
export type ParameterObject = Omit<OpenAPIV3_1.ParameterObject, 'schema'> & { schema?: SchemaObject | ReferenceObject };
/** A header of a response. https://spec.openapis.org/oas/v3.1.1.html#header-object */
export type HeaderObject = Omit<OpenAPIV3_1.HeaderObject, 'schema'> & { schema?: SchemaObject | ReferenceObject };
/** A response, which may say why it is sent (`x-cause`). https://spec.openapis.org/oas/v3.1.1.html#response-object */
export type ResponseObject = OpenAPIV3_1.ResponseObject & CauseExtension;
/** `openapi-types` uses the 3.0 path item in places; this is the one of 3.1. */
export type PathItemObject = Pick<OpenAPIV3_1.PathItemObject, 'summary' | 'description' | 'servers' | 'parameters'> & {
  readonly [method in Exclude<Method, 'query' | OtherMethod>]?: OperationObject;
};
/** A reference to a component; `ref` writes one. https://spec.openapis.org/oas/v3.1.1.html#reference-object */
export type ReferenceObject = OpenAPIV3_1.ReferenceObject;
/** A security scheme, with our keys for OAuth 2.0. https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object */
export type SecuritySchemeObject = OpenAPIV3_1.SecuritySchemeObject & OAuth2Extensions;

/**
 * JSON Schema 2020-12 as used in OpenAPI 3.1, which `openapi-types` covers only in part. `$comment` holds the source of a
 * constraint.
 */
export type SchemaObject = Omit<OpenAPIV3_1.BaseSchemaObject, 'properties' | 'additionalProperties'> & {
  type?: string | string[];
  $comment?: string;
  properties?: Record<string, SchemaObject | ReferenceObject>;
  additionalProperties?: boolean | SchemaObject | ReferenceObject;
  items?: boolean | SchemaObject | ReferenceObject;
  prefixItems?: readonly (boolean | SchemaObject | ReferenceObject)[];
  patternProperties?: Record<string, SchemaObject | ReferenceObject>;
  dependentRequired?: Record<string, readonly string[]>;
  unevaluatedProperties?: boolean | SchemaObject;
  $defs?: Record<string, SchemaObject>;
};

/** The whole document. Typed loosely, because its parts are typed where they are written. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: OpenAPIV3_1.InfoObject;
  readonly jsonSchemaDialect?: string;
  readonly servers?: readonly OpenAPIV3_1.ServerObject[];
  readonly tags?: readonly OpenAPIV3_1.TagObject[];
  readonly security?: readonly OpenAPIV3_1.SecurityRequirementObject[];
  readonly externalDocs?: OpenAPIV3_1.ExternalDocumentationObject;
  readonly paths: Readonly<Record<string, PathItemObject>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, SchemaObject>>;
    readonly parameters?: Readonly<Record<string, ParameterObject | ReferenceObject>>;
    readonly headers?: Readonly<Record<string, HeaderObject | ReferenceObject>>;
    readonly responses?: Readonly<Record<string, ResponseObject | ReferenceObject>>;
    readonly examples?: Readonly<Record<string, ExampleObject | ReferenceObject>>;
    readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject | ReferenceObject>>;
  };
}

/**
 * `schemas/Order` -> a Reference Object to that component.
 *
 * @example
 * ```ts
 * import { json, ref } from 'postman-contract';
 *
 * export const found = { description: 'The order', content: json(ref('schemas/Order')) };
 * ```
 */
export function ref<const Name extends string>(name: Name): { $ref: `#/components/${Name}` } {
  return { $ref: `#/components/${name}` };
}

/** An `application/json` body with its schema and named examples. */
export function json<Schema extends SchemaObject | ReferenceObject>(
  schema: Schema,
  examples?: Record<string, ExampleObject | ReferenceObject>,
): OpenAPIV3_1.ResponseObject['content'] & {} {
  const media = { schema, ...(examples && { examples }) };
  return { 'application/json': media as OpenAPIV3_1.MediaTypeObject };
}
