import { createRequire } from 'node:module';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type AddFormats from 'ajv-formats';
import { isRecord } from '../core/json.ts';
import { SCHEMA_MAP_KEYWORDS } from './keywords.ts';
import { isOfOtherDialect } from './pattern-dialects.ts';
import { isMultiple } from './values.ts';

/**
 * Ajv 8 for JSON Schema 2020-12, with its formats, loaded when it is first used: it has hundreds of files, and `generate` seldom needs it.
 *
 * Members are own members: else a missing `constructor` would be that of each object. Of a member `__proto__`, see `withProtoMember`.
 */
export function newAjv(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const load = createRequire(import.meta.url);
  const library = load('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  const addFormats = load('ajv-formats') as typeof AddFormats;
  const code = { regExp: Object.assign(toRegExp, { code: 'toRegExp' }) };
  const ajv = new library.Ajv2020({
    strict: false,
    validateSchema: false,
    logger: false,
    code,
    ownProperties: true,
    ...options,
  });
  addFormats.default(ajv);
  // The library takes any integer for an `int64`. The limits are the nearest numbers in JavaScript.
  const isInt64 = (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
  ajv.addFormat('int64', { type: 'number', validate: isInt64 });
  // Ajv divides in binary, where 19.99 is no multiple of 0.01.
  ajv.removeKeyword('multipleOf');
  return ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: unknown, value: number) => typeof step !== 'number' || step <= 0 || isMultiple(value, step),
  });
}

/** A pattern that ECMA-262 reads in another sense than its author is not judged. */
function toRegExp(pattern: string, flags: string): RegExp {
  return new RegExp(isOfOtherDialect(pattern) ? '' : pattern, flags);
}

/**
 * The schema in a form in which Ajv judges a member `__proto__`: it leaves out that name of `properties`, and would hold the member to
 * `additionalProperties`. The same schema if it has no such name.
 */
export function withProtoMember<Of>(schema: Of): Of {
  return JSON.stringify(schema)?.includes('"__proto__":') ? (rewritten(schema) as Of) : schema;
}

const PROTO = '__proto__';

/** Keywords with values that are no schemas. */
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples']);

/** The definitions of a document stand in maps of any names, so each object that may be a schema is rewritten. */
function rewritten(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((one) => rewritten(one));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, part]) => [
    name,
    !isMap && DATA.has(name) ? part : rewritten(part, !isMap && MAPS.has(name)),
  ]);
  const made = Object.fromEntries(members) as Record<string, unknown>;
  const { properties, patternProperties } = made;
  if (isMap || !isRecord(properties) || !Object.hasOwn(properties, PROTO)) return made;
  const patterns = isRecord(patternProperties) ? patternProperties : {};
  return { ...made, patternProperties: { ...patterns, [`^${PROTO}$`]: properties[PROTO] } };
}

const MAPS: ReadonlySet<string> = new Set([...SCHEMA_MAP_KEYWORDS, '$defs', 'definitions']);
