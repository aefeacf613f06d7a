/**
 * Keywords of a schema that contradict each other, so that no value of the meant type can satisfy them all. A server that sends what the
 * author means cannot do otherwise than break one of them, so they are not asserted.
 *
 * Only what is certain counts. `false`, `not: {}` and what several subschemas bring about by their own parts may be meant.
 */
import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import { formatBesidePattern } from './contradicting-formats.ts';
import { membersApart } from './contradicting-members.ts';
import { closedAlternatives, closedParts, forbiddenMembers, typesApart } from './contradicting-parts.ts';
import { impossibleValues } from './contradicting-values.ts';
import { type Contradiction, type FindContradictions, inKeywords } from './contradiction.ts';
import { namedAlternatives } from './discriminator.ts';
import { endlessMembers } from './endless-members.ts';
import type { Schema, Schemas } from './node.ts';
import { patternLengths } from './pattern-sample.ts';
import { assertionsIn, isSameMeaning, meaningKey } from './same-meaning.ts';
import { isOnlyReference } from './same-reference.ts';

/** The contradictions among the keywords of a schema, and among its parts. */
export function contradictionsIn(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { $ref: reference } = schema;
  if (reference !== undefined && (schemas.dialect === 'openapi-3.0' || isOnlyReference(schema))) return NONE;
  let finders: Set<FindContradictions> | undefined;
  for (const keyword in schema) {
    const found = FINDERS.get(keyword);
    if (found && schema[keyword] !== undefined) finders = new Set([...(finders ?? []), ...found]);
  }
  return finders ? [...finders].flatMap((find) => find(schema, schemas)) : NONE;
}

const NONE: readonly Contradiction[] = [];

/** By keyword: what may contradict it. */
const FINDERS: ReadonlyMap<string, readonly FindContradictions[]> = new Map(
  Object.entries({
    oneOf: [equalAlternatives, closedAlternatives],
    anyOf: [closedAlternatives],
    minLength: [crossedBounds],
    minItems: [crossedBounds],
    minProperties: [crossedBounds],
    contains: [noneContained],
    minContains: [crossedBounds],
    minimum: [crossedBounds],
    exclusiveMinimum: [crossedBounds, boundOfOtherDialect],
    exclusiveMaximum: [boundOfOtherDialect],
    pattern: [lengthOfPattern, formatBesidePattern],
    enum: [impossibleValues],
    const: [impossibleValues],
    required: [forbiddenMembers, endlessMembers],
    not: [negatedSelf],
    $ref: [typesApart, closedParts, membersApart],
    allOf: [typesApart, closedParts, membersApart],
  }),
);

/** A value cannot match one of two equal alternatives. They are one; what stands in its place is never matched. */
function equalAlternatives(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { oneOf: alternatives } = schema;
  // A discriminator tells equal alternatives apart.
  if (!Array.isArray(alternatives) || alternatives.length < 2 || namedAlternatives(schema, 'oneOf')) return [];
  const all: readonly unknown[] = alternatives;
  // Only those that are alike are compared: their pairs would be many.
  const alike = [
    ...groupBy(
      [...all.entries()].filter(([, one]) => isRecord(one)),
      ([, one]) => meaningKey(one, schemas),
    ).values(),
  ];
  const isAgain = (one: unknown, others: readonly (readonly [number, unknown])[]) =>
    others.some(([, other]) => isSameMeaning(one, other, schemas));
  const again = new Set(
    alike.flatMap((group) => group.flatMap(([at, one], index) => (isAgain(one, group.slice(0, index)) ? [at] : []))),
  );
  if (again.size === 0) return [];
  const oneOf = all.map((one, index) => (again.has(index) ? false : one));
  const message =
    'a value that matches one of its alternatives matches a second one, which is equal to it but for annotations: equal alternatives count once';
  return inKeywords(schema, 'oneOf', message, { oneOf });
}

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'maximum'],
  ['minimum', 'exclusiveMaximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
] as const;

