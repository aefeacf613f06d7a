import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';

/** What a sample needs to know of a model: where references lead. */
export type Definitions = Pick<ApiModel, 'definitions'>;

type Schema = Record<string, unknown>;

/** The schema and what holds beside it, `$ref`, `allOf` and one branch of `oneOf` and `anyOf`, each as written and once. */
export function partsOf(schema: Schema, branch: number, model: Definitions): readonly Schema[] {
  const parts = new Set<Schema>();
  const visit = (part: unknown) => {
    if (!isRecord(part) || parts.has(part)) return;
    parts.add(part);
    if (typeof part['$ref'] === 'string') visit(model.definitions.get(part['$ref']));
    for (const each of listAt(part, 'allOf')) visit(each);
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = listAt(part, keyword);
      visit(branches[branch % Math.max(1, branches.length)]);
    }
  };
  visit(schema);
  return [...parts];
}

function listAt(schema: Schema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

/** One schema that asks for all that its parts ask for, as far as a sample needs it. */
export function merged(parts: readonly Schema[]): Schema {
  const valuesOf = (keyword: string) => parts.map((part) => part[keyword]).filter((value) => value !== undefined);
  const whole: Schema = {};
  const set = (keyword: string, value: unknown) => {
    if (value !== undefined) whole[keyword] = value;
  };
  for (const keyword of ['pattern', 'format', 'multipleOf', 'prefixItems', 'additionalProperties', 'uniqueItems']) {
    set(keyword, valuesOf(keyword)[0]);
  }
  // A boolean is the spelling of OpenAPI 3.0: then it belongs to the bound beside it.
  for (const keyword of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems']) {
    set(keyword, extreme(valuesOf(keyword), Math.max));
  }
  for (const keyword of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems']) {
    set(keyword, extreme(valuesOf(keyword), Math.min));
  }
  set('type', sharedType(valuesOf('type')));
  set('items', both(valuesOf('items')));
  const required = [...new Set(valuesOf('required').flat())];
  if (required.length > 0) set('required', required);
  const properties = mergedProperties(valuesOf('properties').filter(isRecord));
  if (properties) set('properties', properties);
  return whole;
}

function extreme(values: readonly unknown[], choose: (...numbers: number[]) => number): unknown {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? choose(...numbers) : values[0];
}

/** The type that all allow: an integer is a number. */
function sharedType(types: readonly unknown[]): unknown {
  const [first, ...others] = types.map((type): unknown[] => (Array.isArray(type) ? type : [type]));
  if (!first) return undefined;
  const allowed = others.reduce((left, other) => {
    const both = left.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')));
    return both.length > 0 || !left.includes('number') || !other.includes('integer') ? both : ['integer'];
  }, first);
  return allowed.length > 0 ? allowed : first;
}

function both(schemas: readonly unknown[]): unknown {
  return schemas.length < 2 ? schemas[0] : { allOf: schemas };
}

function mergedProperties(all: readonly Schema[]): Schema | undefined {
  if (all.length === 0) return undefined;
  const names = new Set(all.flatMap((properties) => Object.keys(properties)));
  const entries = [...names].map((name) => [
    name,
    both(all.flatMap((properties) => (Object.hasOwn(properties, name) ? [properties[name]] : []))),
  ]);
  return Object.fromEntries(entries);
}
