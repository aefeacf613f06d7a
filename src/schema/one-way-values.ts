/**
 * A value as one side sends it: a client does not send `readOnly` members, and a server does not send `writeOnly` ones.
 * https://spec.openapis.org/oas/v3.0.4.html#schema-object
 */
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { accepts } from './accepts.ts';
import { isMarked } from './accepts-one-way.ts';
import type { Schema, SchemaNode, Schemas } from './node.ts';
import { toPattern } from './values.ts';
import { stepsIn, walk } from './walk.ts';

type Way = 'readOnly' | 'writeOnly';

/** The value without the members that a way forbids, at every depth. As it was, where the schema would not accept the rest. */
export function withoutOneWay(value: Json, { schema }: SchemaNode, way: Way, schemas: Schemas): Json {
  if (!reachesMark(schema, way, schemas)) return value;
  const left = cut(value, [schema], { way, schemas, marked: marks(schemas)[way] });
  if (left === value) return value;
  const judging = { schemas, notNeeded: [way] } as const;
  return accepts(left, schema, judging) || !accepts(value, schema, judging) ? left : value;
}

interface Cutting {
  readonly way: Way;
  readonly schemas: Schemas;
  /** Whether a schema has the mark, by itself or through another one. */
  readonly marked: WeakMap<object, boolean>;
}

const marks = once((_of: Schemas) => ({
  readOnly: new WeakMap<object, boolean>(),
  writeOnly: new WeakMap<object, boolean>(),
}));

/** Whether a mark is anywhere in a schema, or in what it refers to: most descriptions have none of one of the ways. */
function reachesMark(schema: unknown, way: Way, schemas: Schemas): boolean {
  if (!isRecord(schema)) return false;
  const known = reaching(schemas)[way];
  /** What was met, and from where. */
  const met = new Map<object, object | undefined>([[schema, undefined]]);
  for (const from of met.keys()) {
    const answer = (from as Schema)[way] === true || known.get(from);
    if (answer === true) {
      for (let one: object | undefined = from; one; one = met.get(one)) known.set(one, true);
      return true;
    }
    if (answer === false) continue;
    const { $ref: reference } = from as Schema;
    const target = typeof reference === 'string' ? schemas.definitions.get(reference) : undefined;
    for (const inner of [target, ...Object.values(from)])
      if (typeof inner === 'object' && inner !== null && !met.has(inner)) met.set(inner, from);
  }
  for (const one of met.keys()) known.set(one, false);
  return false;
}

const reaching = once((_of: Schemas) => ({
  readOnly: new WeakMap<object, boolean>(),
  writeOnly: new WeakMap<object, boolean>(),
}));

/** The same object, if nothing is cut. */
function cut(value: Json, from: readonly unknown[], cutting: Cutting): Json {
  if (typeof value !== 'object' || value === null) return value;
  const parts = from.flatMap((schema) => applying(schema, value, cutting));
  if (parts.length === 0) return value;
  if (Array.isArray(value)) {
    const elements = (value as readonly Json[]).map((element, index) =>
      cut(
        element,
        parts.flatMap((part) => elementSchemas(part, index)),
        cutting,
      ),
    );
    return elements.every((element, index) => element === value[index]) ? value : elements;
  }
  const members = Object.entries(value as Record<string, Json>).flatMap(([name, member]): [string, Json][] => {
    const inner = parts.flatMap((part) => memberSchemas(part, name));
    return inner.some((schema) => isLeftOut(schema, cutting)) ? [] : [[name, cut(member, inner, cutting)]];
  });
  const isSame =
    members.length === Object.keys(value).length &&
    members.every(([name, member]) => member === (value as Schema)[name]);
  return isSame ? value : Object.fromEntries(members);
}

/** The schemas that apply to a value. Of alternatives, those that accept it. */
function applying(schema: unknown, value: Json, cutting: Cutting): readonly Schema[] {
  const { schemas, way } = cutting;
  const parts = walk(
    { schema, pointer: '' },
    stepsIn(schemas, () => []),
  ).map((part) => part.schema);
  const chosen = parts.flatMap(({ oneOf, anyOf }) =>
    [oneOf, anyOf].flatMap((branches) => {
      if (!Array.isArray(branches)) return [];
      const fitting = branches.filter((branch) => accepts(value, branch, { schemas, notNeeded: [way] }));
      return fitting.flatMap((branch) => applying(branch, value, cutting));
    }),
  );
  return [...parts, ...chosen];
}

function elementSchemas({ prefixItems, items }: Schema, index: number): readonly unknown[] {
  const first: readonly unknown[] = Array.isArray(prefixItems) ? prefixItems : [];
  return [index < first.length ? first[index] : items];
}

function memberSchemas({ properties, patternProperties, additionalProperties }: Schema, name: string): unknown[] {
  const own = isRecord(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
  const matching = patterns.filter(([pattern]) => toPattern(pattern)?.test(name)).map(([, schema]) => schema);
  const named = [...own, ...matching];
  return named.length > 0 ? named : [additionalProperties];
}

function isLeftOut(schema: unknown, { way, schemas, marked }: Cutting): boolean {
  if (!isRecord(schema)) return false;
  const found = marked.get(schema) ?? isMarked(schema, way, schemas);
  marked.set(schema, found);
  return found;
}