function crossedBounds(schema: Schema): readonly Contradiction[] {
  return PAIRS.flatMap(([low, high]) => {
    // Without `contains`, they mean nothing.
    if (low === 'minContains' && schema['contains'] === undefined) return [];
    const [least, most] = [limitAt(schema, low), limitAt(schema, high)];
    if (least === undefined || most === undefined) return [];
    const isExclusive = [low, high].some((keyword) => isExclusiveBound(schema, keyword));
    // Bounds that a number cannot hold may be rounded to the same one.
    const isRounded = least === most && Math.abs(least) > Number.MAX_SAFE_INTEGER;
    if (isRounded || (isExclusive ? least < most : least <= most)) return [];
    const message = `no value is between its \`${low}\` ${least} and its \`${high}\` ${most}: neither is asserted`;
    return inKeywords(schema, low, message, { [low]: undefined, [high]: undefined });
  });
}

/**
 * A number in OpenAPI 3.0, as FastAPI writes it with Pydantic 1, or a boolean in OpenAPI 3.1: each means a bound in the other version. Beside
 * a `minimum`, a number such as 1 may stand for `true`.
 */
function boundOfOtherDialect(schema: Schema, { dialect }: Schemas): readonly Contradiction[] {
  return (['Minimum', 'Maximum'] as const).flatMap((end) => {
    const [exclusive, plain] = [`exclusive${end}`, end.toLowerCase()];
    const [value, beside] = [schema[exclusive], schema[plain]];
    if (dialect === 'openapi-3.0' ? typeof value !== 'number' || beside !== undefined : value !== true) return [];
    const bound = dialect === 'openapi-3.0' ? value : beside;
    if (typeof bound !== 'number') return [];
    const [of, as] = dialect === 'openapi-3.0' ? ['3.1', 'a number'] : ['3.0', 'a boolean'];
    const instead =
      dialect === 'openapi-3.0' ? { [exclusive]: true, [plain]: bound } : { [exclusive]: bound, [plain]: undefined };
    return inKeywords(schema, exclusive, `it is ${as}, as in OpenAPI ${of}: it is read so`, instead);
  });
}

/** An element has to match, and none can. */
function noneContained(schema: Schema): readonly Contradiction[] {
  const { contains, minContains = 1, maxContains } = schema;
  if (contains === false && minContains !== 0) {
    const message = 'no element matches `false`, and one has to: it is not asserted';
    return inKeywords(schema, 'contains', message, { contains: undefined });
  }
  if (maxContains !== 0 || schema['minContains'] !== undefined) return [];
  const message = 'an element has to match it, and by its `maxContains` 0 none may: neither is asserted';
  return inKeywords(schema, 'contains', message, { contains: undefined });
}

function limitAt(schema: Schema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

/** In OpenAPI 3.0, a boolean makes the bound beside it exclusive. */
function isExclusiveBound(schema: Schema, keyword: string): boolean {
  if (keyword.startsWith('exclusive')) return true;
  return schema[keyword === 'minimum' ? 'exclusiveMinimum' : keyword === 'maximum' ? 'exclusiveMaximum' : ''] === true;
}

function lengthOfPattern(schema: Schema): readonly Contradiction[] {
  const { pattern } = schema;
  const [least, most] = [limitAt(schema, 'minLength') ?? 0, limitAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY];
  if (typeof pattern !== 'string' || (least === 0 && most === Number.POSITIVE_INFINITY)) return [];
  const lengths = patternLengths(pattern);
  if (!lengths) return [];
  if (lengths.least > most) {
    const message = `its pattern has at least ${lengths.least} characters, and its \`maxLength\` is ${most}: neither is asserted`;
    return inKeywords(schema, 'pattern', message, { pattern: undefined, maxLength: undefined });
  }
  if (lengths.most >= least) return [];
  const message = `its pattern has at most ${lengths.most} characters, and its \`minLength\` is ${least}: neither is asserted`;
  return inKeywords(schema, 'pattern', message, { pattern: undefined, minLength: undefined });
}

/** `not` of what the schema itself says. */
function negatedSelf(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { not: negated, ...others } = schema;
  if (!isRecord(negated)) return [];
  const keywords = assertionsIn(negated);
  if (keywords.length === 0) return [];
  const own = Object.fromEntries(keywords.map((keyword) => [keyword, others[keyword]]));
  if (!isSameMeaning(own, negated, schemas)) return [];
  return inKeywords(schema, 'not', 'its `not` is what it says itself: this is not asserted', { not: undefined });
}
