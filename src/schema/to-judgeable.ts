import { isRecord, type Json } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import {
  ANNOTATIONS,
  hasSiblings,
  isSchema,
  isTextList,
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  UNJUDGED_KEYWORDS,
} from './keywords.ts';
import { toJudgeablePattern } from './patterns.ts';
import { requiredInAnswer } from './required.ts';
import {
  type Keyword,
  leaveOut,
  type NotAsserted,
  type Schema,
  type SetKeyword,
  type Translation,
} from './translation.ts';
import { translateFormat, translatePattern, translateType } from './values.ts';

export type { NotAsserted };

/** A schema in the form in which a Postman runtime judges it: whole in itself, in draft-07. */
export interface Judgeable {
  readonly schema: Json;
  readonly notAsserted: readonly NotAsserted[];
}

/**
 * Translate a schema of an answer from its dialect to draft-07, which the runtimes judge.
 *
 * OpenAPI 3.1 speaks JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/json-schema-validation), 3.0 a dialect of its
 * own (https://spec.openapis.org/oas/v3.0.4.html#schema-object). What draft-07 cannot say is listed, never passed silently.
 * References stay references, so recursion ends and size stays linear.
 */
export function toJudgeable(node: SchemaNode, model: ApiModel): Judgeable {
  const translation: Translation = { model, definitions: new Map(), notAsserted: [], weakenings: 0 };
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
  if (known) {
    if (known.weaker) translation.weakenings += 1;
    return `#/definitions/${escapeFragment(known.name)}`;
  }
  const before = translation.weakenings;
  const name = freeName(translation, fromPointer(target).at(-1) ?? 'schema');
  const definition = { name, schema: true as Json, weaker: false };
  translation.definitions.set(target, definition);
  definition.schema = translate(translation, translation.model.definitions.get(target) ?? true, fromPointer(target));
  definition.weaker = translation.weakenings > before;
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

function translateKeyword(translation: Translation, at: Keyword, set: SetKeyword): void {
  const { schema, keyword, value, path } = at;
  const old = translation.model.dialect === 'openapi-3.0';
  const form = Object.hasOwn(PLAIN_KEYWORDS, keyword) ? PLAIN_KEYWORDS[keyword] : undefined;
  if (UNJUDGED_KEYWORDS.has(keyword)) leaveOut(translation, path, 'the Postman runtimes cannot judge it');
  else if (keyword === 'type') translateType(translation, at, set);
  else if (keyword === 'format') translateFormat(at, set);
  else if (keyword === 'pattern') translatePattern(translation, at, set);
  else if (old && (keyword === 'exclusiveMinimum' || keyword === 'exclusiveMaximum')) {
    // OpenAPI 3.0: a boolean that sharpens `minimum` and `maximum`.
    const bound = schema[keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
    if (value === true && typeof bound === 'number') set(keyword, bound);
  } else if (form && !form(value)) {
    leaveOut(translation, path, 'its value is not of the form that JSON Schema asks for');
  } else if (keyword === 'required') set('required', requiredInAnswer(schema, translation.model));
  else if (form) set(keyword, value as Json);
  else if (keyword === 'contains') translateContains(translation, at, set);
  else if (SCHEMA_KEYWORDS.has(keyword)) translateSchema(translation, at, set);
  else if (SCHEMA_LIST_KEYWORDS.has(keyword)) translateList(translation, at, set);
  else if (keyword === 'properties' || keyword === 'patternProperties') translateMembers(translation, at, set);
  else if (keyword === 'items' || keyword === 'prefixItems') translateItems(translation, at, set);
  else if ((keyword === 'dependentRequired' || keyword === 'dependentSchemas') && isRecord(value)) {
    set('dependencies', translateDependencies(translation, value, path));
  } else if (keyword !== 'minContains' && keyword !== 'maxContains') {
    leaveOut(translation, path, 'the keyword is not known');
  }
}

/**
 * What is left out makes a schema accept more, and so what says "not" accept less: then `not` and `if` are left out as a whole,
 * and so is an `additionalProperties` beside a pattern that is not judged. No correct answer is ever accused.
 */
function translateSchema(translation: Translation, { schema, keyword, value, path }: Keyword, set: SetKeyword): void {
  if (!isSchema(value)) {
    leaveOut(translation, path, 'its value is no schema');
    return;
  }
  const before = translation.weakenings;
  const translated = translate(translation, value, path);
  const weaker = translation.weakenings > before;
  const patterns = isRecord(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [];
  if (weaker && (keyword === 'not' || keyword === 'if')) {
    leaveOut(translation, path, 'it holds something that is not judged');
  } else if (keyword === 'additionalProperties' && patterns.some((name) => !toJudgeablePattern(name).pattern)) {
    leaveOut(translation, path, 'it stands beside a pattern that is not judged');
  } else set(keyword, translated);
}

/** `oneOf` with something left out in it is `anyOf`: several of its schemas may accept what only one should. */
function translateList(translation: Translation, { keyword, value, path }: Keyword, set: SetKeyword): void {
  if (!Array.isArray(value) || value.length === 0) {
    leaveOut(translation, path, 'its value is no list of schemas');
    return;
  }
  const before = translation.weakenings;
  const parts = value.map((part, index) => translate(translation, part, [...path, String(index)]));
  if (keyword === 'oneOf' && translation.weakenings > before) {
    leaveOut(translation, path, 'it holds something that is not judged; that one of its schemas accepts is');
    set('anyOf', parts);
  } else set(keyword, parts);
}

/** Ajv 6 does not see a property named `__proto__`, but it sees what a pattern matches. */
function translateMembers(translation: Translation, { keyword, value, path }: Keyword, set: SetKeyword): void {
  if (!isRecord(value)) {
    leaveOut(translation, path, 'its value is no object of schemas');
    return;
  }
  const properties: [string, Json][] = [];
  const patterns: [string, Json][] = [];
  for (const [name, part] of Object.entries(value)) {
    const translated = translate(translation, part, [...path, name]);
    const { pattern, why } = keyword === 'properties' ? { pattern: '^__proto__$' } : toJudgeablePattern(name);
    if (keyword === 'properties' && name !== '__proto__') properties.push([name, translated]);
    else if (pattern === undefined) leaveOut(translation, [...path, name], why);
    else patterns.push([pattern, translated]);
  }
  if (properties.length > 0) set('properties', Object.fromEntries(properties));
  if (patterns.length > 0) set('patternProperties', Object.fromEntries(patterns));
}

/** `dependentRequired` and `dependentSchemas` were one keyword in draft-07: `dependencies`. */
function translateDependencies(
  translation: Translation,
  map: Record<string, unknown>,
  path: readonly string[],
): Schema {
  const entries = Object.entries(map).flatMap(([name, part]): [string, Json][] => {
    const at = [...path, name];
    if (name === '__proto__') leaveOut(translation, at, 'the Postman runtimes do not see a member of this name');
    else if (!Array.isArray(part)) return [[name, translate(translation, part, at)]];
    else if (isTextList(part)) return [[name, [...new Set(part)]]];
    else leaveOut(translation, at, 'its value is no list of names');
    return [];
  });
  return Object.fromEntries(entries);
}

/** `minContains` and `maxContains` are new in 2020-12; 0 and 1 can be said without them. */
function translateContains(translation: Translation, at: Keyword, set: SetKeyword): void {
  const least = at.schema['minContains'] ?? 1;
  if (at.schema['maxContains'] !== undefined || (least !== 0 && least !== 1)) {
    leaveOut(translation, at.path, 'the Postman runtimes cannot count with minContains and maxContains');
  }
  if (least !== 0) translateSchema(translation, at, set);
}

/** 2020-12 says `prefixItems` and `items`; draft-07 says `items` as a list, and `additionalItems`. */
function translateItems(translation: Translation, { schema, keyword, value, path }: Keyword, set: SetKeyword): void {
  const prefix = translation.model.dialect === 'openapi-3.0' ? undefined : schema['prefixItems'];
  if (keyword === 'prefixItems' && Array.isArray(value) && value.length > 0) {
    set(
      'items',
      value.map((part, index) => translate(translation, part, [...path, String(index)])),
    );
  } else if (keyword === 'items' && isSchema(value)) {
    set(Array.isArray(prefix) ? 'additionalItems' : 'items', translate(translation, value, path));
  } else leaveOut(translation, path, 'its value is no schema');
}
