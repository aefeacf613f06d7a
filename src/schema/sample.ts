import { isRecord, type Json } from '../core/json.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';

/** What a sample needs to know of a model: where references lead. */
type Definitions = Pick<ApiModel, 'definitions'>;

/** How deep a sample goes before optional members and elements are left out; it ends recursive schemas. */
const DEPTH = 5;

/**
 * A value that the schema accepts, as far as it can be told without search: its example, default, constant or first `enum`
 * where it has one, else the plainest value of its type. Always the same for the same schema.
 */
export function sampleValue(node: SchemaNode, model: Definitions): Json {
  return sample(node.schema, model, 0);
}

function sample(schema: unknown, model: Definitions, depth: number): Json {
  if (!isRecord(schema) || depth > DEPTH * 3) return null;
  for (const keyword of ['example', 'const', 'default'] as const) {
    if (schema[keyword] !== undefined) return schema[keyword] as Json;
  }
  for (const keyword of ['examples', 'enum'] as const) {
    const values = schema[keyword];
    if (Array.isArray(values) && values.length > 0) return values[0] as Json;
  }
  const parts = partsOf(schema, model);
  return parts.length > 0 ? sampleAll(schema, parts, model, depth) : sampleType(schema, model, depth);
}

/** The schemas that a value must satisfy besides; of alternatives, the first. */
function partsOf(schema: Record<string, unknown>, model: Definitions): readonly unknown[] {
  const listOf = (keyword: string): readonly unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : []);
  const target = typeof schema['$ref'] === 'string' ? [model.definitions.get(schema['$ref'])] : [];
  return [...target, ...listOf('allOf'), ...listOf('oneOf').slice(0, 1), ...listOf('anyOf').slice(0, 1)];
}

function sampleAll(
  schema: Record<string, unknown>,
  parts: readonly unknown[],
  model: Definitions,
  depth: number,
): Json {
  const samples = parts.map((part) => sample(part, model, depth + 1));
  const own: Json[] = schema['properties'] ? [sampleType(schema, model, depth)] : [];
  const records = [...samples, ...own].filter((value): value is Record<string, Json> & Json => isRecord(value));
  if (records.length === 0) return samples[0] ?? null;
  return Object.fromEntries(records.flatMap((record) => Object.entries(record))) as Json;
}

/** What is forbidden, or known only while an answer is judged. */
function hasNoSample(schema: unknown): boolean {
  if (!isRecord(schema)) return schema === false;
  const { $ref: target } = schema;
  return typeof schema['$dynamicRef'] === 'string' || (typeof target === 'string' && /^#[^/]/.test(target));
}

function sampleType(schema: Record<string, unknown>, model: Definitions, depth: number): Json {
  const type: unknown = Array.isArray(schema['type']) ? schema['type'][0] : (schema['type'] ?? guessType(schema));
  switch (type) {
    case 'object':
      return sampleObject(schema, model, depth);
    case 'array': {
      const prefix: unknown[] = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
      const first = prefix.map((part) => sample(part, model, depth + 1));
      const none = prefix.length > 0 || depth > DEPTH || hasNoSample(schema['items']);
      const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : none ? 0 : 1;
      const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 10;
      const length = depth > DEPTH && least < 2 ? 0 : Math.max(0, Math.min(least, most, 10) - first.length);
      return [...first, ...Array.from({ length }, () => sample(schema['items'], model, depth + 1))];
    }
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    case 'string':
      return sampleText(schema);
    default:
      return null;
  }
}

function guessType(schema: Record<string, unknown>): string {
  if (schema['properties'] || schema['additionalProperties']) return 'object';
  if (schema['items'] || schema['prefixItems']) return 'array';
  return 'string';
}

function sampleObject(schema: Record<string, unknown>, model: Definitions, depth: number): Json {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const names = Object.keys(properties).filter(
    (name) => required.includes(name) || (depth < DEPTH && !hasNoSample(properties[name])),
  );
  const others = required.filter((name) => typeof name === 'string' && !Object.hasOwn(properties, name)) as string[];
  return Object.fromEntries([
    ...names.map((name) => [name, sample(properties[name], model, depth + 1)]),
    ...others.map((name) => [name, sample(schema['additionalProperties'], model, depth + 1)]),
  ]) as Json;
}

function sampleNumber(schema: Record<string, unknown>): number {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const low = typeof minimum === 'number' ? minimum : 0;
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : exclusiveMinimum === true ? low + 1 : low;
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : undefined;
  const value = step ? Math.ceil(least / step) * step : least;
  const high = typeof exclusiveMaximum === 'number' ? exclusiveMaximum : maximum;
  const open = typeof exclusiveMaximum === 'number' || exclusiveMaximum === true;
  if (typeof high !== 'number' || value < high || (value === high && !open)) return value;
  // Between two bounds that leave no room for a step of one, the middle is inside.
  const floor = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : minimum;
  if (type === 'number' && typeof floor === 'number') return (floor + high) / 2;
  return open ? high - 1 : high;
}

const FORMAT_SAMPLES: Readonly<Record<string, string>> = {
  date: '2024-02-29',
  'date-time': '2024-02-29T12:00:00Z',
  time: '12:00:00Z',
  email: 'name@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  byte: 'c2FtcGxl',
};

function sampleText(schema: Record<string, unknown>): string {
  const { format } = schema;
  const known =
    typeof format === 'string' && Object.hasOwn(FORMAT_SAMPLES, format) ? FORMAT_SAMPLES[format] : undefined;
  if (known) return known;
  const least = typeof schema['minLength'] === 'number' ? Math.min(schema['minLength'], 1000) : 0;
  const most = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return 'text'.padEnd(least, 'x').slice(0, Math.max(0, most));
}
