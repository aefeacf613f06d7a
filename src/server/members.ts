/** Changes to bodies. Each makes a new value. */
import { isRecord, toPlainText } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { isRequiredMember, memberNode } from './schema-members.ts';
import type { Accepts } from './validators.ts';

/** The schema of a body, which decides how its members are written. */
export interface BodySchema {
  readonly node: SchemaNode | undefined;
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

/** The root with another value at a path. Missing objects on the way are created. */
export function withMember(root: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const members = isRecord(root) ? root : {};
  const inner = Object.hasOwn(members, name) ? members[name] : undefined;
  return Object.fromEntries([...Object.entries(members), [name, withMember(inner, rest, value)]]);
}

function withoutMember(root: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isRecord(root) || !Object.hasOwn(root, name)) return root;
  if (rest.length > 0) return withMember(root, [name], withoutMember(root[name], rest));
  return Object.fromEntries(Object.entries(root).filter(([other]) => other !== name));
}

/** The root with the first of several values that the schema of the member accepts. */
export function withFitting(
  root: unknown,
  pointer: string,
  values: readonly unknown[],
  { node, model, accepts }: BodySchema,
): unknown {
  const member = node && memberNode(node, pointer, model);
  const spellings = [...values, ...values.map(toPlainText)];
  const value = spellings.find((candidate) => !member || accepts(member, candidate)) ?? values[0];
  return withMember(root, fromPointer(pointer), value);
}

/**
 * The root without a value at a path: null where that is allowed, else without the member where it is not required (and without
 * its parent, if it has no other member), else an empty text.
 */
export function withNothing(root: unknown, pointer: string, schema: BodySchema): unknown {
  const { node, model, accepts } = schema;
  const path = fromPointer(pointer);
  const member = node && memberNode(node, pointer, model);
  if (member && accepts(member, null) && holds(root, path.slice(0, -1))) return withMember(root, path, null);
  const isRequired = (of: readonly string[]) => node !== undefined && isRequiredMember(node.schema, of, model);
  const around = path.slice(0, -1);
  const parent = valueAt(root, around);
  const alone = around.length > 0 && isRecord(parent) && Object.keys(parent).every((name) => name === path.at(-1));
  if (alone && member) {
    const outer = memberNode(node, toPointer(around), model);
    const canGo = !isRequired(around) || (outer !== undefined && accepts(outer, null));
    if (canGo && (isRequired(path) || !isRequired(around))) return withNothing(root, toPointer(around), schema);
  }
  return isRequired(path) ? withMember(root, path, '') : withoutMember(root, path);
}

function holds(root: unknown, path: readonly string[]): boolean {
  return isRecord(valueAt(root, path));
}
