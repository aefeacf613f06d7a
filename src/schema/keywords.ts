/**
 * The keywords of JSON Schema that a Postman runtime judges as the standard does, with the form their value must have.
 *
 * The runtimes hold Ajv 6, which speaks draft-07: https://json-schema.org/draft-07/json-schema-validation
 */
import { isRecord } from '../core/json.ts';

type Form = (value: unknown) => boolean;

const isCount: Form = (value) => Number.isInteger(value) && Number(value) >= 0;
const isNumber: Form = (value) => typeof value === 'number' && Number.isFinite(value);

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

/** Keywords whose value passes unchanged. */
export const PLAIN_KEYWORDS: Readonly<Record<string, Form>> = {
  const: () => true,
  enum: (value) => Array.isArray(value) && value.length > 0,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  required: isTextList,
};

/** Keywords whose value is one schema. */
export const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'additionalProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
]);

/** Keywords whose value is a list of schemas. */
export const SCHEMA_LIST_KEYWORDS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);

/** Keywords that judge nothing: said for people, or for other tools. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$comment',
  '$defs',
  '$id',
  '$schema',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'default',
  'definitions',
  'deprecated',
  'description',
  'discriminator',
  'example',
  'examples',
  'externalDocs',
  'nullable',
  'readOnly',
  'title',
  'writeOnly',
  'xml',
]);

/** Keywords of 2020-12 that draft-07 cannot say; each makes a schema *not asserted* in part, and is reported. */
export const UNJUDGED_KEYWORDS: ReadonlySet<string> = new Set([
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveRef',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** The formats that the runtimes judge, and those that are numbers or patterns in other words. */
export const JUDGED_FORMATS: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'time',
  'uri',
  'uri-reference',
  'uuid',
]);

export const FORMATS_AS_SCHEMAS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  byte: { pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' },
};

export const TYPES: ReadonlySet<unknown> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'string',
  'integer',
]);

/** Whether a schema says anything by a keyword beside `$ref`. */
export function hasSiblings(schema: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(schema).some(
    (keyword) => keyword !== '$ref' && !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-'),
  );
}

/** A schema is an object, or `true` or `false`. */
export function isSchema(value: unknown): value is boolean | Record<string, unknown> {
  return typeof value === 'boolean' || isRecord(value);
}
