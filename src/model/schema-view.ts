/**
 * Looking into schemas without a word about what is wrong with them: what cannot be seen is not there.
 *
 * A schema is seen with all that certainly holds beside it: what its `$ref` leads to and the parts of its `allOf`. What stands in
 * `anyOf` or `oneOf` may hold or not, so it is not looked at, unless all that stands beside it there is `null`.
 */
import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Node } from './reading.ts';
import type { SchemaNode } from './types.ts';

export interface Member {
  readonly name: string;
  readonly schema: Node;
  readonly required: boolean;
}

export function toNode({ schema, pointer }: SchemaNode): Node {
  return { value: schema, path: fromPointer(pointer) };
}

/** The schema and everything that holds beside it, each once, so that one that contains itself ends. */
export function partsOf(root: unknown, schema: Node): readonly Node[] {
  const parts = new Map<unknown, Node>();
  const waiting: Node[] = [schema];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { value, path } = next;
    if (!isRecord(value) || parts.has(value)) continue;
    parts.set(value, next);
    const target = value['$ref'];
    if (typeof target === 'string' && target.startsWith('#')) {
      waiting.push({ value: valueAt(root, fromPointer(target)), path: fromPointer(target) });
    }
    if (Array.isArray(value['allOf'])) {
      waiting.push(
        ...value['allOf'].map((part: unknown, index) => ({ value: part, path: [...path, 'allOf', String(index)] })),
      );
    }
    const { only } = orNull({ value, path });
    if (only) waiting.push(only);
  }
  return [...parts.values()];
}

/** `anyOf: [{…}, { type: null }]`: the one schema that holds wherever the value is not `null`. */
function orNull({ value, path }: Node): { readonly only?: Node } {
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = isRecord(value) ? value[keyword] : undefined;
    if (!Array.isArray(branches)) continue;
    const isNull = (branch: unknown) => isRecord(branch) && branch['type'] === 'null';
    const index = branches.findIndex((branch) => !isNull(branch));
    const isOnly = index >= 0 && branches.length > 1 && branches.every((branch, at) => at === index || isNull(branch));
    if (isOnly) return { only: { value: branches[index], path: [...path, keyword, String(index)] } };
  }
  return {};
}

/** A keyword of a schema, where it stands first. */
export function keywordAt(root: unknown, schema: Node, keyword: string): Node | undefined {
  for (const { value, path } of partsOf(root, schema)) {
    if (isRecord(value) && value[keyword] !== undefined) return { value: value[keyword], path: [...path, keyword] };
  }
  return undefined;
}

/** The types that a value may have; none where the schema does not say. */
export function typesOf(root: unknown, schema: Node): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { value, path } of partsOf(root, schema)) {
    if (!isRecord(value)) continue;
    for (const type of [value['type']].flat()) if (typeof type === 'string') types.add(type);
    if (value['type'] !== undefined && value['nullable'] === true) types.add('null');
    if (orNull({ value, path }).only) types.add('null');
  }
  if (types.size > 0) return types;
  if (keywordAt(root, schema, 'properties')) return new Set(['object']);
  if (keywordAt(root, schema, 'items')) return new Set(['array']);
  return new Set((enumOf(root, schema) ?? []).map((value) => (value === null ? 'null' : typeof value)));
}

export type Scalar = 'string' | 'integer' | 'number' | 'boolean';

/** The one type that a value has, if it is one that fits a URL: never `null`, never of two kinds. */
export function scalarType(root: unknown, schema: Node): Scalar | undefined {
  return typesOf(root, schema).has('null') ? undefined : scalarOrNull(root, schema);
}

/** The same, where the value may be `null` besides: a parameter is never spelled so, and a member may be empty. */
export function scalarOrNull(root: unknown, schema: Node): Scalar | undefined {
  const [type, ...more] = [...typesOf(root, schema)].filter((name) => name !== 'null');
  if (more.length > 0) return undefined;
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined;
}

/** A text beside a schema, such as its `description`; empty where there is none. */
export function textOf(root: unknown, schema: Node, keyword: string): string {
  const value = keywordAt(root, schema, keyword)?.value;
  return typeof value === 'string' ? value : '';
}

/** What a schema shows of its values: `example`, `examples`, `default`, the values of its `enum`. */
export function shownValues(root: unknown, schema: Node): readonly unknown[] {
  return ['example', 'examples', 'default', 'enum'].flatMap((keyword) =>
    [keywordAt(root, schema, keyword)?.value].flat(),
  );
}

export function enumOf(root: unknown, schema: Node): readonly unknown[] | undefined {
  const values = keywordAt(root, schema, 'enum')?.value;
  return Array.isArray(values) ? values : undefined;
}

/** The members of an object, wherever they are described. */
export function membersOf(root: unknown, schema: Node): readonly Member[] {
  const parts = partsOf(root, schema);
  const required = new Set(parts.flatMap(({ value }) => (isRecord(value) ? [value['required']] : [])).flat());
  const members = new Map<string, Member>();
  for (const { value, path } of parts) {
    if (!isRecord(value) || !isRecord(value['properties'])) continue;
    for (const [name, member] of Object.entries(value['properties'])) {
      if (members.has(name)) continue;
      const node = { value: member, path: [...path, 'properties', name] };
      members.set(name, { name, schema: node, required: required.has(name) });
    }
  }
  return [...members.values()];
}

/** What the elements of an array are, where all of them are objects. */
export function objectElements(root: unknown, schema: Node): Node | undefined {
  if ([...typesOf(root, schema)].join() !== 'array') return undefined;
  const elements = keywordAt(root, schema, 'items');
  return elements && [...typesOf(root, elements)].join() === 'object' ? elements : undefined;
}

/** A member, wherever it stands in an object. Required: all the way, and nothing on the way may be `null`. */
export interface PlacedMember extends Member {
  readonly path: readonly string[];
}

/** The member that a path of names leads to. `isNamed`: whether a member may be meant, if none has the very name. */
export function memberAt(
  root: unknown,
  schema: Node,
  names: readonly string[],
  isNamed: (member: string, asked: string) => boolean = (member, asked) => member === asked,
): PlacedMember | undefined {
  let found: PlacedMember | undefined;
  for (const name of names) {
    const members = membersOf(root, found?.schema ?? schema);
    const next = members.find((member) => member.name === name) ?? members.find((member) => isNamed(member.name, name));
    if (!next) return undefined;
    const isThere: boolean = !found || (found.required && !typesOf(root, found.schema).has('null'));
    found = { ...next, required: next.required && isThere, path: [...(found?.path ?? []), next.name] };
  }
  return found;
}

/** Whether nobody wrote which members of an object are required: then it says nothing that one of them is not. */
export function isWithoutRequired(root: unknown, schema: Node): boolean {
  return keywordAt(root, schema, 'required') === undefined;
}
