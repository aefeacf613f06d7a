/** The parts of a value by its schema: members of an object, elements of an array. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { toPointer } from '../core/pointer.ts';
import type { Part, SchemaNode, Schemas } from './node.ts';
import { enumOf, typesOf } from './types-of.ts';
import { keywordOf, partsOf } from './walk.ts';

export interface Member {
  readonly name: string;
  readonly schema: SchemaNode;
  readonly required: boolean;
}

/** The members of an object from all parts of its schema, each with all its schemas. */
export function membersOf(schemas: Schemas, node: SchemaNode): readonly Member[] {
  const { schema, pointer } = node;
  if (!isRecord(schema)) return [];
  const known = knownMembers(schemas);
  const before = known.get(schema);
  // Equal schemas may be one object, in several places.
  if (before?.pointer === pointer) return before.members;
  const members = readMembers(schemas, node);
  known.set(schema, { pointer, members });
  return members;
}

/** The members so far: the same schemas are asked many times. */
const knownMembers = once(
  (_of: Schemas) => new WeakMap<object, { readonly pointer: string; readonly members: readonly Member[] }>(),
);

function readMembers(schemas: Schemas, node: SchemaNode): readonly Member[] {
  const parts = partsOf(schemas, node);
  const required = new Set(requiredIn(parts));
  return [...propertiesIn(parts)].map(([name, nodes]) => ({
    name,
    schema: allOf(nodes),
    required: required.has(name),
  }));
}

type Nodes = readonly [SchemaNode, ...SchemaNode[]];

/** The schemas of each member, in the order of the parts. */
export function propertiesIn(parts: readonly Part[]): ReadonlyMap<string, Nodes> {
  const found = new Map<string, [SchemaNode, ...SchemaNode[]]>();
  for (const { schema, pointer } of parts) {
    if (!isRecord(schema['properties'])) continue;
    const members = schema['properties'];
    for (const name of Object.keys(members)) {
      const node = { schema: members[name], pointer: `${pointer}/properties${toPointer([name])}` };
      const known = found.get(name);
      if (known) known.push(node);
      else found.set(name, [node]);
    }
  }
  return found;
}

/** One schema that combines several with `allOf`, located at the first. */
function allOf([first, ...others]: Nodes): SchemaNode {
  if (others.length === 0) return first;
  return { schema: { allOf: [first, ...others].map(({ schema }) => schema) }, pointer: first.pointer };
}

/** The members that a schema requires. */
export function requiredMembers(schemas: Schemas, node: SchemaNode): readonly string[] {
  return [...new Set(requiredIn(partsOf(schemas, node)))];
}

export function requiredIn(parts: readonly Part[]): readonly string[] {
  const names = parts.flatMap(({ schema }): unknown[] => (Array.isArray(schema['required']) ? schema['required'] : []));
  return names.filter((name) => typeof name === 'string');
}

/**
 * Whether no part of a schema has `required`. The author may have forgotten it, so it does not follow that all members are
 * optional.
 */
export function isWithoutRequired(schemas: Schemas, node: SchemaNode): boolean {
  return keywordOf(schemas, node, 'required') === undefined;
}

/** The schema of an array's elements, from all its `items`. `prefixItems` are not included. */
export function itemsOf(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  const nodes = itemsIn(partsOf(schemas, node));
  return nodes && allOf(nodes);
}

function itemsIn(parts: readonly Part[]): Nodes | undefined {
  const [first, ...others] = parts.flatMap(({ schema, pointer }): SchemaNode[] =>
    schema['items'] === undefined ? [] : [{ schema: schema['items'], pointer: `${pointer}/items` }],
  );
  return first && [first, ...others];
}

/** The schema of the elements of what is an array only. */
export function elementsOf(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  return [...typesOf(schemas, node)].join() === 'array' ? itemsOf(schemas, node) : undefined;
}

/** The schema of an array's elements, if all of them are objects. */
export function objectElements(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  const elements = elementsOf(schemas, node);
  return elements && [...typesOf(schemas, elements)].join() === 'object' ? elements : undefined;
}

/** For an array, the schema of one element; else the schema itself. */
export function oneValueOf(schemas: Schemas, node: SchemaNode): SchemaNode {
  return itemsOf(schemas, node) ?? node;
}

