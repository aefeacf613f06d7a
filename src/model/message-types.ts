/** What the model says of the bodies of requests, and of responses. */
import type { Json } from '../core/json.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { ResponseHeader } from './header-types.ts';

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
  /** How the elements of an array in parts are sent, where parts have an order and no names: by their place, and all others. */
  readonly inOrder?: { readonly first: readonly PartEncoding[]; readonly others: PartEncoding };
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
