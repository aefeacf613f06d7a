/** Members that are required without end: a tree whose every node requires its parent. No value is that deep. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { toList } from '../core/words.ts';
import { type Contradiction, inKeywords } from './contradiction.ts';
import type { Part, Schema, Schemas } from './node.ts';
import { targetOf } from './same-meaning.ts';
import { partsOf } from './walk.ts';

/** A member that a schema requires, and its own schema. */
interface Step {
  readonly owner: Schema;
  readonly name: string;
  readonly member: Schema;
}

/**
 * The members that a schema requires, and that need another one of themselves, directly or through others. Where the last of them ends, a
 * server leaves it out, or sends null.
 */
export function endlessMembers(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const endless = searchIn(schemas)(schema);
  if (!endless) return [];
  const listed: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const left = listed.filter((name) => typeof name !== 'string' || !endless.has(name));
  const own = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  const properties = Object.fromEntries(
    own.map(([name, member]) => [name, endless.has(name) ? { anyOf: [member, { enum: [null] }] } : member]),
  );
  const names = toList([...endless].map((name) => `"${name}"`));
  const message = `it requires ${names}, which requires the like without end: a value without it, or with null, is accepted`;
  return inKeywords(schema, 'required', message, { required: left, ...(own.length > 0 && { properties }) });
}

/**
 * A search in depth, which visits each schema once. The steps that lead back to a schema that is being visited are those without which
 * nothing is endless.
 */
const searchIn = once((schemas: Schemas) => {
  const states = new Map<Schema, 'visited' | 'left'>();
  const found = new Map<Schema, Set<string>>();
  return (start: Schema): ReadonlySet<string> | undefined => {
    const path = states.has(start) ? [] : [enter(start)];
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const step = last.steps.pop();
      if (!step) {
        states.set(last.schema, 'left');
        path.pop();
      } else if (!states.has(step.member)) {
        path.push(enter(step.member));
      } else if (states.get(step.member) === 'visited') {
        found.set(step.owner, (found.get(step.owner) ?? new Set<string>()).add(step.name));
      }
    }
    return found.get(start);
  };

  function enter(schema: Schema): { readonly schema: Schema; readonly steps: Step[] } {
    states.set(schema, 'visited');
    return { schema, steps: stepsFrom(schema, schemas).reverse() };
  }
});

/** The required members of a schema of objects. Of another type, a value needs none of them. */
function stepsFrom(schema: Schema, schemas: Schemas): Step[] {
  const parts = partsOf(schemas, { schema, pointer: '' });
  if (!parts.some((part) => isOfObjects(part, schemas))) return [];
  return parts.flatMap(({ schema: owner }) => {
    const { required } = owner;
    if (!Array.isArray(required)) return [];
    const names = required.filter((name): name is string => typeof name === 'string');
    return names.flatMap((name) => membersIn(parts, name, schemas).map((member) => ({ owner, name, member })));
  });
}

function isOfObjects({ schema: { type, nullable }, orNull }: Part, { dialect }: Schemas): boolean {
  if (orNull || (nullable === true && dialect === 'openapi-3.0')) return false;
  return type === 'object' || (Array.isArray(type) && type.length === 1 && type[0] === 'object');
}

function membersIn(parts: readonly Part[], name: string, schemas: Schemas): readonly Schema[] {
  return parts.flatMap(({ schema: { properties } }) => {
    const member = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const target = targetOf(member, schemas, true);
    return isRecord(target) ? [target] : [];
  });
}
