/** What a schema says of the parts of a value: the members of an object, the elements of an array. */
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { Part, SchemaNode, Schemas } from './node.ts';
import { typesOf } from './types-of.ts';
import { keywordOf, partsOf } from './walk.ts';

export interface Member {
  readonly name: string;
  readonly schema: SchemaNode;
  readonly required: boolean;
}

/** The members of an object, wherever they are described; each with all that is said of it. */
export function membersOf(schemas: Schemas, node: SchemaNode): readonly Member[] {
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
    for (const [name, member] of Object.entries(schema['properties'])) {
      const node = { schema: member, pointer: `${pointer}/properties${toPointer([name])}` };
      const known = found.get(name);
      if (known) known.push(node);
      else found.set(name, [node]);
    }
  }
  return found;
}

/** One schema that asks for all that several do. Its place is that of the first. */
function allOf([first, ...others]: Nodes): SchemaNode {
  if (others.length === 0) return first;
  return { schema: { allOf: [first, ...others].map(({ schema }) => schema) }, pointer: first.pointer };
}

/** The members that every object of a schema has. */
export function requiredMembers(schemas: Schemas, node: SchemaNode): readonly string[] {
  return [...new Set(requiredIn(partsOf(schemas, node)))];
}

export function requiredIn(parts: readonly Part[]): readonly string[] {
  const names = parts.flatMap(({ schema }): unknown[] => (Array.isArray(schema['required']) ? schema['required'] : []));
  return names.filter((name) => typeof name === 'string');
}

/** Whether nobody wrote which members of an object are required: then it says nothing that one of them is not. */
export function isWithoutRequired(schemas: Schemas, node: SchemaNode): boolean {
  return keywordOf(schemas, node, 'required') === undefined;
}

/** What the elements of an array are, by all `items` that a schema has; `prefixItems` are not among them. */
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

/** What the elements of an array are, where all of them are objects. */
export function objectElements(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  if ([...typesOf(schemas, node)].join() !== 'array') return undefined;
  const elements = itemsOf(schemas, node);
  return elements && [...typesOf(schemas, elements)].join() === 'object' ? elements : undefined;
}

/** A list of values is judged by one of them. */
export function oneValueOf(schemas: Schemas, node: SchemaNode): SchemaNode {
  return itemsOf(schemas, node) ?? node;
}

/** A member, wherever it stands in an object. Required: all the way, and nothing on the way may be `null`. */
export interface PlacedMember extends Member {
  readonly path: readonly string[];
}

/** The member that a path of names leads to. `isNamed`: whether a member may be meant, if none has the very name. */
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
