/** Closed schemas that are read as open in the composition that needs it, and stay closed elsewhere. */
import { isRecord } from '../core/json.ts';
import type { Schema, Schemas } from './node.ts';

/** What is opened, and what was met of it. */
interface Opening {
  readonly closed: ReadonlySet<unknown>;
  readonly opened: Set<unknown>;
  readonly schemas: Schemas;
  /** A schema that a discriminator finds by its references has no copy, since that would be another schema. */
  readonly isCopied: (target: unknown) => boolean;
  readonly known: Map<object, unknown>;
}

/** A schema without the bounds of closed schemas in it, and those that were opened so. The same schema if there are none. */
export function openedIn(
  schema: unknown,
  closed: ReadonlySet<unknown>,
  schemas: Schemas,
  byReference: boolean,
): { readonly schema: unknown; readonly opened: ReadonlySet<unknown> } {
  const isCopied = (target: unknown) => byReference && isRecord(target) && target['discriminator'] === undefined;
  const opening: Opening = { closed, opened: new Set(), schemas, isCopied, known: new Map() };
  return { schema: open(schema, opening), opened: opening.opened };
}

/** A reference may lead to it from several places, and equal schemas are one object: so a copy is changed. */
function open(schema: unknown, opening: Opening): unknown {
  if (!isRecord(schema)) return schema;
  const known = opening.known.get(schema);
  if (known !== undefined) return known;
  opening.known.set(schema, schema);
  const made = openAnew(schema, opening);
  opening.known.set(schema, made);
  return made;
}

function openAnew(schema: Schema, opening: Opening): Schema {
  const changed: Record<string, unknown> = {};
  const target = targetIn(schema, opening);
  const inTarget = open(target, opening);
  const isAlone = inTarget !== target && isOnlyReference(schema, opening.schemas);
  if (isAlone) return inTarget as Schema;
  for (const keyword of IN_PLACE) {
    const list = schema[keyword];
    const made = followed(keyword, list).map((one) => open(one, opening));
    if (made.some((one, index) => one !== (list as readonly unknown[])[index])) changed[keyword] = made;
  }
  if (inTarget !== target) {
    const others = (changed['allOf'] ?? schema['allOf'] ?? []) as readonly unknown[];
    Object.assign(changed, { $ref: undefined, allOf: [inTarget, ...others] });
  }
  if (opening.closed.has(schema)) {
    opening.opened.add(schema);
    changed['additionalProperties'] = undefined;
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
function targetIn({ $ref: reference }: Schema, { schemas, isCopied }: Opening): unknown {
  const target = typeof reference === 'string' ? schemas.definitions.get(reference) : undefined;
  return isCopied(target) ? target : undefined;
}

function isOnlyReference(schema: Schema, { dialect }: Schemas): boolean {
  return dialect === 'openapi-3.0' || Object.keys(schema).every((keyword) => keyword === '$ref');
}
