/** Makes values that schemas accept. */
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { accepts, type Judging, verdictOn } from './accepts.ts';
import type { Part, Schema, SchemaNode, Schemas } from './node.ts';
import { sameReference } from './same-reference.ts';
import { objectsApart } from './sample-apart.ts';
import { candidates } from './sample-candidates.ts';
import { plainSample } from './sample-leaf.ts';
import { chosenParts } from './walk.ts';

/** The depth from which optional members and elements are left out. */
export const DEPTH = 5;

/** The depth at which a required part is given up: recursion that must go on has no value. */
const DEEPEST = 40;

/** The most alternatives of one schema that are tried. */
const ALTERNATIVES = 12;

/** Selects one of the possible samples of a schema. */
export interface SampleChoice {
  /** 0: the simplest value, or an example from the schema. Other numbers give other values, as far as there are enough. */
  readonly number: number;
  /** The index of the alternative in `oneOf` and `anyOf`, modulo their number. */
  readonly branch: number;
  /** Whether to include optional members. */
  readonly optional: boolean;
}

const PLAINEST: SampleChoice = { number: 0, branch: 0, optional: true };

/** The state of one sample. */
export interface Sampling extends SampleChoice {
  readonly schemas: Schemas;
  readonly judging: Judging;
  readonly depth: number;
  /** Whether what has members, and no stated type, may be another value than an object: an object in itself has no end. */
  readonly anyType?: boolean;
  /** In a recursion: how deep the rest may be nested. The value of the least depth is made. */
  readonly left?: number;
  /** The schemas with alternatives around this place. */
  readonly open: ReadonlySet<Schema>;
  /** Whether each part is judged, not only those whose keywords may contradict each other. */
  readonly careful: boolean;
  /** Whether the branches of a condition are tried already. */
  readonly isConditional?: true;
  /** Samples by schema, so that a shared schema is sampled once per depth. */
  readonly known: Map<object, Map<string, Json | undefined>>;
  /** The samples of all roots: those that do not depend on what is around them. `recursions` counts where one did. */
  readonly shared: { readonly known: Map<object, Map<string, Json | undefined>>; recursions: number } | undefined;
  /** Merged schemas, so that their parts are the same objects each time. */
  readonly merged: Map<object, Map<number, Schema>>;
  /** The sample of a part, one level deeper. */
  readonly partOf: (schema: unknown, sampling: Sampling) => Json | undefined;
}

/** As `findSample`; `null` where there is none. */
export function sampleValue(node: SchemaNode, schemas: Schemas, choice?: Partial<SampleChoice>): Json {
  return findSample(node, schemas, choice) ?? null;
}

/**
 * A value that the schema accepts: its example, default, constant or first `enum` value, else the simplest value of its type.
 * Deterministic. `undefined` if none is found: the schema accepts nothing, or finding a value would be a search.
 *
 * Where `oneOf` and `discriminator` disagree, a value that both accept comes first.
 */
export function findSample(node: SchemaNode, schemas: Schemas, choice?: Partial<SampleChoice>): Json | undefined {
  if (choice !== undefined || !isRecord(node.schema)) return makeSample(node.schema, schemas, choice);
  const schema = sameReference(node.schema, schemas);
  const found = FOUND.get(schemas) ?? new WeakMap<object, { readonly value: Json | undefined }>();
  FOUND.set(schemas, found);
  const known = found.get(schema) ?? { value: makeSample(schema, schemas) };
  found.set(schema, known);
  return known.value;
}

/** The samples of each model, because many requests have the same. */
const FOUND = new WeakMap<Schemas, WeakMap<object, { readonly value: Json | undefined }>>();

function makeSample(schema: unknown, schemas: Schemas, choice: Partial<SampleChoice> = {}): Json | undefined {
  const judging: Judging = { schemas, notNeeded: [], known: new WeakMap() };
  for (const careful of [false, true]) {
    const whole = { ...PLAINEST, ...choice, careful, schemas, judging, depth: 0, open: new Set<Schema>() };
    const isUsual = !careful && whole.branch === 0 && whole.optional;
    const { shared, merged } = isUsual ? usual(schemas) : { shared: undefined, merged: new Map() };
    const value = sample(schema, { ...whole, known: new Map(), shared, merged, partOf: samplePart });
    if (value === undefined || accepts(value, schema, judging)) return value;
  }
  return undefined;
}

/** What the samples of a description have in common, if no other choice than the number was made. */
const usual = once((_of: Schemas): Usual => ({ shared: { known: new Map(), recursions: 0 }, merged: new Map() }));

type Usual = Pick<Sampling, 'merged'> & { readonly shared: NonNullable<Sampling['shared']> };

