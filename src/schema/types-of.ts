/** The types that a schema allows, and its values if it lists them. */
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import type { Dialect, Part, SchemaNode, Schemas } from './node.ts';
import { typeName } from './values.ts';
import { partsOf } from './walk.ts';

type Types = readonly string[];

/**
 * The types that all parts of a schema allow; empty if no part has `type`. If the parts contradict each other, the types of
 * the nearest part. In OpenAPI 3.0, `nullable` extends the `type` next to it.
 * https://spec.openapis.org/oas/v3.0.4.html#schema-object
 */
export function statedTypes(schemas: Schemas, node: SchemaNode): ReadonlySet<string> {
  return new Set(typesIn(partsOf(schemas, node), schemas.dialect));
}

/** As `statedTypes`, for parts that were already collected. */
export function typesIn(parts: readonly Part[], dialect: Dialect): Types {
  const [first, ...others] = parts.flatMap((part): Types[] => {
    const types = typesAt(part, dialect);
    return types.length > 0 ? [types] : [];
  });
  if (!first) return [];
  const shared = others.reduce(bothTypes, first);
  return shared.length > 0 ? shared : first;
}

function typesAt({ schema, orNull }: Part, dialect: Dialect): Types {
  const { type } = schema;
  const types = typeof type === 'string' ? [type] : [type].flat().filter((one) => typeof one === 'string');
  const isNullable = orNull || (dialect === 'openapi-3.0' && schema['nullable'] === true);
  return types.length > 0 && isNullable && !types.includes('null') ? [...types, 'null'] : types;
}

/** The intersection. An integer is a number. */
function bothTypes(left: Types, right: Types): Types {
  const narrowed = (types: Types, by: Types) =>
    types.filter((type) => by.includes(type) || (type === 'integer' && by.includes('number')));
  return [...new Set([...narrowed(left, right), ...narrowed(right, left)])];
}

/** The types that a schema allows, inferred from `properties` or `items` if `type` is missing; empty if unknown. */
export function typesOf(schemas: Schemas, node: SchemaNode): ReadonlySet<string> {
  const { schema } = node;
  if (typeof schema !== 'object' || schema === null) return NO_TYPES;
  const known = knownTypes(schemas);
  const found = known.get(schema) ?? readTypes(schemas, node);
  known.set(schema, found);
  return found;
}

const NO_TYPES: ReadonlySet<string> = new Set();

/** The types so far: the same schemas are asked many times. */
const knownTypes = once((_of: Schemas) => new WeakMap<object, ReadonlySet<string>>());

function readTypes(schemas: Schemas, node: SchemaNode): ReadonlySet<string> {
  const parts = partsOf(schemas, node);
  const stated = typesIn(parts, schemas.dialect);
  if (stated.length > 0) return new Set(stated);
  const more = parts.some(({ orNull }) => orNull) ? ['null'] : [];
  const has = (keyword: string) => parts.some(({ schema }) => schema[keyword] !== undefined);
  if (has('properties')) return new Set(['object', ...more]);
  if (has('items')) return new Set(['array', ...more]);
  const values = valuesIn(parts, schemas.dialect) ?? [];
  return new Set([...values.map(typeName), ...ofAlternatives(schemas, parts), ...more]);
}

/** The types of alternatives of which each states its own, such as texts of two forms. What objects or arrays of several kinds have is not known. */
function ofAlternatives(schemas: Schemas, parts: readonly Part[]): Types {
  const lists = parts.flatMap(({ schema }) => [schema['anyOf'], schema['oneOf']]).filter((list) => Array.isArray(list));
  const [only, another] = lists as readonly (readonly unknown[])[];
  if (!only || another) return [];
  const types = only.map((schema) => [...statedTypes(schemas, { schema, pointer: '' })]);
  // Elysia describes a number in a URL so: where a text is its digits, it is a number.
  const isDigits = (schema: unknown) => isRecord(schema) && DIGITS.has(schema['format']);
  const others = types.filter((_, index) => !isDigits(only[index]));
  const read = others.flat().some((type) => type === 'number' || type === 'integer') ? others : types;
  return read.every((own) => own.length > 0 && own.every((type) => SCALARS.has(type))) ? read.flat() : [];
}

/** Formats of texts that are numbers. */
const DIGITS: ReadonlySet<unknown> = new Set(['numeric', 'integer']);

const SCALARS: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean', 'null']);

export type Scalar = 'string' | 'integer' | 'number' | 'boolean';

/** The type of a value, if it has exactly one that fits into a URL; `null` is not allowed. */
export function scalarType(schemas: Schemas, node: SchemaNode): Scalar | undefined {
  return typesOf(schemas, node).has('null') ? undefined : scalarOrNull(schemas, node);
}

/** As `scalarType`, but the value may also be `null`. */
export function scalarOrNull(schemas: Schemas, node: SchemaNode): Scalar | undefined {
  const [type, ...more] = [...typesOf(schemas, node)].filter((name) => name !== 'null');
  if (more.length > 0) return undefined;
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined;
}

/** Whether a schema allows only this type, and possibly `null`. */
export function isOnly(schemas: Schemas, node: SchemaNode, type: string): boolean {
  const types = [...typesOf(schemas, node)].filter((name) => name !== 'null');
  return types.length === 1 && types[0] === type;
}

/** The values that are in every `enum` and `const` of a schema; `undefined` without any. OpenAPI 3.0 has no `const`. */
export function enumOf(schemas: Schemas, node: SchemaNode): readonly Json[] | undefined {
  return valuesIn(partsOf(schemas, node), schemas.dialect);
}

function valuesIn(parts: readonly Part[], dialect: Dialect): readonly Json[] | undefined {
  const lists = parts.flatMap(({ schema }) => {
    const { enum: values, const: constant } = schema;
    return [
      ...(dialect !== 'openapi-3.0' && constant !== undefined ? [[constant]] : []),
      ...(Array.isArray(values) ? [values] : []),
    ];
  });
  const [first, ...others] = lists as (readonly Json[])[];
  const texts = others.map((list) => new Set(list.map((value) => JSON.stringify(value))));
  return first?.filter((value) => texts.every((allowed) => allowed.has(JSON.stringify(value))));
}
