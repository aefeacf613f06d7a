import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer } from '../core/pointer.ts';
import { toTrail } from '../core/trail.ts';
import { extentOf, isPlain, isPlainThroughout, ownFacts } from './extent.ts';
import { ANNOTATIONS } from './keywords.ts';
import type { AllSchemas, SchemaNode } from './node.ts';
import { isLooselyNullable } from './nullable.ts';
import { type NotNeeded, oneWayMembersIn } from './one-way-members.ts';
import { indexResources } from './resources.ts';
import { sameReference } from './same-reference.ts';
import { translateKeyword } from './translate-keyword.ts';
import { withDynamicAnchors } from './translate-reference.ts';
import {
  type At,
  below,
  type Definition,
  leaveOut,
  type NotAsserted,
  type SetKeyword,
  type Translation,
  unique,
} from './translation.ts';
import { listOf } from './values.ts';

/** A schema that the scripts can judge: self-contained JSON Schema 2020-12. */
export interface Judgeable {
  readonly schema: Json;
  readonly notAsserted: readonly NotAsserted[];
}

type Schema = Record<string, Json>;

/**
 * Translate a schema from its dialect for the validator in the scripts: JSON Schema 2020-12 without annotations, with
 * references only of the form `#` or `#/$defs/name`.
 *
 * OpenAPI 3.1 uses JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/json-schema-validation), 3.0 its own dialect
 * (https://spec.openapis.org/oas/v3.0.4.html#schema-object). Keywords that cannot be judged are listed in `notAsserted`,
 * never dropped silently. References are kept, so recursion terminates and the size stays linear. `notNeeded` selects the
 * members that need not be present; the default is for a response.
 */
export function toJudgeable(node: SchemaNode, schemas: AllSchemas, notNeeded: NotNeeded = 'writeOnly'): Judgeable {
  if (!isRecord(node.schema)) return judgeable(node, schemas, notNeeded);
  const schema = sameReference(node.schema, schemas);
  const ofSchemas = known.get(schemas) ?? new WeakMap<object, Map<NotNeeded, Translated>>();
  known.set(schemas, ofSchemas);
  const ofSchema = ofSchemas.get(schema) ?? new Map<NotNeeded, Translated>();
  ofSchemas.set(schema, ofSchema);
  const found = ofSchema.get(notNeeded) ?? { pointer: node.pointer, judgeable: judgeable(node, schemas, notNeeded) };
  ofSchema.set(notNeeded, found);
  return movedTo(node.pointer, found);
}

/** One object may be the schema of several places. What is left out in it is told where it was asked for. */
function movedTo(pointer: string, { pointer: before, judgeable: found }: Translated): Judgeable {
  if (found.notAsserted.length === 0 || pointer === before) return found;
  const inside = `${before}/`;
  const notAsserted = found.notAsserted.map((left) =>
    left.pointer.startsWith(inside) ? { ...left, pointer: `${pointer}/${left.pointer.slice(inside.length)}` } : left,
  );
  return { schema: found.schema, notAsserted };
}

interface Translated {
  readonly pointer: string;
  readonly judgeable: Judgeable;
}

/** Whether a translated schema refuses nothing at first sight, such as `{}`, or a composition of such schemas. */
export function acceptsAll(
  schema: Json,
  definitions: unknown = isRecord(schema) && schema['$defs'],
  depth = 0,
): boolean {
  if (!isRecord(schema)) return schema === true;
  if (depth > COMPOSED) return false;
  const inside = (one: unknown) => acceptsAll(one as Json, definitions, depth + 1);
  return Object.entries(schema).every(([keyword, value]) => {
    if (keyword === '$ref' && typeof value === 'string' && isRecord(definitions))
      return inside(definitions[value.slice('#/$defs/'.length)] ?? false);
    if (keyword === 'allOf') return listOf(value).every(inside);
    return keyword === 'anyOf' ? listOf(value).some(inside) : keyword === '$defs';
  });
}

/** How deep compositions are followed: a schema may lead back to itself. */
const COMPOSED = 4;

/** Caches translations: several requests have the same response. */
const known = new WeakMap<object, WeakMap<object, Map<NotNeeded, Translated>>>();

function judgeable(node: SchemaNode, schemas: AllSchemas, notNeeded: NotNeeded): Judgeable {
  const { levels, isCircular } = extentOf(node, schemas);
  const isShared =
    !isCircular && isPlainThroughout(schemas) && (!isRecord(node.schema) || isPlain(ownFacts(node.schema)));
  const state = isShared ? sharedState(schemas, notNeeded) : stateOf(node, schemas, notNeeded);
  const translation: Translation = {
    ...state,
    node,
    translate: (schema, at) => translate(translation, schema, at),
    uses: new Set(),
    open: [],
    inside: [],
    notAsserted: [],
    references: { count: 0 },
  };
  const { resources } = translation;
  const resource = resources.of(node.schema, resources.description);
  const at = { trail: toTrail(fromPointer(node.pointer)), resource, hidden: new Set<string>(), around: ['#'], levels };
  const schema = withDynamicAnchors(translation, translate(translation, node.schema, at), resource);
  return {
    schema: withDefinitions(schema, translation),
    notAsserted: unique(translation.notAsserted.filter(({ isInner }) => !isInner)),
  };
}

