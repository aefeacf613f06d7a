/** Whether two schemas say the same of every value. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { IN_PLACE_KEYWORDS, SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './keywords.ts';
import type { Schema, Schemas } from './node.ts';
import { keyOf } from './values.ts';

/** Keywords that change no verdict on the value itself. `nullable` and `discriminator` are not among them. */
const WORDS: ReadonlySet<string> = new Set([
  '$comment',
  '$defs',
  'default',
  'definitions',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'title',
  'xml',
]);

/** Of a whole alternative, these say nothing; of a member, whether it has to be there. */
const WAYS: ReadonlySet<string> = new Set(['readOnly', 'writeOnly']);

export interface Comparison {
  readonly schemas: Schemas;
  /**
   * The pairs of which it is known that they are equal unless something else differs, by the first one. One difference makes the whole
   * comparison false, so that no pair is compared twice: of schemas that refer to each other, there are more paths than can be walked.
   */
  readonly met: Readonly<Record<'wholes' | 'members', Map<unknown, Set<unknown>>>>;
  readonly isMember: boolean;
}

export function toComparison(schemas: Schemas, isMember = false): Comparison {
  return { schemas, met: { wholes: new Map(), members: new Map() }, isMember };
}

/**
 * Whether two schemas differ at most in annotations. `false` is no proof: they may say the same in other words. Of a member, `readOnly` and
 * `writeOnly` count, too.
 */
export function isSameMeaning(one: unknown, other: unknown, schemas: Schemas, isMember = false): boolean {
  if (one === other) return true;
  const first = targetOf(one, schemas, isMember);
  const second = targetOf(other, schemas, isMember);
  // Most pairs differ here, so nothing is made for them.
  return isSameShape(first, second, isMember) && isSame(first, second, toComparison(schemas, isMember));
}

/** Equal for schemas of the same meaning, and mostly not for others. */
export function meaningKey(schema: unknown, schemas: Schemas): string {
  const target = targetOf(schema, schemas);
  return isRecord(target) ? shapeOf(target) : String(target);
}

/** The keywords of a schema that are not mere words, such as its title. */
export function assertionsIn(schema: Schema, isMember = false): readonly string[] {
  return Object.keys(schema).filter(
    (keyword) =>
      schema[keyword] !== undefined &&
      !WORDS.has(keyword) &&
      !keyword.startsWith('x-') &&
      (isMember || !WAYS.has(keyword)),
  );
}

function isSame(first: unknown, second: unknown, within: Comparison): boolean {
  const { schemas, isMember, met } = within;
  const one = targetOf(first, schemas, isMember);
  const other = targetOf(second, schemas, isMember);
  if (one === other) return true;
  if (!isRecord(one) || !isRecord(other) || !isSameShape(one, other, isMember)) return false;
  const pairs = isMember ? met.members : met.wholes;
  const others = pairs.get(one) ?? new Set();
  if (others.has(other)) return true;
  pairs.set(one, others.add(other));
  return assertionsIn(one, isMember).every((name) => isSameKeyword(name, one[name], other[name], within));
}

function isSameShape(one: unknown, other: unknown, isMember: boolean): boolean {
  if (one === other) return true;
  const shape = isMember ? shapeOfMember : shapeOf;
  return isRecord(one) && isRecord(other) && shape(one) === shape(other);
}

/** What a schema says without its subschemas. Most schemas differ here, and each is compared with many. */
const shapeOf = once((schema: Schema) => toShape(schema, false));
const shapeOfMember = once((schema: Schema) => toShape(schema, true));

function toShape(schema: Schema, isMember: boolean): string {
  const keywords = [...assertionsIn(schema, isMember)].sort();
  return keywords.map((keyword) => `${keyword} ${shallow(keyword, schema[keyword])}`).join('\n');
}

function shallow(keyword: string, value: unknown): string {
  if (SCHEMA_KEYWORDS.has(keyword)) return '';
  if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) return String(value.length);
  if (SCHEMA_MAP_KEYWORDS.has(keyword) && isRecord(value)) return setKey(Object.keys(value));
  return SETS.has(keyword) ? setKey(value) : keyOf(value);
}

/** What a schema that is nothing but a reference leads to. Of a member, `readOnly` and `writeOnly` beside it count, too. */
export function targetOf(schema: unknown, schemas: Schemas, isMember = false): unknown {
  let current = schema;
  for (let steps = 0; steps < 20 && isRecord(current) && typeof current['$ref'] === 'string'; steps += 1) {
    const isAlone = schemas.dialect === 'openapi-3.0' || assertionsIn(current, isMember).length === 1;
    const target = isAlone ? schemas.definitions.get(current['$ref']) : undefined;
    if (target === undefined) return current;
    current = target;
  }
  return current;
}

export function isSameKeyword(keyword: string, one: unknown, other: unknown, within: Comparison): boolean {
  if (one === other) return true;
  const inside = { ...within, isMember: !IN_PLACE_KEYWORDS.has(keyword) };
  const isSchema = (a: unknown, b: unknown) => isSame(a, b, inside);
  if (SCHEMA_KEYWORDS.has(keyword)) return isSchema(one, other);
  if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => isSchema(part, other[index]));
  }
  if (SCHEMA_MAP_KEYWORDS.has(keyword) && isRecord(one) && isRecord(other)) {
    const names = Object.keys(one);
    const isEach = (name: string) => Object.hasOwn(other, name) && isSchema(one[name], other[name]);
    return names.length === Object.keys(other).length && names.every(isEach);
  }
  return SETS.has(keyword) ? setKey(one) === setKey(other) : keyOf(one) === keyOf(other);
}

const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'type']);

/** A list in which the order means nothing. */
function setKey(value: unknown): string {
  return [...new Set([value].flat().map(keyOf))].sort().join();
}
