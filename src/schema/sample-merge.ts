/** All schemas that apply to a place as one, as far as a sample needs it. */
import { isRecord, type Json } from '../core/json.ts';
import { boundsIn } from './bounds.ts';
import { ANY_WAY, leadsOn } from './leads-on.ts';
import { propertiesIn, requiredIn } from './members.ts';
import type { Part, Schema } from './node.ts';
import type { Sampling } from './sample.ts';
import { typesIn } from './types-of.ts';
import { listOf } from './values.ts';

const FIRSTS = [
  'pattern',
  'format',
  'prefixItems',
  'uniqueItems',
  'unevaluatedItems',
  'minContains',
  'maxContains',
  'patternProperties',
  'propertyNames',
] as const;

/** One schema with the constraints of all parts. The same object each time, so that samples of its parts are known. */
export function mergedSchema(schema: Schema, parts: readonly Part[], attempt: number, sampling: Sampling): Schema {
  const [first] = parts;
  const { dialect } = sampling.schemas;
  // A schema without other parts needs no merging, except for what OpenAPI 3.0 writes in a form of its own.
  const isAlone = parts.length === 1 && first?.schema === schema;
  if (isAlone && (dialect !== 'openapi-3.0' || isOfBothDialects(schema))) return schema;
  const known = sampling.merged.get(schema) ?? new Map<number, Schema>();
  sampling.merged.set(schema, known);
  const merged = known.get(attempt) ?? merge(parts, dialect);
  known.set(attempt, merged);
  return merged;
}

/** Whether a schema of OpenAPI 3.0 means the same in 3.1, as far as a sample needs it. */
function isOfBothDialects({ type, nullable, exclusiveMinimum, exclusiveMaximum }: Schema): boolean {
  return typeof type === 'string' && nullable !== true && (exclusiveMinimum ?? exclusiveMaximum) === undefined;
}

function merge(parts: readonly Part[], dialect: Sampling['schemas']['dialect']): Schema {
  const valuesOf = (keyword: string) =>
    parts.map(({ schema }) => schema[keyword]).filter((value) => value !== undefined);
  const types = typesIn(parts, dialect);
  const properties = [...propertiesIn(parts)].map(([name, nodes]) => [name, both(nodes.map(({ schema }) => schema))]);
  const additional = valuesOf('additionalProperties');
  const entries: (readonly [string, unknown])[] = [
    ...FIRSTS.map((keyword) => [keyword, valuesOf(keyword)[0]] as const),
    ...Object.entries(boundsIn(parts, dialect)),
    ['multipleOf', commonMultiple(valuesOf('multipleOf'))],
    ['type', types.length > 0 ? types : undefined],
    ['items', both(valuesOf('items'))],
    ['contains', both(valuesOf('contains'))],
    ['required', [...new Set(requiredIn(parts))]],
    ['dependentRequired', allNeeds(valuesOf('dependentRequired'))],
    ['properties', properties.length > 0 ? Object.fromEntries(properties) : undefined],
    ['additionalProperties', additional.includes(false) ? false : additional[0]],
  ];
  const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

/** What each member needs by all parts. */
function allNeeds(tables: readonly unknown[]): unknown {
  if (tables.length < 2) return tables[0];
  const pairs = tables.flatMap((table) => (isRecord(table) ? Object.entries(table) : []));
  return Object.fromEntries(
    pairs.map(([name]) => [name, pairs.flatMap(([other, needs]) => (other === name ? listOf(needs) : []))]),
  );
}

/** The least number that is a multiple of all. The first one, where they have too many digits for that. */
function commonMultiple(values: readonly unknown[]): unknown {
  const [first] = values;
  const steps = values.filter((value) => typeof value === 'number' && value > 0) as readonly number[];
  if (steps.length < 2) return first;
  const scale = [1, 10, 100, 1000, 1e6].find((one) => steps.every((step) => Number.isSafeInteger(scaled(step, one))));
  if (scale === undefined) return first;
  const whole = steps.map((step) => scaled(step, scale)).reduce((one, other) => (one / divisor(one, other)) * other);
  return Number.isSafeInteger(whole) ? whole / scale : first;
}

/** Without floating-point errors, as in `1.1 * 10`. */
function scaled(step: number, scale: number): number {
  return Number((step * scale).toPrecision(15));
}

/** https://en.wikipedia.org/wiki/Euclidean_algorithm */
function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

export function both(schemas: readonly unknown[]): unknown {
  return schemas.length < 2 ? schemas[0] : { allOf: schemas };
}

/** The values that a schema itself names, and those that its other parts name. */
export function namedValues(
  parts: readonly Part[],
  number: number,
): { readonly own: readonly Json[]; readonly others: readonly Json[] } {
  // An example of what a schema leads to is one of the whole. A part of several has an example of its own members only.
  const last = parts.findIndex(({ schema }) => !leadsOn(schema, ANY_WAY));
  const whole = last < 0 ? parts.length : last + 1;
  const namedBy = ({ schema }: Part) => namedIn(schema, number);
  return { own: parts.slice(0, whole).flatMap(namedBy), others: parts.slice(whole).flatMap(namedBy) };
}

/**
 * The values in a schema, best first. Sample 0 may be an example or a default; others must come from `const` or `enum`, or they
 * are generated.
 */
function namedIn(schema: Schema, number: number): readonly Json[] {
  const { example, const: constant, default: usual, examples, enum: values } = schema;
  const shown = number === 0 ? [example, constant, ...listed(examples, 0), usual] : [constant];
  return [...shown.filter((value) => value !== undefined), ...listed(values, number)] as Json[];
}

function listed(list: unknown, number: number): readonly unknown[] {
  if (!Array.isArray(list)) return [];
  const first = list.length === 0 ? 0 : number % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}
