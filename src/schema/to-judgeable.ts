import { isRecord, type Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { ANNOTATIONS } from './keywords.ts';
import type { AllSchemas, SchemaNode } from './node.ts';
import { type NotNeeded, oneWayMembersIn } from './one-way-members.ts';
import { indexResources } from './resources.ts';
import { translateKeyword } from './translate-keyword.ts';
import { withDynamicAnchors } from './translate-reference.ts';
import { type At, leaveOut, type NotAsserted, type SetKeyword, type Translation, unique } from './translation.ts';

/** A schema in the form in which a script judges it: whole in itself, in JSON Schema 2020-12. */
export interface Judgeable {
  readonly schema: Json;
  readonly notAsserted: readonly NotAsserted[];
}

type Schema = Record<string, Json>;

/**
 * Translate a schema from its dialect to the one that the judge in the scripts speaks: JSON Schema 2020-12 without
 * annotations, whose references are all `#` or `#/$defs/name`.
 *
 * OpenAPI 3.1 speaks JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/json-schema-validation), 3.0 a dialect of its
 * own (https://spec.openapis.org/oas/v3.0.4.html#schema-object). What cannot be judged is listed, never passed silently.
 * References stay references, so recursion ends and size stays linear. `notNeeded`: what is required of the other way only; an
 * answer is meant where nothing is said.
 */
export function toJudgeable(node: SchemaNode, schemas: AllSchemas, notNeeded: NotNeeded = 'writeOnly'): Judgeable {
  const resources = indexResources(node, schemas);
  const translation: Translation = {
    dialect: schemas.dialect,
    node,
    oneWay: oneWayMembersIn(resources, notNeeded, schemas.dialect),
    resources,
    translate: (schema, at) => translate(translation, schema, at),
    definitions: new Map(),
    names: new Set(),
    keys: new Map(),
    notAsserted: [],
    harmless: new Set(),
  };
  const resource = resources.of(node.schema, resources.description);
  const at = { path: fromPointer(node.pointer), resource, hidden: new Set<string>(), around: ['#'] };
  const schema = withDynamicAnchors(translation, translate(translation, node.schema, at), resource);
  return { schema: withDefinitions(schema, translation), notAsserted: unique(translation.notAsserted) };
}

function withDefinitions(schema: Json, { definitions }: Translation): Json {
  if (definitions.size === 0 || !isRecord(schema)) return schema;
  const $defs = Object.fromEntries([...definitions.values()].map(({ name, schema: body }) => [name, body]));
  return { ...(schema as Schema), $defs };
}

function translate(translation: Translation, schema: unknown, at: At): Json {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) return leaveOut(translation, at, 'a schema that is no object');
  const old = translation.dialect === 'openapi-3.0';
  const resource = translation.resources.of(schema, at.resource);
  // OpenAPI 3.0 ignores what stands beside `$ref`; 2020-12 does not.
  const read = old && typeof schema['$ref'] === 'string' ? { $ref: schema['$ref'] } : schema;
  const hidden = new Set([...at.hidden, ...translation.oneWay(schema, resource)]);
  const translated = translateKeywords(translation, read, { ...at, resource, hidden });
  return resource === at.resource ? translated : withDynamicAnchors(translation, translated, resource);
}

function translateKeywords(translation: Translation, schema: Record<string, unknown>, at: At): Json {
  const result: Schema = {};
  const more: Json[] = [];
  const set: SetKeyword = (keyword, value) => {
    if (Object.hasOwn(result, keyword)) more.push({ [keyword]: value });
    else result[keyword] = value;
  };
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || value === undefined) continue;
    if (value === true && OPEN.has(keyword) && !translation.resources.asksForRest) continue;
    translateKeyword(translation, { schema, keyword, value, at: { ...at, path: [...at.path, keyword] } }, set);
  }
  if (more.length > 0) result['allOf'] = [...((result['allOf'] as readonly Json[] | undefined) ?? []), ...more];
  return result;
}

/** Keywords for which `true` refuses nothing; to an `unevaluated…` it says all the same that something was judged. */
const OPEN: ReadonlySet<string> = new Set([
  'additionalProperties',
  'items',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
