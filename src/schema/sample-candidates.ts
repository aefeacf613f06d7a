/** The values that are tried for a place of a sample. */
import { exactJson } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import { accepts } from './accepts.ts';
import { ANY_WAY, leadsOn } from './leads-on.ts';
import { isType, meantType } from './meant-types.ts';
import type { Part, Schema } from './node.ts';
import type { Sampling } from './sample.ts';
import { namedByDiscriminator } from './sample-discriminator.ts';
import { numberCandidates, textCandidates } from './sample-leaf.ts';
import { mergedSchema, namedValues } from './sample-merge.ts';
import { bareObject, grownObject, otherObjects, sampleArray, sampleObject } from './sample-parts.ts';
import { listOf } from './values.ts';

/** A value for a place. `isSure`: by its making, the schema accepts it. */
export interface Candidate {
  readonly made: Json;
  readonly isSure: boolean;
}

/** The values for a place, best first. */
export function* candidates(
  schema: Schema,
  parts: readonly Part[],
  attempt: number,
  sampling: Sampling,
): Generator<Candidate> {
  const { number, careful } = sampling;
  const named = namedValues(parts, number);
  for (const value of [...named.own, ...named.others.filter((one) => !isRecord(one))]) yield unsure(value);
  const whole = mergedSchema(schema, parts, attempt, sampling);
  const isPlain = !careful && parts.every((part) => Object.keys(part.schema).every((keyword) => PLAIN.has(keyword)));
  const partial = named.others.filter(isRecord) as readonly Members[];
  // Each part with its own parts is one level, so that schemas of schemas end.
  const deeper = isAlone(schema, parts) ? sampling : { ...sampling, depth: sampling.depth + 1 };
  for (const made of sampleTypes(whole, deeper)) {
    if (isRecord(made))
      yield* objects({ made: made as Members, schema, parts, attempt, whole, isPlain, partial }, deeper);
    else yield { made, isSure: Array.isArray(made) && isPlain };
    if (Array.isArray(made) && parts.some((part) => part.schema['not'] !== undefined))
      yield* defined(sampleArray(whole, { ...deeper, number: number + 1 })).map(unsure);
  }
  if (partial.length > 0) yield unsure(Object.assign({}, ...partial));
  for (const value of conditional(schema, parts, sampling)) yield unsure(value);
  if (mayBePlain(whole, sampling)) yield* PLAIN_VALUES.map(unsure);
}

/** Whether a schema has no other parts, or is only written around one: `anyOf: [{ type: 'array' }, { type: 'null' }]`. */
function isAlone(schema: Schema, [first, second, ...more]: readonly Part[]): boolean {
  if (first?.schema !== schema || more.length > 0) return false;
  const around = ['allOf', 'anyOf', 'oneOf'].flatMap((way) => listOf(schema[way]));
  return !second || (around.includes(second.schema) && leadsOn(schema, ANY_WAY));
}

type Members = Record<string, Json>;

function unsure(made: Json): Candidate {
  return { made, isSure: false };
}

/** An object for a place, and what is known of the place. */
interface Made {
  readonly made: Members;
  readonly schema: Schema;
  readonly parts: readonly Part[];
  readonly attempt: number;
  /** All parts as one schema. */
  readonly whole: Schema;
  readonly isPlain: boolean;
  /** Objects that parts of the schema name, each with its own members. */
  readonly partial: readonly Members[];
}

function* objects(
  { made, schema, parts, attempt, whole, isPlain, partial }: Made,
  sampling: Sampling,
): Generator<Candidate> {
  if (partial.length > 0) yield unsure(Object.assign({}, made, ...partial));
  for (const better of namedByDiscriminator(made, parts, attempt, whole, sampling)) yield unsure(better);
  yield { made, isSure: isPlain };
  const bare = bareObject(whole, sampling);
  if (bare === undefined) return;
  yield unsure(bare);
  const isRight = (value: Json) => accepts(value, schema, sampling.judging);
  if (isRight(bare)) yield unsure(grownObject(bare, made, isRight));
  else if (parts.some((part) => part.schema['not'] !== undefined))
    for (const other of otherObjects(whole, sampling)) yield unsure(other);
}

