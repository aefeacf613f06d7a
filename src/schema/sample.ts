import { isRecord, type Json } from '../core/json.ts';
import { boundsIn } from './bounds.ts';
import { propertiesIn, requiredIn } from './members.ts';
import type { Dialect, Part, Schema, SchemaNode, Schemas } from './node.ts';
import { sampleNumber, sampleText } from './sample-leaf.ts';
import { typesIn } from './types-of.ts';
import { chosenBranches, type Steps, stepsIn, walk } from './walk.ts';

/** The depth from which optional members and elements are left out, so that recursive schemas terminate. */
const DEPTH = 5;

/** Selects one of the possible samples of a schema. */
export interface SampleChoice {
  /** 0: the simplest value, or an example from the schema. Other numbers give other values, as far as there are enough. */
  readonly number: number;
  /** The index of the alternative in `oneOf` and `anyOf`, modulo their number. */
  readonly branch: number;
  /** Whether to include optional members. */
  readonly optional: boolean;
}

const PLAINEST: SampleChoice = { number: 0, branch: 0, optional: true };

interface Sampling extends SampleChoice {
  readonly steps: Steps<SchemaNode>;
  readonly depth: number;
  /** Samples by schema, so that a shared schema is sampled once per depth. */
  readonly known: Map<object, Map<string, Json>>;
}

/**
 * A value that the schema accepts, as far as that is possible without search: its example, default, constant or first `enum`
 * value, else the simplest value of its type. Deterministic.
 */
export function sampleValue(node: SchemaNode, schemas: Schemas, choice: Partial<SampleChoice> = {}): Json {
  const whole = { ...PLAINEST, ...choice };
  return sample(node.schema, {
    ...whole,
    steps: stepsIn(schemas, chosenBranches(whole.branch)),
    depth: 0,
    known: new Map(),
  });
}

function sample(schema: unknown, sampling: Sampling): Json {
  if (!isRecord(schema) || sampling.depth > DEPTH * 3) return null;
  const known = sampling.known.get(schema) ?? new Map<string, Json>();
  sampling.known.set(schema, known);
  const key = `${sampling.depth} ${sampling.number}`;
  const value = known.get(key) ?? sampleOf(schema, sampling);
  known.set(key, value);
  return value;
}

function sampleOf(schema: Schema, sampling: Sampling): Json {
  const { steps, number, depth } = sampling;
  const parts = walk({ schema, pointer: '' }, steps);
  const isOwn = parts[0]?.schema === schema;
  const others = isOwn ? parts.slice(1) : parts;
  const named = isOwn ? namedValue(schema, number) : undefined;
  if (named !== undefined) return named;
  const isAlone = others.length === 0;
  // A schema without other parts needs no merging, except for the exclusive limits of OpenAPI 3.0.
  const whole = isAlone && steps.dialect !== 'openapi-3.0' ? schema : merged(parts, steps.dialect);
  if (isAlone) return sampleType(whole, sampling);
  const values = others.map((part) => namedValue(part.schema, number)).filter((value) => value !== undefined);
  const [first] = values;
  // The value of an object may have only the members of one part.
  if (first !== undefined && !isRecord(first)) return first;
  const made = sampleType(whole, { ...sampling, depth: depth + 1 });
  const members = [made, ...values].filter((value): value is Record<string, Json> & Json => isRecord(value));
  if (members.length === 0) return made;
  return Object.fromEntries(members.flatMap((value) => Object.entries(value))) as Json;
}