/** What translations of the same description can share: the definitions so far. */
type State = Pick<
  Translation,
  'dialect' | 'oneWay' | 'resources' | 'derived' | 'definitions' | 'names' | 'keys' | 'harmless' | 'alone'
>;

function stateOf(node: SchemaNode, schemas: AllSchemas, notNeeded: NotNeeded, roots?: readonly []): State {
  const resources = indexResources(node, schemas, roots);
  return {
    dialect: schemas.dialect,
    oneWay: oneWayMembersIn(resources, notNeeded, schemas.dialect),
    resources,
    derived: schemas.derived ?? new Map(),
    definitions: new Map(),
    names: new Set(),
    keys: new Map(),
    harmless: new Set(),
    alone: undefined,
  };
}

/** Without `$id` and anchors, a reference means the same everywhere, so its target is translated once for all schemas. */
function sharedState(schemas: AllSchemas, notNeeded: NotNeeded): State {
  const states = statesOf(schemas);
  const state = states.get(notNeeded) ?? {
    ...stateOf({ schema: undefined, pointer: '' }, schemas, notNeeded, []),
    alone: new WeakMap<object, Json>(),
  };
  states.set(notNeeded, state);
  return state;
}

const statesOf = once((_of: AllSchemas) => new Map<NotNeeded, State>());

/** The definitions that a schema references, also indirectly, in the order of their first use. */
function withDefinitions(schema: Json, { uses }: Translation): Json {
  if (uses.size === 0 || !isRecord(schema)) return schema;
  const all = new Set<Definition>();
  const add = (definition: Definition) => {
    if (all.has(definition)) return;
    all.add(definition);
    definition.uses.forEach(add);
  };
  uses.forEach(add);
  return { ...(schema as Schema), $defs: Object.fromEntries([...all].map(({ name, schema: body }) => [name, body])) };
}

function translate(translation: Translation, schema: unknown, at: At): Json {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) return leaveOut(translation, at, 'the schema is not an object');
  const { alone, notAsserted, references } = translation;
  const found = at.hidden.size === 0 ? alone?.get(schema) : undefined;
  if (found !== undefined) return found;
  const before = notAsserted.length + references.count;
  const translated = translateAnew(translation, schema, at);
  const isAlone = at.hidden.size === 0 && notAsserted.length + references.count === before;
  if (isAlone) alone?.set(schema, translated);
  return translated;
}

function translateAnew(translation: Translation, schema: Record<string, unknown>, at: At): Json {
  const old = translation.dialect === 'openapi-3.0';
  const resource = translation.resources.of(schema, at.resource);
  // OpenAPI 3.0 ignores keywords next to `$ref`; 2020-12 does not.
  const read = old && typeof schema['$ref'] === 'string' ? { $ref: schema['$ref'] } : schema;
  const own = translation.oneWay(schema, resource);
  const hidden = own.length === 0 ? at.hidden : new Set([...at.hidden, ...own]);
  const strict = translateKeywords(translation, read, { ...at, resource, hidden });
  // Ignored by the letter, and meant by whoever writes it.
  const besideReference = read !== schema && schema['nullable'] === true;
  if (besideReference) {
    leaveOut(translation, below(at, 'nullable'), 'it stands beside a $ref, and null is accepted');
  }
  const isLoose = besideReference || isLooselyNullable(read, translation.dialect);
  const translated = isLoose ? { anyOf: [{ type: 'null' }, strict] } : strict;
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
    if (keyword === 'nullable' && value === true && translation.dialect !== 'openapi-3.0') {
      leaveOut(translation, below(at, keyword), 'OpenAPI 3.1 does not have it, and null is accepted');
    }
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || value === undefined) continue;
    if (value === true && OPEN.has(keyword) && !translation.resources.usesUnevaluated) continue;
    translateKeyword(translation, { schema, keyword, value, at: below(at, keyword) }, set);
  }
  if (more.length > 0) result['allOf'] = [...((result['allOf'] as readonly Json[] | undefined) ?? []), ...more];
  return result;
}

/**
 * Keywords that reject nothing if their value is `true`. They still matter to `unevaluated…`, because they mark members as
 * evaluated.
 */
const OPEN: ReadonlySet<string> = new Set([
  'additionalProperties',
  'items',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