/** Whether any type will do. Where the value of the least depth is made, a scalar would stand for each object. */
function mayBePlain(whole: Schema, { left, anyType }: Sampling): boolean {
  return whole['type'] === undefined && (left === undefined || anyType === true || guessType(whole) !== 'object');
}

/** For schemas that only say what a value is not. */
const PLAIN_VALUES: readonly Json[] = [1, true, null, {}, [], 'text'];

/** Keywords that the makers of objects and arrays observe by themselves. */
const PLAIN: ReadonlySet<string> = new Set([
  '$ref',
  'type',
  'nullable',
  'title',
  'description',
  'deprecated',
  'example',
  'examples',
  'default',
  'readOnly',
  'writeOnly',
  'format',
  'allOf',
  'properties',
  'required',
  'items',
  'minItems',
  'maxItems',
]);

/** The values of each type that the schema allows. */
function* sampleTypes(schema: Schema, sampling: Sampling): Generator<Json> {
  const { number } = sampling;
  const types: unknown[] = [schema['type'] ?? guessType(schema)].flat();
  const ordered = number === 0 ? types : [...types].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
  for (const word of ordered) {
    const type = meantType(word);
    if (type === 'object') yield* defined(sampleObject(schema, sampling, schema));
    else if (type === 'array') yield* defined(sampleArray(schema, sampling));
    else if (type === 'integer' || type === 'number') yield* numberCandidates({ ...schema, type }, number);
    else if (type === 'boolean') yield* number % 2 === 0 ? [true, false] : [false, true];
    else if (type === 'string') {
      yield* contentTexts(schema, sampling);
      // A word for a text may be that for a format of texts, such as `date`.
      yield* textCandidates(isType(word) ? schema : { format: word, ...schema }, number);
    } else yield null;
  }
}

/** JSON in a text: https://json-schema.org/draft/2020-12/json-schema-validation#name-contentschema */
function contentTexts(schema: Schema, sampling: Sampling): readonly string[] {
  const { contentMediaType: type, contentEncoding: encoding, contentSchema = { type: 'object' } } = schema;
  if (typeof type !== 'string' || !isJsonType(type)) return [];
  const value = sampling.partOf(contentSchema, sampling);
  if (value === undefined) return [];
  const text = exactJson(value);
  if (encoding === undefined) return [text];
  return encoding === 'base64' || encoding === 'base64url' ? [Buffer.from(text).toString(encoding)] : [];
}

function defined(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

function guessType(schema: Schema): string {
  if (schema['properties'] || schema['additionalProperties'] || schema['required']) return 'object';
  return schema['items'] || schema['prefixItems'] ? 'array' : 'string';
}

/** Values that satisfy a condition and what follows from it, or what holds without it; and values that are not what a `not` describes. */
function* conditional(schema: Schema, parts: readonly Part[], sampling: Sampling): Generator<Json> {
  if (sampling.isConditional) return;
  const found = parts.map((part) => part.schema).find((part) => part['if'] !== undefined);
  const dependent = parts.flatMap(({ schema: { dependentSchemas } }) =>
    isRecord(dependentSchemas) ? Object.values(dependentSchemas) : [],
  );
  const conditions = found ? [[found['if'], found['then']], [found['else']]] : [];
  const opposites = parts.flatMap((part) => oppositesOf(part.schema['not']));
  for (const more of [...conditions, ...(dependent.length > 0 ? [dependent] : []), ...opposites.map((one) => [one])]) {
    const allOf = [schema, ...more.filter((part) => part !== undefined)];
    yield* defined(sampling.partOf({ allOf }, { ...sampling, isConditional: true }));
  }
}

/** Schemas that each exclude another one: of values with a part that it forbids, or without one that it requires. */
function oppositesOf(schema: unknown): readonly Schema[] {
  if (!isRecord(schema)) return [];
  const { properties, required, items } = schema;
  const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
  return [
    ...Object.entries(isRecord(properties) ? properties : {}).map(([name, part]) => ({
      type: 'object',
      required: [name],
      properties: { [name]: { not: part } },
    })),
    ...names.map((name) => ({ type: 'object', properties: { [name]: false } })),
    ...(items === undefined ? [] : [{ type: 'array', minItems: 1, items: { not: items } }]),
  ].slice(0, MOST_OPPOSITES);
}

const MOST_OPPOSITES = 12;
