/**
 * The keywords of JSON Schema 2020-12, by the type of their values.
 * https://json-schema.org/draft/2020-12/json-schema-validation
 */
import { isRecord } from '../core/json.ts';
import type { Dialect } from './node.ts';

type Form = (value: unknown) => boolean;

const isCount: Form = (value) => Number.isInteger(value) && Number(value) >= 0;
const isNumber: Form = (value) => typeof value === 'number' && Number.isFinite(value);
const isTextList: Form = (value) => Array.isArray(value) && value.every((text) => typeof text === 'string');

/** Keywords that are copied unchanged. */
export const PLAIN_KEYWORDS: Readonly<Record<string, Form>> = {
  const: () => true,
  enum: (value) => Array.isArray(value),
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minContains: isCount,
  maxContains: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  required: isTextList,
  dependentRequired: (value) => isRecord(value) && Object.values(value).every(isTextList),
};

/** Keywords whose value is a schema. */
export const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'items',
  'contains',
  'unevaluatedItems',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
]);

/** Keywords whose value is an array of schemas. */
export const SCHEMA_LIST_KEYWORDS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** Keywords whose value maps names to schemas. */
export const SCHEMA_MAP_KEYWORDS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
]);

/** Keywords whose subschemas apply to the same value, not to a part of it. References among them can form a cycle. */
export const IN_PLACE_KEYWORDS: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
]);

/** Keywords that assert nothing: they are for people, for other tools, or for resolving references. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$anchor',
  '$comment',
  '$defs',
  '$dynamicAnchor',
  '$id',
  '$vocabulary',
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

/** Assertion keywords that OpenAPI 3.0 does not have. https://spec.openapis.org/oas/v3.0.4.html#json-schema-keywords */
export const NEW_IN_3_1: ReadonlySet<string> = new Set([
  '$dynamicRef',
  'const',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'maxContains',
  'minContains',
  'patternProperties',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** The formats that the validator in the scripts supports. */
export const JUDGED_FORMATS: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'email',
  'hostname',
  'idn-email',
  'idn-hostname',
  'ipv4',
  'ipv6',
  'iri',
  'iri-reference',
  'regex',
  'time',
  'uri',
  'uri-reference',
  'uuid',
]);

const DURATION_TIME = 'T(\\d+H(\\d+M(\\d+S)?)?|\\d+M(\\d+S)?|\\d+S)';

// RFC 6570, section 2.
const PERCENT = '%[0-9A-Fa-f]{2}';
const VARIABLE = `([A-Za-z0-9_]|${PERCENT})+(\\.([A-Za-z0-9_]|${PERCENT})+)*(:[1-9]\\d{0,3}|\\*)?`;

/** Formats that other keywords express exactly. The limits of `int64` are the nearest numbers in JavaScript. */
const FORMATS_AS_SCHEMAS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  int32: { multipleOf: 1, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { multipleOf: 1, minimum: -(2 ** 63), maximum: 2 ** 63 },
  byte: { pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' },
  duration: {
    pattern: `^P(\\d+W|(\\d+Y(\\d+M(\\d+D)?)?|\\d+M(\\d+D)?|\\d+D)(${DURATION_TIME})?|${DURATION_TIME})$`,
  },
  'json-pointer': { pattern: '^(/([^/~]|~[01])*)*$' },
  'uri-template': {
    pattern: `^([^\\x00-\\x20\\x7f"%<>\\\\^\`{|}]|${PERCENT}|\\{[+#./;?&=,!@|]?${VARIABLE}(,${VARIABLE})*\\})*$`,
  },
  'relative-json-pointer': { pattern: '^(0|[1-9]\\d*)(#|(/([^/~]|~[01])*)*)$' },
};

/**
 * Formats that OpenAPI 3.0 and Swagger 2.0 leave open, and JSON Schema of their day does not have: as ISO 8601 has them. That a time has an
 * offset, and that no duration has a fraction, is of JSON Schema 2020-12. https://spec.openapis.org/oas/v3.0.3.html#data-types
 */
const OPEN_FORMATS: typeof FORMATS_AS_SCHEMAS = {
  // "base64 encoded characters": with line breaks as in MIME, in the alphabet for URLs, or without padding.
  byte: { pattern: '^(?:[A-Za-z0-9+/_\\-\\s]+={0,2}\\s*)?$' },
  time: {
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:([0-5]\\d|60)([.,]\\d+)?)?([Zz]|[+-]([01]\\d|2[0-3]):?[0-5]\\d)?$',
  },
  duration: { pattern: '^[+-]?P(?=.)([+-]?\\d+([.,]\\d+)?[YMWD])*(T([+-]?\\d+([.,]\\d+)?[HMS])+)?$' },
};

/** The keywords that express a format exactly; `undefined` where it is judged by its name, or not at all. */
export function spelledFormat(name: string, dialect: Dialect): Readonly<Record<string, unknown>> | undefined {
  if (dialect === 'openapi-3.0' && Object.hasOwn(OPEN_FORMATS, name)) return OPEN_FORMATS[name];
  return Object.hasOwn(FORMATS_AS_SCHEMAS, name) ? FORMATS_AS_SCHEMAS[name] : undefined;
}

/** Formats that restrict nothing: they are hints for people and programs. */
export const FORMATS_OF_ALL: ReadonlySet<string> = new Set([
  'binary',
  'commonmark',
  'double',
  'float',
  'html',
  'password',
]);

export const TYPES: ReadonlySet<unknown> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'string',
  'integer',
]);

/** A schema is an object or a boolean. */
export function isSchema(value: unknown): value is boolean | Record<string, unknown> {
  return typeof value === 'boolean' || isRecord(value);
}
