/**
 * Looking into schemas without a word about what is wrong with them: what cannot be seen is not there.
 *
 * A schema is seen with all that certainly holds beside it: what its `$ref` leads to and the parts of its `allOf`. What stands in
 * `anyOf` or `oneOf` may hold or not, so it is not looked at.
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
  }
  return [...parts.values()];
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
  for (const { value } of partsOf(root, schema)) {
    if (!isRecord(value)) continue;
    for (const type of [value['type']].flat()) if (typeof type === 'string') types.add(type);
    if (value['type'] !== undefined && value['nullable'] === true) types.add('null');
  }
  if (types.size > 0) return types;
  if (keywordAt(root, schema, 'properties')) return new Set(['object']);
  if (keywordAt(root, schema, 'items')) return new Set(['array']);
  return new Set((enumOf(root, schema) ?? []).map((value) => (value === null ? 'null' : typeof value)));
}

/** The one type that a value has, if it is one that fits a URL: never `null`, never of two kinds. */
export function scalarType(root: unknown, schema: Node): 'string' | 'integer' | 'number' | 'boolean' | undefined {
  const [type, ...more] = typesOf(root, schema);
  if (more.length > 0) return undefined;
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined;
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