/**
 * Whether no value that satisfies a schema has a part at a path. Only types and closed objects count, so `false` is no promise.
 */
export function isImpossible(schemas: Schemas, node: SchemaNode, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return false;
  const types = typesOf(schemas, node);
  if (types.size === 0) return false;
  const items = types.has('array') && /^(0|[1-9]\d*)$/.test(name) ? itemsOf(schemas, node) : undefined;
  const member = types.has('object') ? membersOf(schemas, node).find((one) => one.name === name) : undefined;
  const found = items ?? member?.schema;
  if (found) return isImpossible(schemas, found, rest);
  if (types.has('array') && /^(0|[1-9]\d*)$/.test(name)) return false;
  const [closed, patterns] = ['additionalProperties', 'patternProperties'].map((one) => keywordOf(schemas, node, one));
  return !types.has('object') || (closed === false && patterns === undefined);
}

/**
 * Whether every value that satisfies a schema has a part at a path, and it is not `null`. Only what certainly applies counts, so `false`
 * says nothing.
 */
export function isPromised(schemas: Schemas, node: SchemaNode, [name, ...rest]: readonly string[]): boolean {
  const types = typesOf(schemas, node);
  if (name === undefined) return !types.has('null');
  if (types.size !== 1) return false;
  if (types.has('array')) {
    const [least, items] = [keywordOf(schemas, node, 'minItems'), itemsOf(schemas, node)];
    return items !== undefined && typeof least === 'number' && Number(name) < least && isPromised(schemas, items, rest);
  }
  const member = types.has('object') ? membersOf(schemas, node).find((one) => one.name === name) : undefined;
  return member?.required === true && isPromised(schemas, member.schema, rest);
}

/** The schema of the part at a path of names and indices; `undefined` if nothing is said of it. */
function partAt(schemas: Schemas, node: SchemaNode, [name, ...rest]: readonly string[]): SchemaNode | undefined {
  if (name === undefined) return node;
  const member = membersOf(schemas, node).find((one) => one.name === name)?.schema;
  const found = member ?? (/^(0|[1-9]\d*)$/.test(name) ? itemsOf(schemas, node) : undefined);
  return found && partAt(schemas, found, rest);
}

/** Whether the part at a path is an array or an object, or null, and never anything else. */
export function isNestedAt(schemas: Schemas, node: SchemaNode, path: readonly string[]): boolean {
  const part = partAt(schemas, node, path);
  const types = part ? typesOf(schemas, part) : new Set<string>();
  const isNested = types.has('array') || types.has('object');
  return isNested && [...types].every((type) => ['array', 'object', 'null'].includes(type));
}

/** Whether the part at a path is never an empty text, an array or an object. */
export function isPlainAt(schemas: Schemas, node: SchemaNode, path: readonly string[]): boolean {
  const part = partAt(schemas, node, path);
  const types = part ? typesOf(schemas, part) : new Set<string>();
  if (!part || types.size === 0 || types.has('array') || types.has('object')) return false;
  const least = keywordOf(schemas, part, 'minLength');
  const isLong = typeof least === 'number' && least > 0;
  return !types.has('string') || isLong || enumOf(schemas, part)?.every((value) => value !== '') === true;
}

/** A nested member. It is required if all members on its path are, and none of them can be `null`. */
export interface PlacedMember extends Member {
  readonly path: readonly string[];
}

/** The member at a path of names. `isNamed` decides which member matches if none has the exact name. */
export function memberAt(
  schemas: Schemas,
  node: SchemaNode,
  names: readonly string[],
  isNamed: (member: string, requested: string) => boolean = (member, requested) => member === requested,
): PlacedMember | undefined {
  let found: PlacedMember | undefined;
  for (const name of names) {
    const members = membersOf(schemas, found?.schema ?? node);
    const next = members.find((member) => member.name === name) ?? members.find((member) => isNamed(member.name, name));
    if (!next) return undefined;
    const isThere: boolean = !found || (found.required && !typesOf(schemas, found.schema).has('null'));
    found = { ...next, required: next.required && isThere, path: [...(found?.path ?? []), next.name] };
  }
  return found;
}
