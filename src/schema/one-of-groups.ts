/** Alternatives of a `oneOf` that nothing tells apart: what a server usually sends for one of them, another one accepts, too. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { namedAlternatives } from './discriminator.ts';
import { includedAlternatives, MOST } from './included.ts';
import { propertiesIn, requiredIn } from './members.ts';
import type { Part, Schema, SchemaNode, Schemas } from './node.ts';
import { assertionsIn } from './same-meaning.ts';
import { enumOf, typesOf } from './types-of.ts';
import { keyOf } from './values.ts';
import { chosenParts } from './walk.ts';

/** The indices of alternatives of which a value may match several. */
export type Group = readonly number[];

/**
 * The alternatives that count (see `includedAlternatives`), in groups: a value is right if it matches those of exactly one group.
 *
 * Open objects without required members of their own are in one group, `{ months?: … }` and `{ weeks?: … }`: strict JSON Schema refuses
 * each value that a server sends for one of them, unless a member that it does not have were wrong. So are enums with a common value, and
 * arrays that may be empty. `undefined` if each alternative is alone.
 */
export function oneOfGroups(schema: Schema, schemas: Schemas): readonly Group[] | undefined {
  const { oneOf: alternatives } = schema;
  if (!Array.isArray(alternatives) || alternatives.length < 2 || alternatives.length > MOST) return undefined;
  if (namedAlternatives(schema, 'oneOf')) return undefined;
  const included = includedAlternatives(schema, schemas);
  const ofSchemas = known(schemas);
  const groups = ofSchemas.get(alternatives) ?? findGroups(alternatives, included, schemas);
  ofSchemas.set(alternatives, groups);
  return groups.some(({ length }) => length > 1) ? groups : undefined;
}

const known = once((_of: Schemas) => new WeakMap<object, readonly Group[]>());

function findGroups(
  alternatives: readonly unknown[],
  included: ReadonlySet<number>,
  schemas: Schemas,
): readonly Group[] {
  let groups: readonly Group[] = [];
  const shapes = alternatives.map((one) => toShape(one, schemas));
  const counted = [...shapes.keys()].filter((index) => !included.has(index));
  if (haveTag(shapes, schemas)) return counted.map((index) => [index]);
  for (const [index, shape] of shapes.entries()) {
    if (included.has(index)) continue;
    const isLike = (other: number) => shape && shapes[other] && isShared(shape, shapes[other], schemas);
    const like = groups.filter((group) => group.some(isLike));
    groups = [...groups.filter((group) => !like.includes(group)), [...like.flat(), index].sort((a, b) => a - b)];
  }
  return groups;
}

/** Whether a member lists other values in each alternative, as a type does: then each pair is told apart, and none has to be compared. */
function haveTag(shapes: readonly (Shape | undefined)[], schemas: Schemas): boolean {
  const [first] = shapes;
  return [...(first?.members.keys() ?? [])].some((name) => {
    const seen = new Set<string>();
    return shapes.every((shape) => {
      const [node, ...others] = (shape?.kind === 'object' && shape.members.get(name)) || [];
      const values = node && others.length === 0 ? factsOf(node, schemas).values : undefined;
      const isOther = values !== undefined && !isAnyIn(values, seen);
      for (const value of values ?? []) seen.add(value);
      return isOther;
    });
  });
}

/** What the keywords of an alternative say; `undefined` where they say more than is compared here. */
interface Shape {
  readonly kind: 'object' | 'array' | 'values';
  readonly node: SchemaNode;
  readonly members: ReadonlyMap<string, readonly SchemaNode[]>;
  readonly required: ReadonlySet<string>;
  readonly isClosed: boolean;
  readonly isEmptyAllowed: boolean;
}

const OBJECTS = new Set(['$ref', 'allOf', 'type', 'nullable', 'properties', 'required', 'additionalProperties']);
const ARRAYS = new Set(['$ref', 'type', 'nullable', 'items', 'minItems', 'maxItems', 'uniqueItems']);
const VALUES = new Set(['$ref', 'type', 'nullable', 'enum', 'const']);

function toShape(schema: unknown, schemas: Schemas): Shape | undefined {
  if (!isRecord(schema)) return undefined;
  const parts = chosenParts(schemas, schema, 0);
  const node = { schema, pointer: '' };
  const types = [...typesOf(schemas, node)].filter((type) => type !== 'null');
  const says = (keywords: ReadonlySet<string>) =>
    parts.every((part) => assertionsIn(part.schema).every((keyword) => keywords.has(keyword)));
  const shape = (kind: Shape['kind']) => toShapeOf(kind, node, parts);
  if (types.join() === 'object' && says(OBJECTS)) return shape('object');
  if (types.join() === 'array' && says(ARRAYS)) return shape('array');
  return says(VALUES) && enumOf(schemas, node) ? shape('values') : undefined;
}

