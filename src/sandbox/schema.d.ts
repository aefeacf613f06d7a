/** A JSON Schema 2020-12 as `schema/to-judgeable` writes it, and the state of its validator. */

type Subschema = Schema | boolean;

interface Schema extends Partial<Judging> {
  readonly [keyword: string]: unknown;
  readonly $defs?: Readonly<Record<string, Subschema>>;
  readonly then?: Subschema;
  readonly else?: Subschema;
  readonly minContains?: number;
  readonly maxContains?: number;
  /** The targets of dynamic anchors in the scope of this schema, as references. */
  readonly 'x-dynamic-anchors'?: Readonly<Record<string, string>>;
}

/** The keywords with a check, and the types of their values. */
interface Judging {
  readonly type: string | readonly string[];
  readonly const: unknown;
  readonly enum: readonly unknown[];
  readonly minimum: number;
  readonly maximum: number;
  readonly exclusiveMinimum: number;
  readonly exclusiveMaximum: number;
  readonly multipleOf: number;
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string;
  readonly format: string;
  readonly minItems: number;
  readonly maxItems: number;
  readonly uniqueItems: boolean;
  readonly minProperties: number;
  readonly maxProperties: number;
  readonly required: readonly string[];
  readonly dependentRequired: Readonly<Record<string, readonly string[]>>;
  readonly $ref: string;
  readonly $dynamicRef: string;
  readonly allOf: readonly Subschema[];
  readonly anyOf: readonly Subschema[];
  readonly oneOf: readonly Subschema[];
  readonly not: Subschema;
  readonly if: Subschema;
  readonly dependentSchemas: Readonly<Record<string, Subschema>>;
  readonly prefixItems: readonly Subschema[];
  readonly items: Subschema;
  readonly contains: Subschema;
  readonly properties: Readonly<Record<string, Subschema>>;
  readonly patternProperties: Readonly<Record<string, Subschema>>;
  readonly additionalProperties: Subschema;
  readonly propertyNames: Subschema;
  readonly unevaluatedItems: Subschema;
  readonly unevaluatedProperties: Subschema;
}

/** The check of each keyword. Checks that no schema uses are left out. */
type Checks = { readonly [Keyword in keyof Judging]: (here: Here, wanted: Judging[Keyword], schema: Schema) => void };

/** Any check. A method type, so that each check may have the value type of its own keyword. */
type Check = { judge(here: Here, wanted: unknown, schema: Schema): void }['judge'];

/** A value to validate, and its place. */
interface Here {
  value: unknown;
  /** The parent and the name in it; missing for the whole value. */
  up?: Here | undefined;
  name?: string | number | undefined;
  readonly problems: string[];
  readonly root: Subschema;
  anchors: readonly Readonly<Record<string, string>>[];
  /** The parts that a schema has evaluated, if an "unevaluated" keyword is used. */
  readonly evaluated: Set<string | number> | undefined;
}
