/**
 * `discriminator`: a member's value names the alternative that applies.
 * https://spec.openapis.org/oas/v3.0.4.html#discriminator-object
 */

import { groupBy } from '../core/group-by.ts';
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Schema } from './node.ts';
import type { Keyword, Translation } from './translation.ts';

/** An alternative, and the values of the discriminator that name it. */
export interface Named {
  readonly alternative: unknown;
  readonly reference: string | undefined;
  readonly names: readonly string[];
}

interface Discriminator {
  readonly member: string;
  readonly mapping: Schema;
  /** What a value names that nothing else has. https://spec.openapis.org/oas/v3.2.0.html#discriminator-object */
  readonly usual?: unknown;
}

/** The member of a `discriminator`; `undefined` if the schema has none in its right form. */
export function discriminatorOf(schema: Schema): Discriminator | undefined {
  const { discriminator } = schema;
  const member = isRecord(discriminator) ? discriminator['propertyName'] : undefined;
  if (!isRecord(discriminator) || typeof member !== 'string') return undefined;
  const { mapping, defaultMapping: usual } = discriminator;
  return { member, mapping: isRecord(mapping) ? mapping : {}, ...(usual !== undefined && { usual }) };
}

/**
 * The alternatives of a keyword with their names: those of the mapping, and the name of the schema that an alternative
 * references. An alternative that is no reference has none.
 */
export function namedAlternatives(
  schema: Schema,
  keyword: 'oneOf' | 'anyOf',
): { readonly member: string; readonly alternatives: readonly Named[] } | undefined {
  const found = discriminatorOf(schema);
  const list: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
  if (!found) return undefined;
  const alternatives = list.map((alternative) => toNamed(alternative, found.mapping));
  return alternatives.some(({ names }) => names.length > 0) ? { member: found.member, alternatives } : undefined;
}

function toNamed(alternative: unknown, mapping: Schema): Named {
  const reference = isRecord(alternative) ? alternative['$ref'] : undefined;
  if (typeof reference !== 'string') return { alternative, reference: undefined, names: [] };
  return { alternative, reference, names: namesOf(reference, mapping) };
}

/** The values that name the target of a reference. A mapping gives a reference, or the name of a schema. */
export function namesOf(reference: string, mapping: Schema): readonly string[] {
  const path = fromPointer(reference);
  const own = reference.startsWith('#/components/schemas/') ? path.slice(2).join('/') : undefined;
  const targets = mappedNames(mapping);
  const spellings = new Set([own, reference, keyOf(path)].filter((target) => target !== undefined));
  const mapped = new Set([...spellings].flatMap((target) => targets.get(target) ?? []));
  // In the order of the mapping.
  const names = mapped.size < 2 ? [...mapped] : Object.keys(mapping).filter((name) => mapped.has(name));
  return [...new Set([...names, ...(own === undefined ? [] : [own])])];
}

/** The names of a mapping by their targets as written, and by the paths of those that are pointers: one target has several spellings. */
const mappedNames = once((mapping: Schema): ReadonlyMap<string, readonly string[]> => {
  const written = Object.entries(mapping).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const pairs = written.flatMap(([name, target]) => {
    const keys = target.startsWith('#/') ? [target, keyOf(fromPointer(target))] : [target];
    return keys.map((key) => ({ key, name }));
  });
  const groups = groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, found]) => [key, found.map(({ name }) => name)]));
});

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

/**
 * The value that a vendor key gives a schema, as in Swagger 2.0, which has no mapping.
 * https://azure.github.io/autorest/extensions/#x-ms-discriminator-value
 */
export function vendorValue(schema: unknown): string | undefined {
  const values = VENDOR_KEYS.map((key) => (isRecord(schema) ? schema[key] : undefined));
  return values.find((value) => typeof value === 'string');
}

const VENDOR_KEYS = ['x-discriminator-value', 'x-ms-discriminator-value'];

/** A mapping gives a reference, or the name of a schema. */
export function toReference(target: unknown): string | undefined {
  if (typeof target !== 'string') return undefined;
  if (target.startsWith('#/')) return target;
  return /^[A-Za-z0-9._-]+$/.test(target) ? `#${toPointer(['components', 'schemas', target])}` : undefined;
}

/**
 * The values of a discriminator whose mapping leads to nothing in the description: a correct server may send one, and nothing says what
 * the rest of it is.
 */
export function lostNames(
  schema: Schema,
  isThere: (reference: string) => boolean,
  found = namedAlternatives(schema, 'oneOf'),
): readonly string[] {
  const known = found?.alternatives.flatMap(({ names }) => names) ?? [];
  return Object.entries(discriminatorOf(schema)?.mapping ?? {}).flatMap(([name, target]) => {
    const reference = toReference(target);
    return known.includes(name) || (reference !== undefined && isThere(reference)) ? [] : [name];
  });
}

/**
 * `oneOf` beside a `discriminator`, for the validator in the scripts: what either reading accepts. Exactly one alternative
 * accepts the value, or the alternative that the value names does. One that is not in the description accepts everything.
 *
 * `undefined` where both readings are the same: without names, or where each alternative allows only its own names.
 */
export function eitherReading(
  { resources }: Translation,
  { schema, at }: Keyword,
  parts: readonly Json[],
): readonly Json[] | undefined {
  const found = namedAlternatives(schema, 'oneOf');
  if (!found) return undefined;
  const { member } = found;
  const follow = ({ alternative, reference }: Named) =>
    reference === undefined ? alternative : resources.find(reference, at.resource)?.schema;
  const alternatives = found.alternatives.map((one) => ({
    ...one,
    names: [...one.names, ...vendorNames(follow(one))],
  }));
  const lost = lostNames(schema, (reference) => resources.find(reference, resources.description) !== undefined, found);
  const isSame = alternatives.every((alternative) => isPinned(follow(alternative), member, alternative.names));
  if (isSame && lost.length === 0) return undefined;
  const isNamed = (names: readonly string[]) => ({
    type: 'object',
    required: [member],
    properties: { [member]: { enum: [...names] } },
  });
  const named = alternatives.flatMap(({ names }, index): Json[] =>
    names.length > 0 ? [{ ...isNamed(names), allOf: [parts[index] ?? true] }] : [],
  );
  return [{ oneOf: parts }, ...named, ...(lost.length > 0 ? [isNamed(lost)] : [])];
}

export function vendorNames(schema: unknown): readonly string[] {
  const value = vendorValue(schema);
  return value === undefined ? [] : [value];
}

function isPinned(schema: unknown, member: string, names: readonly string[]): boolean {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  const property = isRecord(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined;
  if (!isRecord(property)) return false;
  const allowed: unknown = property['const'] === undefined ? property['enum'] : [property['const']];
  return Array.isArray(allowed) && allowed.every((value) => names.includes(value));
}
