import { isRecord, type Json } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import {
  ANNOTATIONS,
  FORMATS_AS_SCHEMAS,
  hasSiblings,
  isSchema,
  JUDGED_FORMATS,
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  TYPES,
  UNJUDGED_KEYWORDS,
} from './keywords.ts';

/** A keyword that no Postman runtime can judge: it is left out of the script, and said so. */
export interface NotAsserted {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
}

/** A schema in the form in which a Postman runtime judges it: whole in itself, in draft-07. */
export interface Judgeable {
  readonly schema: Json;
  readonly notAsserted: readonly NotAsserted[];
}

type Schema = Record<string, Json>;

/** One translation: the definitions it has met, and what it had to leave out. */
interface Translation {
  readonly model: ApiModel;
  readonly definitions: Map<string, { readonly name: string; schema: Json }>;
  readonly notAsserted: NotAsserted[];
}

/**
 * Translate a schema of an answer from its dialect to draft-07, which the runtimes judge.
 *
 * OpenAPI 3.1 speaks JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/json-schema-validation), 3.0 a dialect of its
 * own (https://spec.openapis.org/oas/v3.0.4.html#schema-object). What draft-07 cannot say is listed, never passed silently.
 * References stay references, so recursion ends and size stays linear.
 */
export function toJudgeable(node: SchemaNode, model: ApiModel): Judgeable {
  const translation: Translation = { model, definitions: new Map(), notAsserted: [] };
  const schema = translate(translation, node.schema, fromPointer(node.pointer));
  if (translation.definitions.size === 0) return { schema, notAsserted: translation.notAsserted };
  const definitions = Object.fromEntries(
    [...translation.definitions.values()].map(({ name, schema: body }) => [name, body]),
  );
  const whole = typeof schema === 'boolean' ? schema : { ...(schema as Schema), definitions };
  return { schema: whole, notAsserted: translation.notAsserted };
}

function translate(translation: Translation, schema: unknown, path: readonly string[]): Json {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) return leaveOut(translation, path, 'a schema that is no object');
  if (typeof schema['$ref'] !== 'string') return translateKeywords(translation, schema, path);
  const reference = { $ref: define(translation, schema['$ref']) };
  // Draft-07 and OpenAPI 3.0 ignore what stands beside `$ref`; 2020-12 does not.
  if (translation.model.dialect === 'openapi-3.0' || !hasSiblings(schema)) return reference;
  const { $ref: _, ...siblings } = schema;
  return { allOf: [reference, translateKeywords(translation, siblings, path)] };
}

/** The place of a definition, translated at its first mention. */
function define(translation: Translation, target: string): string {
  const known = translation.definitions.get(target);
  if (known) return `#/definitions/${escapeFragment(known.name)}`;
  const name = freeName(translation, fromPointer(target).at(-1) ?? 'schema');
  const definition = { name, schema: true as Json };
  translation.definitions.set(target, definition);
  definition.schema = translate(translation, translation.model.definitions.get(target) ?? true, fromPointer(target));
  return `#/definitions/${escapeFragment(name)}`;
}

function escapeFragment(name: string): string {
  return encodeURIComponent(toPointer([name]).slice(1));
}

function freeName(translation: Translation, wanted: string): string {
  const taken = new Set([...translation.definitions.values()].map(({ name }) => name));
  // A definition named like a member of every object would be found by Ajv 6 where it is not.
  const base = wanted in {} ? `${wanted}_` : wanted;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}

function translateKeywords(translation: Translation, schema: Record<string, unknown>, path: readonly string[]): Json {
  const result: Schema = {};
  const more: Json[] = [];
  const set = (keyword: string, value: Json) => {
    if (Object.hasOwn(result, keyword)) more.push({ [keyword]: value });
    else result[keyword] = value;
  };
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || saysNothing(keyword, value)) continue;
    translateKeyword(translation, { schema, keyword, value, path: [...path, keyword] }, set);
  }
  if (more.length > 0) result['allOf'] = [...((result['allOf'] as readonly Json[] | undefined) ?? []), ...more];
  return result;
}

/** `additionalProperties: true` and the like are what holds anyway. */
function saysNothing(keyword: string, value: unknown): boolean {
  return (
    value === true &&
    ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'items', 'propertyNames'].includes(keyword)
  );
}

interface Keyword {
  readonly schema: Record<string, unknown>;
  readonly keyword: string;
  readonly value: unknown;
  readonly path: readonly string[];
}

type SetKeyword = (keyword: string, value: Json) => void;

function translateKeyword(translation: Translation, at: Keyword, set: SetKeyword): void {
  const { schema, keyword, value, path } = at;
  const old = translation.model.dialect === 'openapi-3.0';
  if (UNJUDGED_KEYWORDS.has(keyword)) leaveOut(translation, path, 'the Postman runtimes cannot judge it');
  else if (keyword === 'type') translateType(translation, at, set);
  else if (keyword === 'format') translateFormat(at, set);
  else if (keyword === 'pattern') translatePattern(translation, at, set);
  else if (old && (keyword === 'exclusiveMinimum' || keyword === 'exclusiveMaximum')) {
    // OpenAPI 3.0: a boolean that sharpens `minimum` and `maximum`.
    const bound = schema[keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
    if (value === true && typeof bound === 'number') set(keyword, bound);
  } else if (keyword === 'required') set('required', requiredInAnswer(translation, schema));
  else if (PLAIN_KEYWORDS[keyword]) {
    if (PLAIN_KEYWORDS[keyword](value)) set(keyword, value as Json);
    else leaveOut(translation, path, 'its value is not of the form that JSON Schema asks for');
  } else if (SCHEMA_KEYWORDS.has(keyword)) translateContains(translation, at, set);
  else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
    set(
      keyword,
      value.map((part, index) => translate(translation, part, [...path, String(index)])),
    );
  } else if (SCHEMA_MAP_KEYWORDS.has(keyword) && isRecord(value)) set(keyword, translateMap(translation, value, path));
  else if (keyword === 'items' || keyword === 'prefixItems') translateItems(translation, at, set);
  else if (keyword.startsWith('dependent') && isRecord(value))
    set('dependencies', translateDependencies(translation, value, path));
  else if (keyword !== 'minContains' && keyword !== 'maxContains')
    leaveOut(translation, path, 'the keyword is not known');
}

