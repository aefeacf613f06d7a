import { isRecord, type Json } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';

/** A schema as a script spells it, and the definitions that it refers to, by names that are unique in the model. */
export interface SharedSchema {
  readonly schema: Json;
  readonly definitions: ReadonlyMap<string, Json>;
}

type Schema = Record<string, Json>;

const sharing = new WeakMap<object, (schema: Json) => SharedSchema>();

/**
 * A schema of `toJudgeable` without its definitions, which stand beside it: all schemas of a model share their names, which are
 * the same for the same definition, and for no other.
 */
export function toSharedSchema(schema: Json, model: ApiModel): SharedSchema {
  const known = sharing.get(model) ?? createDefinitions();
  sharing.set(model, known);
  return known(schema);
}

function createDefinitions(): (schema: Json) => SharedSchema {
  const texts = new Map<string, string>();
  const known = new WeakMap<object, SharedSchema>();
  return (schema) => {
    if (!isRecord(schema) || !isRecord(schema['$defs'])) return { schema, definitions: new Map() };
    const found = known.get(schema);
    if (found) return found;
    const shared = named(withoutRoot(schema as Schema), texts);
    for (const [name, definition] of shared.definitions) texts.set(name, JSON.stringify(definition));
    known.set(schema, shared);
    return shared;
  };
}

/** A schema that refers to itself (`#`) has no root any more where its definitions are shared: it becomes one of them. */
function withoutRoot({ $defs, ...schema }: Schema): SharedSchema {
  const definitions = new Map(Object.entries($defs as Schema));
  if (!JSON.stringify([schema, $defs]).includes('"$ref":"#"')) return { schema, definitions };
  let root = 'Root';
  while (definitions.has(root)) root += '_';
  const rename = (reference: string) => (reference === '#' ? `#/$defs/${root}` : reference);
  const renamed = [...definitions, [root, schema] as const].map(
    ([name, body]) => [name, withReferences(body, rename)] as const,
  );
  return { schema: { $ref: `#/$defs/${root}` }, definitions: new Map(renamed) };
}

/** The first way to number the names that are taken, so that none is. */
function named({ schema, definitions }: SharedSchema, texts: ReadonlyMap<string, string>): SharedSchema {
  for (let number = 1; ; number += 1) {
    const clashing = number === 1 ? new Set<string>() : clashes([...definitions], texts);
    const rename = (name: string) => (clashing.has(name) ? `${name}${number}` : name);
    const inReference = (text: string) => `#/$defs/${rename(text.slice('#/$defs/'.length))}`;
    const inSchema = (body: Json) => (clashing.size === 0 ? body : withReferences(body, inReference));
    const renamed = [...definitions].map(([name, body]) => [rename(name), inSchema(body)] as const);
    const isFree = renamed.every(([name, body]) => (texts.get(name) ?? JSON.stringify(body)) === JSON.stringify(body));
    if (isFree) return { schema: inSchema(schema), definitions: new Map(renamed) };
  }
}

/** The definitions whose names stand for something else already, and those that refer to them. */
function clashes(
  definitions: readonly (readonly [string, Json])[],
  texts: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const clashing = new Set<string>();
  for (let before = -1; before < clashing.size; ) {
    before = clashing.size;
    for (const [name, body] of definitions) {
      const text = JSON.stringify(body);
      const refers = [...clashing].some((other) => text.includes(`"#/$defs/${other}"`));
      if (refers || (texts.get(name) ?? text) !== text) clashing.add(name);
    }
  }
  return clashing;
}

/** The schema with other references. */
function withReferences(schema: Json, change: (reference: string) => string): Json {
  if (Array.isArray(schema)) return schema.map((element: Json) => withReferences(element, change));
  if (!isRecord(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema as Schema).map(([key, value]) => {
      if (key === '$ref' && typeof value === 'string') return [key, change(value)];
      if (key === 'x-dynamic-anchors' && isRecord(value))
        return [key, mapValues(value, (text) => change(String(text)))];
      return [key, withReferences(value, change)];
    }),
  );
}

function mapValues(record: Readonly<Record<string, unknown>>, change: (value: unknown) => string): Json {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
