/** A schema with what is needed to read it: the targets of references, and the dialect. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';

/** The dialect of a schema: OpenAPI 3.0 defines its own, OpenAPI 3.1 uses JSON Schema 2020-12. */
export type Dialect = 'openapi-3.0' | 'json-schema-2020-12';

/** A schema as written, and its location. A `$ref` in it is relative to the document's root. */
export interface SchemaNode {
  readonly schema: unknown;
  readonly pointer: string;
}

/** Whether a schema of a media type is that of each item of a stream. https://spec.openapis.org/oas/v3.2.0.html#media-type-object */
export function isItemSchema(node: SchemaNode | undefined): boolean {
  return node?.pointer.endsWith('/itemSchema') === true;
}

export type Schema = Readonly<Record<string, unknown>>;

/** One of the schemas that apply to the same value. `Place` is how a walk represents the location of a schema. */
export type Part<Place extends { readonly schema: unknown } = SchemaNode> = Place & {
  readonly schema: Schema;
  /** The number of steps from the schema where the walk started. */
  readonly distance: number;
  /** Whether it applies only to values other than `null`. */
  readonly orNull: boolean;
};

/**
 * All that is needed to read schemas. Implemented by the model, by a document while it is read, and by a schema with its own
 * `$defs`.
 */
export interface Schemas {
  /** The targets of `$ref`s by their text, such as `#/components/schemas/Order`. */
  readonly definitions: Pick<ReadonlyMap<string, unknown>, 'get'>;
  readonly dialect: Dialect;
  /** The references to the components that have another one in their `allOf`, by the reference to that one. */
  readonly derived?: ReadonlyMap<string, readonly string[]>;
}

/** As `Schemas`, with all targets known in advance: `$id` and `$anchor` may occur anywhere in them. */
export interface AllSchemas extends Schemas {
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** The schemas in a value: a document, or a schema with its own `$defs`. References are resolved on demand. */
export function schemasIn(root: unknown, dialect: Dialect = 'json-schema-2020-12'): Schemas {
  const get = (reference: string) => (/^#(\/|$)/.test(reference) ? valueAt(root, fromPointer(reference)) : undefined);
  return { definitions: { get }, dialect, derived: derivedIn(root) };
}

/** The components of a document that have another one in their `allOf`: the children of a parent with a discriminator. */
export function derivedIn(root: unknown): ReadonlyMap<string, readonly string[]> {
  return isRecord(root) ? derivedOf(root) : NONE;
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

const derivedOf = once((root: object): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const all = valueAt(root, ['components', 'schemas']);
  for (const [name, schema] of Object.entries(isRecord(all) ? all : {})) {
    const parts: readonly unknown[] = isRecord(schema) && Array.isArray(schema['allOf']) ? schema['allOf'] : [];
    for (const part of parts) {
      const parent = isRecord(part) ? part['$ref'] : undefined;
      if (typeof parent !== 'string') continue;
      found.set(parent, [...(found.get(parent) ?? []), `#${toPointer(['components', 'schemas', name])}`]);
    }
  }
  return found;
});