function translateMap(translation: Translation, map: Record<string, unknown>, path: readonly string[]): Schema {
  return Object.fromEntries(
    Object.entries(map).map(([name, part]) => [name, translate(translation, part, [...path, name])]),
  );
}

/** `dependentRequired` and `dependentSchemas` were one keyword in draft-07: `dependencies`. */
function translateDependencies(
  translation: Translation,
  map: Record<string, unknown>,
  path: readonly string[],
): Schema {
  return Object.fromEntries(
    Object.entries(map).map(([name, part]) => [
      name,
      Array.isArray(part) ? (part as Json) : translate(translation, part, [...path, name]),
    ]),
  );
}

/** `nullable` of OpenAPI 3.0 widens a `type` beside it, and nothing else. */
function translateType(translation: Translation, { schema, value, path }: Keyword, set: SetKeyword): void {
  const types: unknown[] = Array.isArray(value) ? value : [value];
  if (types.length === 0 || !types.every((type) => TYPES.has(type))) {
    leaveOut(translation, path, `"${types.join(', ')}" is no type of JSON Schema`);
    return;
  }
  const nullable = translation.model.dialect === 'openapi-3.0' && schema['nullable'] === true;
  const all = (nullable && !types.includes('null') ? [...types, 'null'] : types) as readonly string[];
  set('type', all.length === 1 ? (all[0] ?? 'string') : all);
}

/** A format that is not known judges nothing: that is what the standard says. */
function translateFormat({ value }: Keyword, set: SetKeyword): void {
  if (typeof value !== 'string') return;
  const spelled = Object.hasOwn(FORMATS_AS_SCHEMAS, value) ? FORMATS_AS_SCHEMAS[value] : undefined;
  for (const [keyword, part] of Object.entries(spelled ?? {})) set(keyword, part as Json);
  if (JUDGED_FORMATS.has(value)) set('format', value);
}

/** Patterns are ECMA-262; Ajv 6 reads them without the `u` flag. https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions */
function translatePattern(translation: Translation, { value, path }: Keyword, set: SetKeyword): void {
  if (typeof value !== 'string' || !isPattern(value, 'u')) {
    leaveOut(translation, path, 'it is no regular expression of ECMA-262');
  } else if (/\\[pP]\{|\\u\{|[\u{10000}-\u{10ffff}]/u.test(value) || !isPattern(value, '')) {
    leaveOut(translation, path, 'the Postman runtimes read patterns without Unicode');
  } else {
    // In a group, for Ajv 6 takes the pattern `constructor` for a member of every object.
    set('pattern', value in {} ? `(?:${value})` : value);
  }
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}

/** `minContains` and `maxContains` are new in 2020-12; 0 and 1 can be said without them. */
function translateContains(translation: Translation, { schema, keyword, value, path }: Keyword, set: SetKeyword): void {
  if (!isSchema(value)) {
    leaveOut(translation, path, 'its value is no schema');
    return;
  }
  if (keyword === 'contains') {
    const least = schema['minContains'] ?? 1;
    if (schema['maxContains'] !== undefined || (least !== 0 && least !== 1)) {
      leaveOut(translation, path, 'the Postman runtimes cannot count with minContains and maxContains');
    }
    if (least === 0) return;
  }
  set(keyword, translate(translation, value, path));
}

/** 2020-12 says `prefixItems` and `items`; draft-07 says `items` as a list, and `additionalItems`. */
function translateItems(translation: Translation, { schema, keyword, value, path }: Keyword, set: SetKeyword): void {
  const prefix = translation.model.dialect === 'openapi-3.0' ? undefined : schema['prefixItems'];
  if (keyword === 'prefixItems' && Array.isArray(value)) {
    set(
      'items',
      value.map((part, index) => translate(translation, part, [...path, String(index)])),
    );
  } else if (keyword === 'items' && isSchema(value)) {
    set(Array.isArray(prefix) ? 'additionalItems' : 'items', translate(translation, value, path));
  } else leaveOut(translation, path, 'its value is no schema');
}

/** An answer never needs a member that is `writeOnly`. https://spec.openapis.org/oas/v3.0.4.html#schema-object */
function requiredInAnswer(translation: Translation, schema: Record<string, unknown>): readonly string[] {
  const required = Array.isArray(schema['required'])
    ? schema['required'].filter((name) => typeof name === 'string')
    : [];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  return required.filter((name) => {
    let property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (isRecord(property) && typeof property['$ref'] === 'string')
      property = translation.model.definitions.get(property['$ref']);
    return !(isRecord(property) && property['writeOnly'] === true);
  });
}

function leaveOut(translation: Translation, path: readonly string[], why: string): true {
  translation.notAsserted.push({ pointer: toPointer(path), keyword: path.at(-1) ?? '', why });
  return true;
}
