/** Whether one schema accepts all that another one accepts. */
import { isRecord, toPlainText } from '../core/json.ts';
import { once } from '../core/once.ts';
import { namedAlternatives } from './discriminator.ts';
import { FORMATS_OF_ALL } from './keywords.ts';
import type { Schema, Schemas } from './node.ts';
import { assertionsIn, isSameKeyword, isSameMeaning, targetOf, toComparison } from './same-meaning.ts';
import { keyOf } from './values.ts';

/** How deep `allOf` is followed. */
const DEPTH = 6;

/**
 * The indices of the alternatives of a `oneOf` that can never be the only one to accept a value, since another alternative accepts all
 * that they accept: an integer beside a number, an `enum` beside any text, a kind of pet beside a pet.
 *
 * With a `discriminator`, the alternative is named, so there are none. Equal alternatives, and one that states nothing, do not count.
 */
export function includedAlternatives(schema: Schema, schemas: Schemas): ReadonlySet<number> {
  const { oneOf: alternatives } = schema;
  if (!Array.isArray(alternatives) || alternatives.length < 2 || alternatives.length > MOST) return NONE;
  if (namedAlternatives(schema, 'oneOf')) return NONE;
  const ofSchemas = known(schemas);
  // Schemas that differ elsewhere may have the same list: equal parts of a description are one object.
  const found = ofSchemas.get(alternatives) ?? findIncluded(alternatives, schemas);
  ofSchemas.set(alternatives, found);
  return found;
}

const known = once((_of: Schemas) => new WeakMap<object, ReadonlySet<number>>());

function findIncluded(alternatives: readonly unknown[], schemas: Schemas): ReadonlySet<number> {
  // Of two that include each other, the first one stays: without both, no value would be left.
  const isLost = (one: unknown, index: number) =>
    alternatives.some(
      (other, at) =>
        other !== one &&
        isIncluded(one, other, schemas) &&
        !isSameMeaning(one, other, schemas) &&
        (at < index || !isIncluded(other, one, schemas)),
    );
  return new Set(alternatives.flatMap((one, index) => (isLost(one, index) ? [index] : [])));
}

const NONE: ReadonlySet<number> = new Set();

/** The most alternatives that are compared: their pairs are many. */
export const MOST = 60;

/** `false` is no proof of the opposite. `met`: the schemas that are known not to be included. */
function isIncluded(one: unknown, other: unknown, schemas: Schemas, depth = DEPTH, met?: Set<unknown>): boolean {
  const small = targetOf(one, schemas);
  const large = targetOf(other, schemas);
  if (!isRecord(small) || !isRecord(large) || depth === 0 || met?.has(small)) return false;
  if (small === large) return true;
  const keywords = inTurn(large);
  if (keywords.length === 0 || (small['nullable'] === true && large['nullable'] !== true)) return false;
  if (keywords.every((keyword) => isStricter(keyword, small, large, schemas))) return true;
  const parts: unknown = small['allOf'];
  if (!Array.isArray(parts)) return false;
  // Pairs are many, and few have parts.
  const known = (met ?? new Set()).add(small);
  return parts.some((part) => isIncluded(part, other, schemas, depth - 1, known));
}

/** The keywords of a schema that refuse something, members last: to compare them takes longest. */
const inTurn = once((schema: Schema) =>
  assertionsIn(schema)
    .filter((keyword) => keyword !== 'format' || !FORMATS_OF_ALL.has(toPlainText(schema['format'])))
    .sort((a, b) => Number(a === 'properties') - Number(b === 'properties')),
);

/** Whether a keyword of the larger schema holds for all that the smaller one accepts. */
function isStricter(keyword: string, small: Schema, large: Schema, schemas: Schemas): boolean {
  const own = small[keyword];
  const wanted = large[keyword];
  if (keyword === 'nullable') return true;
  // In OpenAPI 3.0, a bound means another thing with a boolean beside it.
  if (hasOldBound(large)) return false;
  if (LEAST.has(keyword)) return isNumbers(own, wanted) && Number(own) >= Number(wanted);
  if (GREATEST.has(keyword)) return isNumbers(own, wanted) && Number(own) <= Number(wanted);
  switch (keyword) {
    case 'type':
      return own === wanted || isWithin(typesOf(own), typesOf(wanted));
    case 'enum':
      return isWithin(valuesOf(small), valuesOf({ enum: wanted }));
    case 'required':
      return isWithin(wanted, own);
    case 'format':
      return own === wanted || (own === 'int32' && wanted === 'int64');
    case 'properties':
      return hasSameMembers(own, wanted, schemas);
    default:
      return isSameAlone(keyword, own, wanted, schemas);
  }
}

function isSameAlone(keyword: string, own: unknown, wanted: unknown, schemas: Schemas): boolean {
  return ALONE.has(keyword) && own !== undefined && isSameKeyword(keyword, own, wanted, toComparison(schemas));
}

function hasOldBound(schema: Schema): boolean {
  return typeof schema['exclusiveMinimum'] === 'boolean' || typeof schema['exclusiveMaximum'] === 'boolean';
}

/** Whether all members that are described there are described here, too, and say the same. */
function hasSameMembers(own: unknown, wanted: unknown, schemas: Schemas): boolean {
  if (!isRecord(own) || !isRecord(wanted)) return false;
  return Object.keys(wanted).every(
    (name) => Object.hasOwn(own, name) && isSameMeaning(own[name], wanted[name], schemas, true),
  );
}

const LEAST: ReadonlySet<string> = new Set(['minimum', 'minLength', 'minItems', 'minProperties']);
const GREATEST: ReadonlySet<string> = new Set(['maximum', 'maxLength', 'maxItems', 'maxProperties']);

/** Keywords that mean the same whatever is beside them. */
const ALONE: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'const',
  'multipleOf',
  'not',
  'oneOf',
  'pattern',
  'uniqueItems',
]);

function isNumbers(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number');
}

function isWithin(few: unknown, many: unknown): boolean {
  return Array.isArray(few) && few.length > 0 && Array.isArray(many) && few.every((one) => many.includes(one));
}

/** The types, in which an integer is a number. */
function typesOf(type: unknown): readonly unknown[] {
  const types: readonly unknown[] = type === undefined ? [] : [type].flat();
  return types.includes('number') ? [...types, 'integer'] : types;
}

function valuesOf({ const: constant, enum: values }: Schema): readonly string[] {
  if (constant !== undefined) return [keyOf(constant)];
  return Array.isArray(values) ? values.map(keyOf) : [];
}