/** One schema with all constraints of its parts, as far as a sample needs them. */
function merged(parts: readonly Part[], dialect: Dialect): Schema {
  const valuesOf = (keyword: string) =>
    parts.map(({ schema }) => schema[keyword]).filter((value) => value !== undefined);
  const firsts = ['pattern', 'format', 'multipleOf', 'prefixItems', 'additionalProperties', 'uniqueItems'];
  const types = typesIn(parts, dialect);
  const properties = [...propertiesIn(parts)].map(([name, nodes]) => [name, both(nodes.map(({ schema }) => schema))]);
  const entries: (readonly [string, unknown])[] = [
    ...firsts.map((keyword) => [keyword, valuesOf(keyword)[0]] as const),
    ...Object.entries(boundsIn(parts, dialect)),
    ['type', types.length > 0 ? types : undefined],
    ['items', both(valuesOf('items'))],
    ['required', [...new Set(requiredIn(parts))]],
    ['properties', valuesOf('properties').some(isRecord) ? Object.fromEntries(properties) : undefined],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function both(schemas: readonly unknown[]): unknown {
  return schemas.length < 2 ? schemas[0] : { allOf: schemas };
}

/**
 * A value from the schema itself. Sample 0 may be an example or a default; others must come from `const` or `enum`, or they
 * are generated.
 */
function namedValue(schema: Schema, number: number): Json | undefined {
  const sample = ['example', 'const', 'default', 'examples', 'enum'] as const;
  for (const keyword of number === 0 ? sample : (['const', 'enum'] as const)) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword !== 'examples' && keyword !== 'enum') return value as Json;
    if (Array.isArray(value) && value.length > 0) return value[number % value.length] as Json;
  }
  return undefined;
}

/** Schemas that forbid all values, or that can be resolved only during validation. */
function hasNoSample(schema: unknown): boolean {
  if (!isRecord(schema)) return schema === false;
  const { $ref: target } = schema;
  return typeof schema['$dynamicRef'] === 'string' || (typeof target === 'string' && /^#[^/]/.test(target));
}

function sampleType(schema: Schema, sampling: Sampling): Json {
  const types: unknown[] = [schema['type'] ?? guessType(schema)].flat();
  const type = sampling.number === 0 ? types[0] : (types.find((candidate) => candidate !== 'null') ?? types[0]);
  switch (type) {
    case 'object':
      return sampleObject(schema, sampling);
    case 'array':
      return sampleArray(schema, sampling);
    case 'integer':
    case 'number':
      return sampleNumber(schema, sampling.number);
    case 'boolean':
      return sampling.number % 2 === 0;
    case 'string':
      return sampleText(schema, sampling.number);
    default:
      return null;
  }
}

function guessType(schema: Schema): string {
  if (schema['properties'] || schema['additionalProperties']) return 'object';
  if (schema['items'] || schema['prefixItems']) return 'array';
  return 'string';
}

function sampleArray(schema: Schema, sampling: Sampling): Json {
  const { depth, optional, number } = sampling;
  const deeper = { ...sampling, depth: depth + 1 };
  const prefix: unknown[] = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const first = prefix.map((part) => sample(part, deeper));
  const none = prefix.length > 0 || depth > DEPTH || !optional || hasNoSample(schema['items']);
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : none ? 0 : 1;
  const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 10;
  const length = depth > DEPTH && least < 2 ? 0 : Math.max(0, Math.min(least, most, 10) - first.length);
  const numberOf = (index: number) => (schema['uniqueItems'] === true ? number + index : number);
  return [
    ...first,
    ...Array.from({ length }, (_, index) => sample(schema['items'], { ...deeper, number: numberOf(index) })),
  ];
}

function sampleObject(schema: Schema, sampling: Sampling): Json {
  const { depth, optional } = sampling;
  const deeper = { ...sampling, depth: depth + 1 };
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const names = Object.keys(properties).filter(
    (name) => required.includes(name) || (optional && depth < DEPTH && !hasNoSample(properties[name])),
  );
  const others = required.filter((name) => typeof name === 'string' && !Object.hasOwn(properties, name)) as string[];
  return Object.fromEntries([
    ...names.map((name) => [name, sample(properties[name], deeper)]),
    ...others.map((name) => [name, sample(schema['additionalProperties'], deeper)]),
  ]) as Json;
}
