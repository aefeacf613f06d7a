/** Schemas that are read with other keywords in the composition that needs it, and as they stand elsewhere. */
import { isRecord } from '../core/json.ts';
import type { Schema, Schemas } from './node.ts';

/** What is changed, and what was met of it. */
interface Changing {
  readonly changes: ReadonlyMap<unknown, Schema>;
  readonly changed: Set<unknown>;
  readonly schemas: Schemas;
  /** A schema that a discriminator finds by its references has no copy, since that would be another schema. */
  readonly isCopied: (target: unknown) => boolean;
  readonly known: Map<object, unknown>;
}

/** A schema in which others have other keywords, and those that were changed so. The same schema if there are none. */
export function withChanges(
  schema: unknown,
  changes: ReadonlyMap<unknown, Schema>,
  schemas: Schemas,
  byReference: boolean,
): { readonly schema: unknown; readonly changed: ReadonlySet<unknown> } {
  const isCopied = (target: unknown) => byReference && isRecord(target) && target['discriminator'] === undefined;
  const changing: Changing = { changes, changed: new Set(), schemas, isCopied, known: new Map() };
  return { schema: change(schema, changing), changed: changing.changed };
}

/** A reference may lead to it from several places, and equal schemas are one object: so a copy is changed. */
function change(schema: unknown, changing: Changing): unknown {
  if (!isRecord(schema)) return schema;
  const known = changing.known.get(schema);
  if (known !== undefined) return known;
  changing.known.set(schema, schema);
  const made = changeAnew(schema, changing);
  changing.known.set(schema, made);
  return made;
}

function changeAnew(schema: Schema, changing: Changing): Schema {
  const changed: Record<string, unknown> = {};
  const target = targetIn(schema, changing);
  const inTarget = change(target, changing);
  const isAlone = inTarget !== target && isOnlyReference(schema, changing.schemas);
  if (isAlone) return inTarget as Schema;
  for (const keyword of IN_PLACE) {
    const list = schema[keyword];
    const made = followed(keyword, list).map((one) => change(one, changing));
    if (made.some((one, index) => one !== (list as readonly unknown[])[index])) changed[keyword] = made;
  }
  if (inTarget !== target) {
    const others = (changed['allOf'] ?? schema['allOf'] ?? []) as readonly unknown[];
    Object.assign(changed, { $ref: undefined, allOf: [inTarget, ...others] });
  }
  const own = changing.changes.get(schema);
  if (own) {
    changing.changed.add(schema);
    Object.assign(changed, own);
  }
  return Object.keys(changed).length === 0 ? schema : { ...schema, ...changed };
}

const IN_PLACE = ['allOf', 'oneOf', 'anyOf'] as const;

/** The schemas of a list that certainly apply: of alternatives, the only one besides `null`. */
function followed(keyword: string, list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) return [];
  const isNull = (one: unknown) => isRecord(one) && one['type'] === 'null';
  return keyword === 'allOf' || list.filter((one) => !isNull(one)).length === 1 ? list : [];
}

/** What a reference leads to, if it may be copied. */
function targetIn({ $ref: reference }: Schema, { schemas, isCopied }: Changing): unknown {
  const target = typeof reference === 'string' ? schemas.definitions.get(reference) : undefined;
  return isCopied(target) ? target : undefined;
}

function isOnlyReference(schema: Schema, { dialect }: Schemas): boolean {
  return dialect === 'openapi-3.0' || Object.keys(schema).every((keyword) => keyword === '$ref');
}
