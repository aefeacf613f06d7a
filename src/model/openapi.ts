/**
 * The shape in which a description is written: `openapi-types`, widened where it lags behind OpenAPI 3.1, and our `x-` keys.
 *
 * https://spec.openapis.org/oas/v3.1.1.html
 */
import type { OpenAPIV3_1 } from 'openapi-types';
import type { PageFact } from './list-meaning.ts';
import type { Cause, Method, OddParameters } from './types.ts';

/**
 * `x-list`, on an operation: what its list means. OpenAPI has no words for it. Members name parameters of the operation and
 * headers of its answer; a dotted path such as `customer.name` names a member of an item.
 */
export interface ListObject {
  /** JSON pointer to the array in the body. Default: empty, the body is the array. */
  readonly items?: string;
  /** JSON pointer, in an item, to its identifier. Default: `/id`. */
  readonly id?: string;
  /** `false`: two items may have the same id. */
  readonly unique?: boolean;
  /** `false`: without a sort, the items may come in another order each time. */
  readonly ordered?: boolean;
  /** `false`: a page may hold fewer items than were requested, though more follow. */
  readonly fullPages?: boolean;
  /**
   * `true`: an answer may be a part of the list also where none is requested. Else the list comes whole then. Without an `offset`,
   * a `page`, a `cursor` or a `next`, such a list cannot be read to its end.
   */
  readonly inParts?: boolean;
  /** `cut`: a limit beyond its maximum may be taken for the maximum. Default: it is refused. */
  readonly beyondMaximum?: 'cut' | 'refused';
  /** `true`: an item may be requested by another name than its id, such as `me`. */
  readonly aliases?: boolean;
  /**
   * How the details of an item agree with the list. `whole`: they show all that the list shows, alike. `shared`, the default:
   * what both show is alike. `plain`: the same, but only of values that nobody shortens, such as numbers and times.
   */
  readonly agreement?: 'whole' | 'shared' | 'plain';
  /** JSON pointer to the item in the answer that shows it alone. Default: empty, the answer is the item. */
  readonly details?: string;
  /** The number of items in this answer: a header, or a JSON pointer in the body. */
  readonly count?: string;
  /** The number of all items that match: a header (`Content-Range` too), or a JSON pointer in the body. */
  readonly total?: string;
  /** `true`: the header `Content-Range` names the items of the answer, though another place tells their total. */
  readonly ranged?: boolean;
  /** Parameter with the greatest number of items to return. */
  readonly limit?: string;
  /** Parameter with the index of the first item, from 0. */
  readonly offset?: string;
  /** Parameter with the number of the page. The first one is 1, unless the parameter may be 0, or `firstPage` says it. */
  readonly page?: string;
  readonly firstPage?: 0 | 1;
  /** Parameter with a cursor of the answer before, and the JSON pointer to the cursor in its body. */
  readonly cursor?: { readonly parameter: string; readonly next: string };
  /** Where the URL of the page after is: `Link` (the header, with `rel="next"`), or a JSON pointer in the body. */
  readonly next?: string;
  /** What members of the body say of the page: JSON pointers. */
  readonly says?: Readonly<Partial<Record<PageFact['says'], string>>>;
  /**
   * Parameter with the names of members, and members by which it is known to sort: dotted paths, or an object where the
   * parameter has another name for one. How a key is spelled: `-{key}` descends, unless told otherwise (`{key} desc`); with a
   * `direction`, that parameter tells.
   */
  readonly sort?: {
    readonly parameter: string;
    readonly keys: readonly (string | { readonly name: string; readonly member: string })[];
    /** `false`: one key only. Else several may be given, with commas between them, unless there is a `direction`. */
    readonly several?: boolean;
    /** `false`: items with equal keys may change places. */
    readonly stable?: boolean;
    readonly ascending?: string;
    readonly descending?: string;
    readonly direction?: { readonly parameter: string; readonly ascending: string; readonly descending: string };
    /** For keys that are sorted by rank: their values, the least first. */
    readonly ranks?: Readonly<Record<string, readonly string[]>>;
    /** Items without the key come last, whichever way it goes. */
    readonly absent?: 'last';
    /** The member that decides among items that are equal by all keys, whichever way those go; `-id` descends. */
    readonly ties?: string;
    /** Texts are compared by the numbers of their characters. Else any order that people sort by is right. */
    readonly texts?: 'code-points';
  };
  /**
   * Parameters that filter: by equality, or by what lies on one side of their value. A name alone is the dotted path of the
   * member; a free-form parameter opens all.
   */
  readonly filters?: readonly (string | DeclaredFilter)[];
}

