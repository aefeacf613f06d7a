/**
 * The one walk through the schemas that apply to a value: the schema itself, the target of its `$ref`, and the parts of its
 * `allOf`.
 *
 * Branches of `anyOf` and `oneOf` may or may not apply, so they are skipped, unless there is only one besides `null`. `if`,
 * `not` and `dependentSchemas` depend on the value and are always skipped. Missing targets are skipped; the readers of the
 * description report them.
 *
 * Each schema is visited once, so cycles terminate and the work is linear in the number of schemas.
 */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Dialect, Part, Schema, SchemaNode, Schemas } from './node.ts';

/** Branches of a schema that are assumed to apply. */
interface Branch {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly index: number;
  readonly orNull: boolean;
}

/** How a walk gets from one schema to the next. */
export interface Steps<Place> {
  readonly dialect: Dialect;
  readonly follow: (reference: string, from: Place) => Place | undefined;
  /** A schema in an array of another one. */
  readonly inside: (from: Place, schema: unknown, keyword: string, index: string) => Place;
  readonly branches: (schema: Schema) => readonly Branch[];
}

/** All schemas that apply to a value, in document order. */
export function walk<Place extends { readonly schema: unknown }>(start: Place, steps: Steps<Place>): Part<Place>[] {
  if (!isRecord(start.schema)) return [];
  // A shortcut: most schemas have no references or subschemas of this kind.
  if (isAlone(start.schema)) return [{ ...start, schema: start.schema, distance: 0, orNull: false }];
  const parts: Part<Place>[] = [];
  const met = new Set<unknown>();
  const waiting: Waiting<Place>[] = [{ place: start, distance: 0, orNull: false }];
  // Schemas that apply only to values other than `null` come last, because they may also be reachable without that
  // condition.
  const later: Waiting<Place>[] = [];
  for (let next = waiting.pop() ?? later.shift(); next; next = waiting.pop() ?? later.shift()) {
    const { place, distance, orNull } = next;
    const { schema } = place;
    if (!isRecord(schema) || met.has(schema)) continue;
    met.add(schema);
    const isIgnored = steps.dialect === 'openapi-3.0' && typeof schema['$ref'] === 'string';
    if (!isIgnored) parts.push({ ...place, schema, distance, orNull });
    for (const one of nextOf(next, schema, isIgnored, steps).reverse()) {
      if (one.orNull && !orNull) later.unshift(one);
      else waiting.push(one);
    }
  }
  return parts;
}

interface Waiting<Place> {
  readonly place: Place;
  readonly distance: number;
  readonly orNull: boolean;
}

/** The target of the reference, and unless they are ignored, the schemas inside for the same value. */
function nextOf<Place>(
  { place, distance, orNull }: Waiting<Place>,
  schema: Schema,
  isIgnored: boolean,
  steps: Steps<Place>,
): Waiting<Place>[] {
  const found: Waiting<Place>[] = [];
  const add = (next: Place, isNullToo = false) => {
    found.push({ place: next, distance: distance + 1, orNull: orNull || isNullToo });
  };
  const target = typeof schema['$ref'] === 'string' ? steps.follow(schema['$ref'], place) : undefined;
  if (target) add(target);
  if (isIgnored) return found;
  for (const [index, one] of listAt(schema, 'allOf').entries()) add(steps.inside(place, one, 'allOf', String(index)));
  for (const branch of steps.branches(schema)) {
    const { keyword, index } = branch;
    add(steps.inside(place, listAt(schema, keyword)[index], keyword, String(index)), branch.orNull);
  }
  return found;
}

/** Whether a schema has no keyword that leads to another schema for the same value. */
function isAlone({ $ref, allOf, anyOf, oneOf }: Schema): boolean {
  return $ref === undefined && allOf === undefined && anyOf === undefined && oneOf === undefined;
}

const NONE: readonly unknown[] = [];

function listAt(schema: Schema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : NONE;
}

/** Branches without alternative: the only one, or the only one besides `null`. */
function onlyBranches(schema: Schema): readonly Branch[] {
  return branchesOf(schema, (keyword, branches): readonly Branch[] => {
    const [index, ...more] = branches.flatMap((branch, at) => (isNull(branch) ? [] : [at]));
    return index === undefined || more.length > 0 ? [] : [{ keyword, index, orNull: branches.length > 1 }];
  });
}

