/** Contradictions between the parts of a schema: its own keywords, what its `$ref` leads to, and its `allOf`. */
import { isRecord } from '../core/json.ts';
import { toList, toShortList } from '../core/words.ts';
import { withChanges } from './changed-parts.ts';
import { type Contradiction, inKeywords, oneIsEnough } from './contradiction.ts';
import { namedAlternatives } from './discriminator.ts';
import { TYPES } from './keywords.ts';
import type { Part, Schema, Schemas } from './node.ts';
import { targetOf } from './same-meaning.ts';
import { toPattern } from './values.ts';
import { partsOf } from './walk.ts';

export function partsIn(schema: Schema, schemas: Schemas): readonly Part[] {
  const isComposed = Array.isArray(schema['allOf']) || schema['$ref'] !== undefined;
  return isComposed ? partsOf(schemas, { schema, pointer: '' }) : [];
}

/** Parts of which each has a type that the others do not have. */
export function typesApart(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const typed = partsIn(schema, schemas).filter((part) => typesOf(part.schema).length > 0);
  const common = typed.map((part) => typesOf(part.schema)).reduce(shared, ANY);
  if (typed.length < 2 || common.length > 0) return [];
  // It is shown where it begins.
  if (typed.some((part) => part.schema !== schema && typesApart(part.schema, schemas).length > 0)) return [];
  const { type, allOf } = schema;
  const others = typed.filter((part) => part.schema !== schema);
  const inside = others.map((part) => typesOf(part.schema)).reduce(shared, ANY);
  if (type !== undefined && inside.length > 0) {
    const message = `its \`type\` ${typesOf(schema).join(' or ')} is not that of its parts, ${inside.join(' or ')}: the parts are asserted`;
    return [{ owner: schema, keyword: 'type', message, instead: { type: undefined } }];
  }
  // Nothing says which part is meant.
  const { instead, becomes } = oneIsEnough(schema, 'allOf');
  const message = `no value has the types of all its parts: ${becomes}`;
  return Array.isArray(allOf) ? [{ owner: schema, keyword: 'allOf', message, instead }] : [];
}

export const ANY: readonly string[] = ['any'];

/** The types other than `null`; none where one is not known. */
export function typesOf(schema: Schema): readonly string[] {
  const types: readonly unknown[] = [schema['type']].flat();
  if (!types.every((type) => TYPES.has(type))) return [];
  return (types as readonly string[]).flatMap((type) =>
    type === 'number' ? ['number', 'integer'] : type === 'null' ? [] : [type],
  );
}

export function shared(one: readonly string[], other: readonly string[]): readonly string[] {
  return one === ANY ? other : one.filter((type) => other.includes(type));
}

/**
 * A part without further members beside another that describes or requires some. By JSON Schema, `additionalProperties` knows only the
 * `properties` beside it, so that the others could never be sent.
 */
export function closedParts(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const parts = partsIn(schema, schemas).map((part) => part.schema);
  const found = parts
    .filter((part) => part['additionalProperties'] === false)
    .flatMap((part): readonly Lost[] => {
      const others = parts.filter((other) => other !== part).flatMap(membersOf);
      const names = [...new Set(others)].filter((name) => isForbidden({ ...part, properties: openOf(part) }, name));
      return names.length === 0 ? [] : [{ part, names }];
    });
  return opened(found, schema, 'allOf', schemas);
}

/**
 * Alternatives without further members, of which each forbids a member that the schema around them describes or requires. One that
 * some alternative allows may be meant so.
 */
export function closedAlternatives(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const around = [schema, ...partsIn(schema, schemas).map((part) => part.schema)].flatMap(membersOf);
  if (around.length === 0) return [];
  return ['oneOf', 'anyOf'].flatMap((keyword) => {
    const given: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    const targets = given
      .map((one) => targetOf(one, schemas))
      .filter((one) => !isRecord(one) || one['type'] !== 'null');
    const alternatives = targets.filter(isRecord);
    if (alternatives.length < targets.length) return [];
    const lost = [...new Set(around)].filter((name) =>
      alternatives.every((one) => isForbidden({ ...one, properties: openOf(one) }, name)),
    );
    const found = lost.length === 0 ? [] : alternatives.map((part) => ({ part, names: lost }));
    return opened(found, schema, keyword, schemas);
  });
}

/** A schema without further members, and those that are described around it. */
interface Lost {
  readonly part: Schema;
  readonly names: readonly string[];
}

/**
 * Schemas that allow further members where they are a part of another one. A copy is read there, since they stay closed elsewhere. It is
 * none where a discriminator finds its alternatives by their references.
 */