function samplePart(schema: unknown, sampling: Sampling): Json | undefined {
  const { depth, left, number } = sampling;
  const isWithin = depth < DEEPEST && left !== 0;
  const plain = isWithin && isRecord(schema) ? plainSample(schema, number) : undefined;
  if (plain !== undefined) return plain;
  return sample(schema, { ...sampling, depth: depth + 1, ...(left !== undefined && { left: left - 1 }) });
}

/** What is said of a required member that no `properties` have, and by `true`. */
const ANYTHING: Schema = {};

function sample(written: unknown, sampling: Sampling): Json | undefined {
  const { depth, left, number, known, anyType } = sampling;
  if (written === false) return undefined;
  if (!isRecord(written)) return sample(ANYTHING, sampling);
  if (depth > DEEPEST || (left ?? 0) < 0) return undefined;
  const schema = sameReference(written, sampling.schemas);
  const samples = known.get(schema) ?? new Map<string, Json | undefined>();
  known.set(schema, samples);
  const key = left === undefined ? `${depth} ${number}` : `left ${left} ${number}${anyType ? ' any' : ''}`;
  if (samples.has(key)) return samples.get(key);
  // A schema that leads back here without a part in between adds nothing.
  samples.set(key, undefined);
  const value = sharedSample(schema, key, sampling);
  samples.set(key, value);
  return value;
}

/** The sample of a schema, which is that of all roots if it does not depend on what is around it. */
function sharedSample(schema: Schema, key: string, sampling: Sampling): Json | undefined {
  const { left, open, isConditional, shared } = sampling;
  if (!shared || left !== undefined || open.size > 0 || isConditional) return sampleOf(schema, sampling);
  const samples = shared.known.get(schema) ?? new Map<string, Json | undefined>();
  if (samples.has(key)) return samples.get(key);
  const before = shared.recursions;
  const value = sampleOf(schema, sampling);
  if (shared.recursions === before) shared.known.set(schema, samples.set(key, value));
  return value;
}

function sampleOf(schema: Schema, sampling: Sampling): Json | undefined {
  const { left, depth } = sampling;
  const parts = partsAt(schema, sampling, 0);
  const branching = parts
    .map((part) => part.schema)
    .filter(({ oneOf, anyOf }) => oneOf !== undefined || anyOf !== undefined);
  const isAgain = branching.some((part) => sampling.open.has(part));
  if (isAgain && sampling.shared) sampling.shared.recursions += 1;
  const isRecursive = depth > DEPTH || isAgain;
  if (left === undefined && isRecursive) return shallowest(schema, sampling);
  const inside = branching.length === 0 ? sampling : { ...sampling, open: new Set([...sampling.open, ...branching]) };
  const counts = branching.map(({ oneOf, anyOf }) => Math.max(lengthOf(oneOf), lengthOf(anyOf)));
  const attempts = Math.min(Math.max(1, ...counts), ALTERNATIVES);
  let doubtful: Json | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    for (const value of candidates(
      schema,
      attempt === 0 ? parts : partsAt(schema, sampling, attempt),
      attempt,
      inside,
    )) {
      const found = value.isSure ? 'right' : judged(value.made, schema, sampling);
      if (found === 'right') return value.made;
      if (found === 'doubtful') doubtful ??= value.made;
    }
  }
  return isRecord(doubtful) ? withoutDoubt(doubtful as Members, branching, schema, sampling) : doubtful;
}

type Members = Readonly<Record<string, Json>>;

/** The object with another value of one member, by which it matches one alternative only; as it is if there is none. */
function withoutDoubt(made: Members, branching: readonly Schema[], schema: Schema, sampling: Sampling): Json {
  const others = objectsApart(made, branching, sampling.schemas);
  return others.find((other) => judged(other, schema, sampling) === 'right') ?? made;
}

/** Whether a schema accepts a value in all readings, or in one, or has something that is not decided here. */
function judged(value: Json, schema: Schema, { judging }: Sampling): 'right' | 'doubtful' | 'wrong' {
  let isDoubtful = false;
  const onDoubt = () => {
    isDoubtful = true;
  };
  const verdict = verdictOn(value, schema, { ...judging, onDoubt });
  if (verdict === false) return 'wrong';
  return isDoubtful || verdict === undefined ? 'doubtful' : 'right';
}

/** The sample of the least depth, by trying one depth after the other. What has members is an object, if one of them can be made. */
function shallowest(schema: Schema, sampling: Sampling): Json | undefined {
  for (const anyType of [false, true]) {
    for (let left = 0; left <= DEEPEST - sampling.depth; left += 1) {
      const value = sample(schema, { ...sampling, left, anyType, optional: false });
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function partsAt(schema: Schema, { schemas, branch }: Sampling, attempt: number): readonly Part[] {
  return chosenParts(schemas, schema, branch + attempt);
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
