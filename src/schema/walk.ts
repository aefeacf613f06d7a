/**
 * The one walk through what a schema says of a value: the schema itself, what its `$ref` leads to, and the parts of its `allOf`.
 *
 * What stands in `anyOf` or `oneOf` may hold or not, so it is not looked at, unless only one branch is left beside `null`. `if`,
 * `not` and `dependentSchemas` depend on the value, and are never looked at. What cannot be found is not there: what is wrong
 * with a description is for its readers to report.
 *
 * Every schema is visited once, so one that holds itself ends, and the work is linear in the schemas that are met.
 */
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Dialect, SchemaNode, Schemas } from './node.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** A schema among those that hold of the same value. `Place`: how whoever walks keeps the place of a schema. */
export type Part<Place extends { readonly schema: unknown } = SchemaNode> = Place & {
  readonly schema: Schema;
  /** The number of steps from the schema that was asked about. */
  readonly distance: number;
  /** Whether it holds only of values other than `null`. */
  readonly orNull: boolean;
};

/** Branches of a schema that are taken to hold. */
interface Branch {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly index: number;
  readonly orNull: boolean;
}

/** How a walk gets from a schema to the next. */
export interface Steps<Place> {
  readonly dialect: Dialect;
  readonly follow: (reference: string, from: Place) => Place | undefined;
  /** A schema that stands inside another one. */
  readonly inside: (from: Place, schema: unknown, ...path: readonly string[]) => Place;
  readonly branches: (schema: Schema) => readonly Branch[];
}

/** All that holds of the value of a schema, in the order in which it is written. */
export function walk<Place extends { readonly schema: unknown }>(start: Place, steps: Steps<Place>): Part<Place>[] {
  const parts = new Map<unknown, Part<Place>>();
  const met = new Set<unknown>();
  const waiting = [{ place: start, distance: 0, orNull: false }];
  // What holds only beside `null` comes last: by another way it may hold of every value.
  const later: typeof waiting = [];
  for (let next = waiting.pop() ?? later.shift(); next; next = waiting.pop() ?? later.shift()) {
    const { place, orNull } = next;
    const { schema } = place;
    if (!isRecord(schema) || met.has(schema)) continue;
    met.add(schema);
    const distance = next.distance + 1;
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? steps.follow(reference, place) : undefined;
    const isBare = typeof reference === 'string' && steps.dialect === 'openapi-3.0';
    if (!isBare) parts.set(schema, { ...place, schema, distance: next.distance, orNull });
    const inside = isBare ? [] : insideOf(place, schema, steps);
    const found = [...(target ? [{ place: target, orNull: false }] : []), ...inside];
    for (const one of found.toReversed()) {
      if (one.orNull) later.unshift({ ...one, distance });
      else waiting.push({ place: one.place, distance, orNull });
    }
  }
  return [...parts.values()];
}

function insideOf<Place>(place: Place, schema: Schema, steps: Steps<Place>) {
  const all = listAt(schema, 'allOf').map((part, index) => ({
    place: steps.inside(place, part, 'allOf', String(index)),
    orNull: false,
  }));
  const taken = steps.branches(schema).map(({ keyword, index, orNull }) => ({
    place: steps.inside(place, listAt(schema, keyword)[index], keyword, String(index)),
    orNull,
  }));
  return [...all, ...taken];
}

function listAt(schema: Schema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

/** Alternatives that are none: one branch, or one beside `null`. */
function onlyBranches(schema: Schema): readonly Branch[] {
  return BRANCHING.flatMap((keyword): readonly Branch[] => {
    const branches = listAt(schema, keyword);
    const [index, ...more] = branches.flatMap((branch, at) => (isNull(branch) ? [] : [at]));
    return index === undefined || more.length > 0 ? [] : [{ keyword, index, orNull: branches.length > 1 }];
  });
}

/** One branch of each keyword, counted round: a value that satisfies that one needs no other. */
export function chosenBranches(number: number): (schema: Schema) => readonly Branch[] {
  return (schema) =>
    BRANCHING.flatMap((keyword): readonly Branch[] => {
      const { length } = listAt(schema, keyword);
      return length === 0 ? [] : [{ keyword, index: number % length, orNull: false }];
    });
}

const BRANCHING = ['oneOf', 'anyOf'] as const;

function isNull(branch: unknown): boolean {
  if (!isRecord(branch)) return false;
  const { type, const: constant, enum: values } = branch;
  const isOnly = (list: unknown) =>
    Array.isArray(list) && list.length === 1 && (list[0] === null || list[0] === 'null');
  return type === 'null' || constant === null || isOnly(type) || isOnly(values);
}

/** The steps by which the schemas of a document are walked. */
export function stepsIn(
  { definitions, dialect }: Schemas,
  branches: (schema: Schema) => readonly Branch[],
): Steps<SchemaNode> {
  return {
    dialect,
    branches,
    follow: (reference) => ({ schema: definitions.get(reference), pointer: toPointer(fromPointer(reference)) }),
    inside: ({ pointer }, schema, ...path) => ({ schema, pointer: `${pointer}${toPointer(path)}` }),
  };
}

/** All that certainly holds of the value of a schema, the nearest first: what stands there goes before what it refers to. */
export function partsOf(schemas: Schemas, node: SchemaNode): readonly Part[] {
  return walk(node, stepsIn(schemas, onlyBranches)).toSorted((a, b) => a.distance - b.distance);
}

/** A keyword of a schema, where it stands nearest. */
export function keywordOf(schemas: Schemas, node: SchemaNode, keyword: string): unknown {
  return partsOf(schemas, node).find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword];
}

/** A text beside a schema, such as its `description`; empty where there is none. */
export function textOf(schemas: Schemas, node: SchemaNode, keyword: string): string {
  const value = keywordOf(schemas, node, keyword);
  return typeof value === 'string' ? value : '';
}

/** What a schema shows of its values: `example`, `examples`, `default`, the values of its `enum`. */
export function shownValues(schemas: Schemas, node: SchemaNode): readonly unknown[] {
  return ['example', 'examples', 'default', 'enum'].flatMap((keyword) => [keywordOf(schemas, node, keyword)].flat());
}

/** Whether a value goes one way only, by its schema or any part of it. https://spec.openapis.org/oas/v3.1.1.html#schema-object */
export function isOneWay(schemas: Schemas, node: SchemaNode, way: 'readOnly' | 'writeOnly'): boolean {
  return partsOf(schemas, node).some(({ schema }) => schema[way] === true);
}
