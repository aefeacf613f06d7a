import { isRecord, type Json } from '../core/json.ts';
import type { SchemaNode } from '../model/types.ts';
import { type Definitions, merged, partsOf } from './merged.ts';
import { sampleNumber, sampleText } from './sample-leaf.ts';

/** How deep a sample goes before optional members and elements are left out; it ends recursive schemas. */
const DEPTH = 5;

/** Which sample, of those that a schema has. */
export interface SampleChoice {
  /** 0: the plainest value, or the one that the schema names. Another number: another value, as long as there are some. */
  readonly number: number;
  /** Which of the alternatives in `oneOf` and `anyOf`, counted round. */
  readonly branch: number;
  /** Whether members that are not required are there. */
  readonly optional: boolean;
}

const PLAINEST: SampleChoice = { number: 0, branch: 0, optional: true };

interface Sampling extends SampleChoice {
  readonly model: Definitions;
  readonly depth: number;
}

/**
 * A value that the schema accepts, as far as it can be told without search: its example, default, constant or first `enum`
 * where it has one, else the plainest value of its type. Always the same for the same schema.
 */
export function sampleValue(node: SchemaNode, model: Definitions, choice: Partial<SampleChoice> = {}): Json {
  return sample(node.schema, { ...PLAINEST, ...choice, model, depth: 0 });
}

function sample(schema: unknown, sampling: Sampling): Json {
  if (!isRecord(schema) || sampling.depth > DEPTH * 3) return null;
  const named = namedValue(schema, sampling.number);
  if (named !== undefined) return named;
  const parts = partsOf(schema, sampling.branch, sampling.model);
  if (parts.length === 1) return sampleType(schema, sampling);
  const values = parts.map((part) => namedValue(part, sampling.number)).filter((value) => value !== undefined);
  const [first] = values;
  // Of an object, a part names some members only.
  if (first !== undefined && !isRecord(first)) return first;
  const whole = sampleType(merged(parts), { ...sampling, depth: sampling.depth + 1 });
  const members = [whole, ...values].filter((value): value is Record<string, Json> & Json => isRecord(value));
  if (members.length === 0) return whole;
  return Object.fromEntries(members.flatMap((value) => Object.entries(value))) as Json;
}

/** A value that a schema names itself. Of those that it shows, only one that binds is left when another is asked for. */
function namedValue(schema: Record<string, unknown>, number: number): Json | undefined {
  const shown = ['example', 'const', 'default', 'examples', 'enum'] as const;
  for (const keyword of number === 0 ? shown : (['const', 'enum'] as const)) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword !== 'examples' && keyword !== 'enum') return value as Json;
    if (Array.isArray(value) && value.length > 0) return value[number % value.length] as Json;
  }
  return undefined;
}

/** What is forbidden, or known only while an answer is judged. */
function hasNoSample(schema: unknown): boolean {
  if (!isRecord(schema)) return schema === false;
  const { $ref: target } = schema;
  return typeof schema['$dynamicRef'] === 'string' || (typeof target === 'string' && /^#[^/]/.test(target));
}

function sampleType(schema: Record<string, unknown>, sampling: Sampling): Json {
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

function guessType(schema: Record<string, unknown>): string {
  if (schema['properties'] || schema['additionalProperties']) return 'object';
  if (schema['items'] || schema['prefixItems']) return 'array';
  return 'string';
}

function sampleArray(schema: Record<string, unknown>, sampling: Sampling): Json {
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

function sampleObject(schema: Record<string, unknown>, sampling: Sampling): Json {
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
