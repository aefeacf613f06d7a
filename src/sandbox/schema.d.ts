/** A JSON Schema 2020-12 as `schema/to-judgeable` writes it, and what the judge of it holds in its hand. */

type Subschema = Schema | boolean;

interface Schema extends Partial<Judging> {
  readonly [keyword: string]: unknown;
  readonly $defs?: Readonly<Record<string, Subschema>>;
  readonly then?: Subschema;
  readonly else?: Subschema;
  readonly minContains?: number;
  readonly maxContains?: number;
  /** For each dynamic anchor that this schema opens a scope for: the reference to what it means there. */
  readonly 'x-dynamic-anchors'?: Readonly<Record<string, string>>;
}

/** Keywords that judge by themselves, and their values. */
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

/** Each is left out where no schema uses it. */
type Checks = { readonly [Keyword in keyof Judging]: (here: Here, wanted: Judging[Keyword], schema: Schema) => void };

/** Any of them: a method, so that each may know the type of its own keyword. */
type Check = { judge(here: Here, wanted: unknown, schema: Schema): void }['judge'];

/** A value that is judged, and where it stands. */
interface Here {
  value: unknown;
  /** What it is a part of, under which name; not there for the whole. */
  up?: Here | undefined;
  name?: string | number | undefined;
  readonly problems: string[];
  readonly root: Subschema;
  anchors: readonly Readonly<Record<string, string>>[];
  /** The parts that some schema has judged, where a keyword asks for the rest. */
  readonly evaluated: Set<string | number> | undefined;
}
