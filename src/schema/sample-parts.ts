/** Samples of objects and arrays, of a size that is bounded. */
import { isRecord, type Json } from '../core/json.ts';
import { accepts, hasLooseNull } from './accepts.ts';
import type { Schema } from './node.ts';
import { patternSample } from './pattern-sample.ts';
import { DEPTH, type Sampling } from './sample.ts';
import { both } from './sample-merge.ts';
import { textByName } from './sample-names.ts';
import { keyOf, toPattern } from './values.ts';

/** The number of values from which optional members are left out, and from which there is no sample. */
const LARGE = 10_000;
const TOO_LARGE = 50_000;

type Members = Record<string, Json>;

const SIZES = new WeakMap<object, number>();

/** The number of values in a value. A part that occurs several times is counted each time, but read once. */
function sizeOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = SIZES.get(value);
  if (known !== undefined) return known;
  const size = (Object.values(value) as readonly Json[]).reduce((sum: number, part) => sum + sizeOf(part), 1);
  SIZES.set(value, size);
  return size;
}

/** Schemas that forbid all values, or that can be resolved only during validation. */
function hasNoSample(schema: unknown): boolean {
  if (!isRecord(schema)) return schema === false;
  const { $ref: target } = schema;
  return typeof schema['$dynamicRef'] === 'string' || (typeof target === 'string' && /^#[^/]/.test(target));
}

/** The elements that the schema requires, or one. `undefined` if it cannot have enough. */
export function sampleArray(schema: Schema, sampling: Sampling): Json | undefined {
  const { least, length, partAt } = toArrayPlan(schema, sampling);
  if (length < least || length > TOO_LARGE) return undefined;
  const isUnique = schema['uniqueItems'] === true;
  const elements: Json[] = [];
  const keys = new Set<string>();
  let size = 0;
  for (let tries = 0; elements.length < length && tries < length + MORE_TRIES; tries += 1) {
    const number = isUnique ? sampling.number + tries : sampling.number;
    const part = partAt(elements.length);
    const usual = partFor(part, elements.length < least, { ...sampling, number });
    const isKnown = isUnique && usual !== undefined && keys.has(keyOf(usual));
    const element = isKnown ? anotherOf(part, elements, { ...sampling, number }) : usual;
    if (element === undefined && isKnown) continue;
    if (element === undefined) break;
    keys.add(keyOf(element));
    elements.push(element);
    size += sizeOf(element);
    if (size > TOO_LARGE) return undefined;
  }
  return elements.length < least ? undefined : elements;
}

/** A part of a value. What need not be there must be right in both readings of `nullable`. */
function partFor(part: unknown, isNeeded: boolean, sampling: Sampling): Json | undefined {
  const value = sampling.partOf(part, sampling);
  const isLoose = !isNeeded && value !== undefined && hasLooseNull(value, part, sampling.judging);
  return isLoose ? undefined : value;
}

function memberFor(name: string, part: unknown, isNeeded: boolean, sampling: Sampling): Json | undefined {
  const value = partFor(part, isNeeded, sampling);
  return typeof value === 'string' ? textByName(name, value, part, sampling) : value;
}

/** A value that is none of those: of another alternative, or of another type. */
function anotherOf(part: unknown, others: readonly Json[], sampling: Sampling): Json | undefined {
  return others.length > MANY ? undefined : sampling.partOf({ allOf: [part, { not: { enum: others } }] }, sampling);
}

/** From how many elements no other is searched for: each is compared with all. */
const MANY = 50;

/** How many more elements are tried than needed, where each must be another. */
const MORE_TRIES = 20;

interface ArrayPlan {
  /** The number of elements that there must be, and that are made. */
  readonly least: number;
  readonly length: number;
  readonly partAt: (index: number) => unknown;
}

function toArrayPlan(schema: Schema, { depth, optional }: Sampling): ArrayPlan {
  const prefix: readonly unknown[] = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const { items = schema['unevaluatedItems'], contains } = schema;
  const isEmpty = prefix.length > 0 || depth > DEPTH || !optional || hasNoSample(items);
  const contained = contains === undefined ? 0 : numberIn(schema, 'minContains', 1);
  // What `contains` accepts is evaluated: https://json-schema.org/draft/2020-12/json-schema-core#section-11.2
  const needed = both([schema['items'], contains].filter((part) => part !== undefined));
  const least = Math.max(numberIn(schema, 'minItems', 0), contained);
  const longest = numberIn(schema, 'maxItems', Number.POSITIVE_INFINITY);
  const length = Math.min(
    Math.max(least, isEmpty ? 0 : 1, prefix.length + (prefix.length > 0 ? contained : 0)),
    longest,
  );
  const most = numberIn(schema, 'maxContains', Number.POSITIVE_INFINITY);
  const others = both([items, { not: contains }].filter((part) => part !== undefined));
  const partAt = (index: number) => {
    const place = index - prefix.length;
    return place < 0 ? prefix[index] : place < contained ? needed : place < most ? items : others;
  };
  return { least, length, partAt };
}

function numberIn(schema: Schema, keyword: string, otherwise: number): number {
  const value = schema[keyword];
  return typeof value === 'number' ? value : otherwise;
}

/** An object with its required members, and with optional ones near the top. `undefined` if a required member has no value. */
export function sampleObject(schema: Schema, sampling: Sampling, whole: Schema): Json | undefined {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = requiredIn(schema);
  const members: [string, Json][] = [];
  let free = numberIn(schema, 'maxProperties', Number.POSITIVE_INFINITY) - required.size;
  let size = 0;
  const names = [...Object.keys(properties), ...[...required].filter((name) => !Object.hasOwn(properties, name))];
  for (const name of names) {
    const isRequired = required.has(name);
    const part = Object.hasOwn(properties, name) ? properties[name] : otherMember(schema, name);
    if (!isRequired && (free < 1 || !takesOptional(part, sampling))) continue;
    const value = memberFor(name, part, isRequired, sampling);
    const total = size + (value === undefined ? 0 : sizeOf(value));
    if (isRequired && (value === undefined || total > TOO_LARGE)) return undefined;
    if (value === undefined || (!isRequired && total > LARGE)) continue;
    if (!isRequired) free -= 1;
    size = total;
    members.push([name, value]);
  }
  return withEnough(members, whole, sampling);
}

function takesOptional(part: unknown, { optional, depth }: Sampling): boolean {
  return optional && depth < DEPTH && !hasNoSample(part);
}

/** The members that there must be, also because another of them is there. */
function requiredIn(schema: Schema): ReadonlySet<string> {
  const names = new Set(textsIn(schema['required']));
  // A set is walked in the order in which it grows.
  for (const name of names) for (const other of neededBy(name, schema)) names.add(other);
  return names;
}

/** https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.4 */
function neededBy(name: string, { dependentRequired: needs }: Schema): readonly string[] {
  return isRecord(needs) && Object.hasOwn(needs, name) ? textsIn(needs[name]) : [];
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

/** The schema of a member that `properties` does not have. */
function otherMember(schema: Schema, name: string): unknown {
  const { patternProperties: patterns, unevaluatedProperties: unevaluated } = schema;
  const { additionalProperties = isRecord(unevaluated) ? unevaluated : true } = schema;
  const matching = Object.entries(isRecord(patterns) ? patterns : {}).filter(([pattern]) =>
    toPattern(pattern)?.test(name),
  );
  return matching.length > 0 ? both(matching.map(([, part]) => part)) : additionalProperties;
}

/** With more members, where the schema requires a number of them. */
function withEnough(members: [string, Json][], schema: Schema, sampling: Sampling): Json | undefined {
  const least = numberIn(schema, 'minProperties', 0);
  if (least > 1000) return undefined;
  const made = new Map(members);
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const partOf = (name: string) => (Object.hasOwn(properties, name) ? properties[name] : otherMember(schema, name));
  const candidates = [...Object.keys(properties), ...otherNames(schema, least, sampling)];
  for (const name of candidates.sort((one, other) => neededBy(one, schema).length - neededBy(other, schema).length)) {
    if (made.size >= least) break;
    for (const each of requiredIn({ ...schema, required: [name] })) {
      const value = made.has(each) ? undefined : sampling.partOf(partOf(each), sampling);
      if (value !== undefined) made.set(each, value);
    }
  }
  return made.size < least ? undefined : Object.fromEntries(made);
}

/** Names of members that `properties` does not have, best first: those that other keywords describe. */
function otherNames(schema: Schema, least: number, sampling: Sampling): readonly string[] {
  const numbers = Array.from({ length: least }, (_, index) => index);
  const { propertyNames } = schema;
  const patterns = isRecord(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [];
  const described = isRecord(propertyNames) ? { type: 'string', ...propertyNames } : undefined;
  const length = { least: 0, most: Number.POSITIVE_INFINITY };
  const ofPatterns = patterns.flatMap((pattern) => numbers.map((number) => patternSample(pattern, number, length)));
  const ofNames = numbers.map((number) => described && sampling.partOf(described, { ...sampling, number }));
  const plain = numbers.map((number) => `member${number + 1}`);
  const found = [...ofPatterns, ...plain, ...ofNames].filter((name) => typeof name === 'string');
  const names = new Set([...found, ...numbers.flatMap((number) => found.map((name) => `${name}${number + 1}`))]);
  return [...names].filter((name) => propertyNames === undefined || accepts(name, propertyNames, sampling.judging));
}

/** As `sampleObject`, without the optional members of this object. */
export function bareObject(schema: Schema, sampling: Sampling): Members | undefined {
  const value = sampleObject({ ...schema, ...onlyRequired(schema) }, sampling, schema);
  return value === undefined ? undefined : (value as Members);
}

function onlyRequired(schema: Schema): Schema {
  const required = requiredIn(schema);
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  return { properties: Object.fromEntries(properties.filter(([name]) => required.has(name))) };
}

/** As `sampleObject`, with other values, and then each time without another optional member: where some must not be together. */
export function* otherObjects(schema: Schema, sampling: Sampling): Generator<Members> {
  const other = sampleObject(schema, { ...sampling, number: sampling.number + 1 }, schema);
  if (other !== undefined) yield other as Members;
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = requiredIn(schema);
  const optional = Object.keys(properties).filter((name) => !required.has(name));
  for (const name of optional.slice(0, THINNED)) {
    const { [name]: _, ...others } = properties;
    const value = sampleObject({ ...schema, properties: others }, sampling, { ...schema, properties: others });
    if (value !== undefined) yield value as Members;
  }
}

/** The most members that are left out one by one. */
const THINNED = 12;

/** The most members that are tried one by one. */
const GROWING = 50;

/** The object with as many members of another as keep it valid. */
export function grownObject(bare: Members, full: Members, isRight: (value: Json) => boolean): Json {
  let value = bare;
  for (const [name, member] of Object.entries(full).slice(0, GROWING)) {
    if (Object.hasOwn(bare, name)) continue;
    const more = Object.fromEntries([...Object.entries(value), [name, member]]);
    if (isRight(more)) value = more;
  }
  return value;
}
