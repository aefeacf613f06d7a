/** A schema, and what is needed to read it: where its references lead, and which rules it follows. */
import { fromPointer, valueAt } from '../core/pointer.ts';

/** Which rules a schema follows: OpenAPI 3.0 has a dialect of its own, 3.1 speaks JSON Schema 2020-12. */
export type Dialect = 'openapi-3.0' | 'json-schema-2020-12';

/** A schema as written, and where: a relative `$ref` inside it is read from the document's root. */
export interface SchemaNode {
  readonly schema: unknown;
  readonly pointer: string;
}

export type Schema = Readonly<Record<string, unknown>>;

/** A schema among those that hold of the same value. `Place`: how whoever walks keeps the place of a schema. */
export type Part<Place extends { readonly schema: unknown } = SchemaNode> = Place & {
  readonly schema: Schema;
  /** The number of steps from the schema that was asked about. */
  readonly distance: number;
  /** Whether it holds only of values other than `null`. */
  readonly orNull: boolean;
};

/** What a schema is read with. A model is one; so is a document that is still being read, or a schema with `$defs` of its own. */
export interface Schemas {
  /** What a `$ref` leads to, by its text, such as `#/components/schemas/Order`. */
  readonly definitions: Pick<ReadonlyMap<string, unknown>, 'get'>;
  readonly dialect: Dialect;
  /** What was walked already, for who asks about the same schemas again and again. */
  readonly walked?: WeakMap<object, { readonly pointer: string; readonly parts: readonly Part[] }>;
}

/** The same, where all that references lead to is known: names such as `$id` and `$anchor` can stand anywhere in it. */
export interface AllSchemas extends Schemas {
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** The schemas that stand in a value: a document, or a schema with `$defs` of its own. A reference is looked up when it is met. */
export function schemasIn(root: unknown, dialect: Dialect = 'json-schema-2020-12'): Schemas {
  const get = (reference: string) => (/^#(\/|$)/.test(reference) ? valueAt(root, fromPointer(reference)) : undefined);
  return { definitions: { get }, dialect, walked: new WeakMap() };
}