/** All schemas that apply to a value which satisfies one branch of each keyword, in document order. */
export function chosenParts(schemas: Schemas, schema: Schema, number: number): readonly Part[] {
  if (isAlone(schema)) return [{ schema, pointer: '', distance: 0, orNull: false }];
  const walks = chosenWalksIn(schemas);
  const ofNumber = walks.get(number) ?? new Map<object, readonly Part[]>();
  walks.set(number, ofNumber);
  const parts = ofNumber.get(schema) ?? walk({ schema, pointer: '' }, stepsIn(schemas, chosenBranches(number)));
  ofNumber.set(schema, parts);
  return parts;
}

/** The walks so far, by the number of the branch: a schema is sampled once for each depth, and for each schema around it. */
const chosenWalksIn = once((_of: Schemas) => new Map<number, Map<object, readonly Part[]>>());

/** One branch of each keyword, by index modulo their number: a value that satisfies it needs no other. */
function chosenBranches(number: number): (schema: Schema) => readonly Branch[] {
  return (schema) =>
    branchesOf(schema, (keyword, { length }) =>
      length === 0 ? [] : [{ keyword, index: number % length, orNull: false }],
    );
}

function branchesOf(
  schema: Schema,
  choose: (keyword: Branch['keyword'], branches: readonly unknown[]) => readonly Branch[],
): readonly Branch[] {
  if (schema['anyOf'] === undefined && schema['oneOf'] === undefined) return NO_BRANCHES;
  return BRANCHING.flatMap((keyword) => choose(keyword, listAt(schema, keyword)));
}

const NO_BRANCHES: readonly Branch[] = [];

const BRANCHING = ['oneOf', 'anyOf'] as const;

function isNull(branch: unknown): boolean {
  if (!isRecord(branch)) return false;
  const { type, const: constant, enum: values } = branch;
  const isOne = (list: unknown, value: unknown) => Array.isArray(list) && list.length === 1 && list[0] === value;
  return type === 'null' || constant === null || isOne(type, 'null') || isOne(values, null);
}

/** How to walk the schemas of a document. */
export function stepsIn(
  { definitions, dialect }: Schemas,
  branches: (schema: Schema) => readonly Branch[],
): Steps<SchemaNode> {
  return {
    dialect,
    branches,
    follow: (reference) => ({ schema: definitions.get(reference), pointer: pointerOf(reference) }),
    inside: ({ pointer }, schema, keyword, index) => ({ schema, pointer: `${pointer}/${keyword}/${index}` }),
  };
}

function pointerOf(reference: string): string {
  return reference.includes('%') ? toPointer(fromPointer(reference)) : reference.slice(1);
}

/** All schemas that certainly apply to a value, nearest first: a schema comes before the target of its `$ref`. */
export function partsOf(schemas: Schemas, node: SchemaNode): readonly Part[] {
  const { schema, pointer } = node;
  if (!isRecord(schema)) return [];
  if (isAlone(schema)) return [{ schema, pointer, distance: 0, orNull: false }];
  const walked = walkedIn(schemas);
  const known = walked.get(schema);
  // In a document that a module builds, one object may occur in several places.
  if (known?.pointer === pointer) return known.parts;
  const parts = walk(node, stepsIn(schemas, onlyBranches)).sort((a, b) => a.distance - b.distance);
  walked.set(schema, { pointer, parts });
  return parts;
}

/** The walks so far: the same schemas are read many times. */
const walkedIn = once<Schemas, WeakMap<object, Walked>>(() => new WeakMap());

interface Walked {
  readonly pointer: string;
  readonly parts: readonly Part[];
}

/** The value of a keyword, from the nearest part that has it. */
export function keywordOf(schemas: Schemas, node: SchemaNode, keyword: string): unknown {
  return partsOf(schemas, node).find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword];
}

/** A string keyword, such as `description`; empty if missing. */
export function textOf(schemas: Schemas, node: SchemaNode, keyword: string): string {
  const value = keywordOf(schemas, node, keyword);
  return typeof value === 'string' ? value : '';
}

/** Sample values in a schema: `example`, `examples`, `default`, and the values of `enum`. */
export function exampleValues(schemas: Schemas, node: SchemaNode): readonly unknown[] {
  return ['example', 'examples', 'default', 'enum'].flatMap((keyword) => [keywordOf(schemas, node, keyword)].flat());
}

/** Whether a schema has a sample value. */
export function hasExample(schemas: Schemas, node: SchemaNode): boolean {
  return exampleValues(schemas, node).some((value) => value !== undefined);
}

/**
 * Whether a value is `readOnly` or `writeOnly`, by any part of its schema.
 * https://spec.openapis.org/oas/v3.1.1.html#schema-object
 */
export function isOneWay(schemas: Schemas, node: SchemaNode, way: 'readOnly' | 'writeOnly'): boolean {
  return partsOf(schemas, node).some(({ schema }) => schema[way] === true);
}