export interface DeclaredFilter {
  readonly parameter: string;
  readonly member: string;
  /**
   * How the value of an item must stand to that of the parameter. Default: it equals it. `from` and `to`: whether the very value
   * matches is not said.
   */
  readonly compare?: '>=' | '>' | '<=' | '<' | 'from' | 'to';
  /** `own`: moments are compared as they are written, so that a time zone may make a difference. Default: `any`. */
  readonly zones?: 'any' | 'own';
  /** `false`: it may find more than the very value, such as that value in another case. */
  readonly exact?: boolean;
  /** The only values that are known to select, such as `true` where nobody says what `false` does. */
  readonly values?: readonly string[];
  /** Several values may be requested, with commas between them: items with any of them match. */
  readonly anyOf?: boolean;
}

/** Our keys on an Operation Object. */
export interface OperationExtensions {
  /**
   * What the list means. `false`: it is none, whatever it looks like. Without the key, published conventions tell some of it;
   * beside it, nothing does, so that a declaration is whole.
   */
  readonly 'x-list'?: ListObject | false;
  /** The longest that an answer may take, in milliseconds. */
  readonly 'x-time-budget'?: number | false;
  /** What is done with query parameters that are given twice, or that are not described. `false`: nothing is said of them. */
  readonly 'x-odd-parameters'?: OddParameters | false;
}

/** Our keys on a Security Scheme Object of type `oauth2`. OpenAPI leaves both to prose. */
export interface OAuth2Extensions {
  /** The name that Postman gives the token. Default: `Token` and the title. */
  readonly 'x-token-name'?: string;
  /** Where client id and secret go: `header` (HTTP Basic, the default) or `body`. */
  readonly 'x-client-authentication'?: 'header' | 'body';
}

/**
 * What the caller did to be answered so, on an Example Object or a Response Object. Without it, only what the status means is
 * asserted; beside it, nothing is proposed for its response. `false`: none of them.
 */
export interface CauseExtension {
  readonly 'x-cause'?: Cause | readonly Cause[] | false;
}

export interface ExampleObject extends OpenAPIV3_1.ExampleObject, CauseExtension {}

export type OperationObject = OpenAPIV3_1.OperationObject<OperationExtensions>;
export type ParameterObject = Omit<OpenAPIV3_1.ParameterObject, 'schema'> & { schema?: SchemaObject | ReferenceObject };
export type HeaderObject = Omit<OpenAPIV3_1.HeaderObject, 'schema'> & { schema?: SchemaObject | ReferenceObject };
export type ResponseObject = OpenAPIV3_1.ResponseObject & CauseExtension;
/** `openapi-types` takes a 3.1 path item for a 3.0 one; this is the 3.1 one. */
export type PathItemObject = Pick<OpenAPIV3_1.PathItemObject, 'summary' | 'description' | 'servers' | 'parameters'> & {
  readonly [method in Method]?: OperationObject;
};
export type ReferenceObject = OpenAPIV3_1.ReferenceObject;
export type SecuritySchemeObject = OpenAPIV3_1.SecuritySchemeObject & OAuth2Extensions;

/** JSON Schema 2020-12 as OpenAPI 3.1 uses it; `openapi-types` knows it in part. `$comment` tells where a constraint is from. */
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

/** The whole document. Looser than its parts, which are typed where they are written. */
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

/** A body of `application/json`: its schema and its named examples. */
export function json<Schema extends SchemaObject | ReferenceObject>(
  schema: Schema,
  examples?: Record<string, ExampleObject | ReferenceObject>,
): OpenAPIV3_1.ResponseObject['content'] & {} {
  const media = { schema, ...(examples && { examples }) };
  return { 'application/json': media as OpenAPIV3_1.MediaTypeObject };
}