function toShapeOf(kind: Shape['kind'], node: SchemaNode, parts: readonly Part[]): Shape {
  return {
    kind,
    node,
    members: propertiesIn(parts),
    required: new Set(requiredIn(parts)),
    isClosed: parts.some(({ schema }) => schema['additionalProperties'] === false),
    isEmptyAllowed: parts.every(({ schema }) => (schema['minItems'] ?? 0) === 0),
  };
}

/** Whether a usual value of one alternative is right for the other one. */
function isShared(one: Shape, other: Shape, schemas: Schemas): boolean {
  if (one.kind !== other.kind) return false;
  switch (one.kind) {
    case 'array':
      return one.isEmptyAllowed && other.isEmptyAllowed;
    case 'values':
      return !isApart([one.node], [other.node], schemas);
    case 'object':
      return (isUsual(one, other) || isUsual(other, one)) && !isToldApart(one, other, schemas);
    default:
      return one.kind satisfies never;
  }
}

/** Whether the members of an object are enough for another one. */
function isUsual(own: Shape, { required, isClosed, members }: Shape): boolean {
  const isEnough = [...required].every((name) => own.members.has(name) || own.required.has(name));
  return isEnough && (!isClosed || [...own.required].every((name) => members.has(name)));
}

/** Whether a member differs: one that must be there, one that lists its values, such as a type, or all there are. */
function isToldApart(one: Shape, other: Shape, schemas: Schemas): boolean {
  const names = [...new Set([...one.members.keys(), ...other.members.keys()])];
  const isDifferent = (name: string) => isApart(one.members.get(name) ?? [], other.members.get(name) ?? [], schemas);
  const isListed = ({ members }: Shape, name: string) =>
    members.get(name)?.some((node) => factsOf(node, schemas).values !== undefined) === true;
  const tells = (name: string) =>
    one.required.has(name) || other.required.has(name) || (isListed(one, name) && isListed(other, name));
  return names.filter(tells).some(isDifferent) || (names.length > 0 && names.every(isDifferent));
}

/** What is compared of a schema, which many others are compared with. */
interface Facts {
  readonly types: ReadonlySet<string>;
  readonly values: ReadonlySet<string> | undefined;
  readonly shape: () => Shape | undefined;
}

const knownFacts = once((_of: Schemas) => new WeakMap<object, Facts>());

function factsOf(node: SchemaNode, schemas: Schemas): Facts {
  const { schema } = node;
  const found = isRecord(schema) ? knownFacts(schemas).get(schema) : undefined;
  if (found) return found;
  const values = enumOf(schemas, node);
  let shape: { readonly is: Shape | undefined } | undefined;
  const facts: Facts = {
    types: new Set([...typesOf(schemas, node)].map((type) => (type === 'integer' ? 'number' : type))),
    values: values && new Set(values.map(keyOf)),
    shape: () => {
      shape ??= { is: toShape(schema, schemas) };
      return shape.is;
    },
  };
  if (isRecord(schema)) knownFacts(schemas).set(schema, facts);
  return facts;
}

function isAnyIn(some: ReadonlySet<string>, others: ReadonlySet<string>, but?: string): boolean {
  for (const one of some) if (one !== but && others.has(one)) return true;
  return false;
}

/** How deep members are compared. */
const DEEPEST = 3;

/** Whether no value can be right for both, by their types and values, or by those of members. `false` is no proof. */
function isApart(some: readonly SchemaNode[], others: readonly SchemaNode[], schemas: Schemas, depth = 0): boolean {
  return some.some((one) => others.some((other) => areApart(one, other, schemas, depth)));
}

function areApart(one: SchemaNode, other: SchemaNode, schemas: Schemas, depth: number): boolean {
  if (one.schema === other.schema || depth > DEEPEST) return false;
  const [own, more] = [factsOf(one, schemas), factsOf(other, schemas)];
  if (own.types.size > 0 && more.types.size > 0 && !isAnyIn(own.types, more.types, 'null')) return true;
  if (own.values && more.values) return !isAnyIn(own.values, more.values);
  const [shape, otherShape] = [own.shape(), more.shape()];
  if (shape?.kind !== 'object' || otherShape?.kind !== 'object') return false;
  return [...shape.members].some(([name, nodes]) => {
    const others = otherShape.members.get(name);
    const isThere = shape.required.has(name) || otherShape.required.has(name);
    return others !== undefined && isThere && isApart(nodes, others, schemas, depth + 1);
  });
}
