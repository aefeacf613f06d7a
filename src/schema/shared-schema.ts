import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './keywords.ts';
import type { AllSchemas } from './node.ts';

/** A schema as written in a script, and the definitions it references, under names that are unique in the model. */
export interface SharedSchema {
  readonly schema: Json;
  readonly definitions: ReadonlyMap<string, Json>;
}

type Schema = Record<string, Json>;

const sharing = new WeakMap<object, (schema: Json) => SharedSchema>();

/**
 * Separates a schema of `toJudgeable` from its definitions. All schemas of a model share one set of names: equal definitions
 * have the same name, different ones have different names.
 */
export function toSharedSchema(schema: Json, schemas: AllSchemas): SharedSchema {
  const known = sharing.get(schemas) ?? createDefinitions();
  sharing.set(schemas, known);
  return known(schema);
}

/** Definitions are shared, so the text of each is made once. */
const textOfRecord = once((definition: object) => JSON.stringify(definition));

function textOf(definition: Json): string {
  return isRecord(definition) ? textOfRecord(definition) : JSON.stringify(definition);
}

function createDefinitions(): (schema: Json) => SharedSchema {
  const texts = new Map<string, string>();
  const known = new WeakMap<object, SharedSchema>();
  return (schema) => {
    if (!isRecord(schema)) return { schema, definitions: new Map() };
    const found = known.get(schema);
    if (found) return found;
    if (!isRecord(schema['$defs'])) {
      const alone = { schema: schema as Json, definitions: new Map<string, Json>() };
      known.set(schema, alone);
      return alone;
    }
    const shared = named(withoutRoot(schema as Schema), texts);
    for (const [name, definition] of shared.definitions) texts.set(name, textOf(definition));
    known.set(schema, shared);
    return shared;
  };
}

/** A schema that references itself as `#` loses its root when definitions are shared, so it becomes a definition, too. */
function withoutRoot({ $defs, ...schema }: Schema): SharedSchema {
  const definitions = new Map(Object.entries($defs as Schema));
  const isOwn = [schema, ...definitions.values()].some((body) => textOf(body).includes('":"#"'));
  if (!isOwn) return { schema, definitions };
  let root = 'Root';
  while (definitions.has(root)) root += '_';
  const rename = (reference: string) => (reference === '#' ? `#/$defs/${root}` : reference);
  const renamed = [...definitions, [root, schema] as const].map(
    ([name, body]) => [name, withReferences(body, rename)] as const,
  );
  return { schema: { $ref: `#/$defs/${root}` }, definitions: new Map(renamed) };
}

/** Append numbers to names that are already used for other definitions, until all are unique. */
function named({ schema, definitions }: SharedSchema, texts: ReadonlyMap<string, string>): SharedSchema {
  for (let number = 1; ; number += 1) {
    const clashing = number === 1 ? new Set<string>() : clashes([...definitions], texts);
    const rename = (name: string) => (clashing.has(name) ? `${name}${number}` : name);
    const inReference = (text: string) => `#/$defs/${rename(text.slice('#/$defs/'.length))}`;
    const inSchema = (body: Json) => (clashing.size === 0 ? body : withReferences(body, inReference));
    const renamed = [...definitions].map(([name, body]) => [rename(name), inSchema(body)] as const);
    const isFree = renamed.every(([name, body]) => (texts.get(name) ?? textOf(body)) === textOf(body));
    const unique = new Map(renamed);
    if (isFree && unique.size === renamed.length) return { schema: inSchema(schema), definitions: unique };
  }
}

/** The definitions whose names are already used for something else, and those that reference them. */
function clashes(
  definitions: readonly (readonly [string, Json])[],
  texts: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const clashing = new Set<string>();
  for (let before = -1; before < clashing.size; ) {
    before = clashing.size;
    for (const [name, body] of definitions) {
      const text = textOf(body);
      const refers = [...clashing].some((other) => text.includes(`"#/$defs/${other}"`));
      if (refers || (texts.get(name) ?? text) !== text) clashing.add(name);
    }
  }
  return clashing;
}

/** A copy of the schema with the references changed. Data that looks like a reference, such as in `const`, is kept. */
function withReferences(schema: Json, change: (reference: string) => string): Json {
  if (!isRecord(schema)) return schema;
  const inside = (value: Json) => withReferences(value, change);
  const changed = (keyword: string, value: Json): Json => {
    if (keyword === '$ref') return change(value as string);
    if (keyword === 'x-dynamic-anchors') return mapValues(value, (reference) => change(reference as string));
    if (SCHEMA_KEYWORDS.has(keyword)) return inside(value);
    if (SCHEMA_LIST_KEYWORDS.has(keyword)) return (value as readonly Json[]).map(inside);
    return SCHEMA_MAP_KEYWORDS.has(keyword) ? mapValues(value, inside) : value;
  };
  return Object.fromEntries(
    Object.entries(schema as Schema).map(([keyword, value]) => [keyword, changed(keyword, value)]),
  );
}

function mapValues(record: Json, change: (value: Json) => Json): Json {
  return Object.fromEntries(Object.entries(record as Schema).map(([name, value]) => [name, change(value)]));
}