function opened(found: readonly Lost[], schema: Schema, keyword: string, schemas: Schemas): readonly Contradiction[] {
  const closed = new Set(found.map(({ part }) => part).filter((part) => part !== schema));
  const byReference = schema['discriminator'] === undefined;
  const changes = new Map([...closed].map((part) => [part, { additionalProperties: undefined }]));
  const toOpen = (entry: unknown) => withChanges(entry, changes, schemas, byReference);
  const listed: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
  const whole = keyword === 'allOf' ? toOpen(schema) : undefined;
  const entries = whole ? [] : listed.map(toOpen);
  const copied = new Set((whole ? [whole] : entries).flatMap((one) => [...one.changed]));
  const where = keyword === 'allOf' ? 'another part of an `allOf`' : `the schema around its \`${keyword}\``;
  const inPlace = found
    .filter(({ part }) => !copied.has(part))
    .map(({ part, names }) => {
      const message = `its \`additionalProperties\` forbids ${quoted(names)}, which ${where} describes: it is not asserted`;
      const instead = { additionalProperties: undefined };
      return { owner: part, keyword: 'additionalProperties', message, instead };
    });
  if (copied.size === 0) return inPlace;
  const names = [...new Set(found.flatMap((lost) => (copied.has(lost.part) ? lost.names : [])))];
  const instead = whole
    ? changedIn(schema, whole.schema as Schema)
    : openAlternatives(
        schema,
        keyword,
        entries.map((entry) => entry.schema),
      );
  const at = whole && !('allOf' in schema) ? '$ref' : keyword;
  const beside = at === '$ref' ? 'the schema beside the `$ref`' : where;
  const message = `the \`additionalProperties\` of a schema in it forbids ${quoted(names)}, which ${beside} describes: here it is not asserted`;
  return [...inPlace, { owner: schema, keyword: at, message, instead }];
}

/** The keywords that differ in a copy of a schema. */
export function changedIn(schema: Schema, copy: Schema): Schema {
  return Object.fromEntries(Object.entries(copy).filter(([keyword, value]) => value !== schema[keyword]));
}

/** Open alternatives accept what others accept, so that one is enough. */
function openAlternatives(schema: Schema, keyword: string, entries: readonly unknown[]): Schema {
  const isStrict = keyword === 'oneOf' && !namedAlternatives(schema, keyword);
  if (!isStrict) return { [keyword]: entries };
  return { oneOf: undefined, ...(schema['anyOf'] === undefined && { anyOf: entries }) };
}

function quoted(names: readonly string[]): string {
  return toShortList(names.map((name) => `"${name}"`));
}

/** The members that a part describes as possible, or requires. */
function membersOf({ properties, required }: Schema): readonly string[] {
  const described = isRecord(properties) ? Object.keys(properties).filter((name) => properties[name] !== false) : [];
  return [...described, ...(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [])];
}

/** The members of a part without those that it forbids one by one, which may be meant. */
function openOf({ properties }: Schema): Schema {
  return Object.fromEntries(Object.keys(isRecord(properties) ? properties : {}).map((name) => [name, {}]));
}

/** Members that a schema requires and forbids, and no part describes. */
export function forbiddenMembers(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { required, maxProperties } = schema;
  if (!Array.isArray(required)) return [];
  const names: readonly string[] = [...new Set(required.filter((name): name is string => typeof name === 'string'))];
  const refused = names.filter((name) => isForbidden(schema, name));
  const others = refused.length > 0 ? partsIn(schema, schemas).filter((part) => part.schema !== schema) : [];
  const elsewhere = new Set(others.flatMap((part) => membersOf(part.schema)));
  const forbidden = refused.filter((name) => !elsewhere.has(name));
  const properties = {
    ...(schema['properties'] as object),
    ...Object.fromEntries(forbidden.map((name) => [name, {}])),
  };
  const left = names.filter((name) => !forbidden.includes(name));
  const message = `it requires ${toList(forbidden.map((name) => `"${name}"`))}, and allows no such member: neither is asserted`;
  const isTooMany = typeof maxProperties === 'number' && names.length > maxProperties;
  const few = `it requires ${names.length} members, and its \`maxProperties\` is ${Number(maxProperties)}: this is not asserted`;
  return [
    ...(forbidden.length > 0 ? inKeywords(schema, 'required', message, { required: left, properties }) : []),
    ...(isTooMany ? inKeywords(schema, 'maxProperties', few, { maxProperties: undefined }) : []),
  ];
}

/** Whether an object of a schema cannot have a member, by what the schema itself says of its members. */
function isForbidden({ properties, patternProperties, additionalProperties }: Schema, name: string): boolean {
  if (isRecord(properties) && Object.hasOwn(properties, name)) return properties[name] === false;
  if (additionalProperties !== false) return false;
  const patterns = Object.keys(isRecord(patternProperties) ? patternProperties : {}).map(toPattern);
  return patterns.every((pattern) => pattern !== undefined && !pattern.test(name));
}
