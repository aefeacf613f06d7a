/** Contradictions between the parts of a schema that describe the same member: what one accepts, the other refuses. */
import { isRecord } from '../core/json.ts';
import { withChanges } from './changed-parts.ts';
import { ANY, changedIn, partsIn, shared, typesOf } from './contradicting-parts.ts';
import { type Contradiction, inKeywords } from './contradiction.ts';
import type { Schema, Schemas } from './node.ts';
import { partsOf } from './walk.ts';

/** What a part says of a member, or of the elements of one. */
interface Said {
  readonly part: Schema;
  /** At this depth of arrays in each other. */
  readonly schema: Schema;
}

/**
 * A member that has one type in one part and another type in another, so that it can never be there, or only as an empty array. Generic
 * classes are described so: a page whose elements have any type, and beside it the type that they have here.
 */
export function membersApart(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const parts = partsIn(schema, schemas).map((part) => part.schema);
  const names = parts.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
  const changes = new Map<unknown, Schema>();
  const messages = twice.flatMap((name) => {
    const apart = apartAt(name, parts, schemas);
    if (!apart) return [];
    const { depth, said } = apart;
    for (const [part, instead] of insteadOf(said)) {
      const before = { ...(part['properties'] as object), ...(changes.get(part)?.['properties'] as object) };
      const member = replacedAt(before[name as never] as Schema, depth, instead);
      changes.set(part, { properties: { ...before, [name]: member } });
    }
    const what = depth === 0 ? `value of "${name}"` : `element of "${name}"`;
    return [`no ${what} has the types that its parts describe: ${becomes(said)}`];
  });
  if (messages.length === 0) return [];
  // What a discriminator finds by its references has no copy.
  const { schema: copy, changed } = withChanges(schema, changes, schemas, schema['discriminator'] === undefined);
  if (changed.size < changes.size) return [];
  const keyword = Array.isArray(schema['allOf']) ? 'allOf' : '$ref';
  return inKeywords(schema, keyword, messages.join('; '), changedIn(schema, copy as Schema));
}

/** Where the parts have no type in common: at the member, or in the arrays that it is. */
function apartAt(name: string, parts: readonly Schema[], schemas: Schemas) {
  let said: readonly Said[] = parts.flatMap((part) => toSaid(part, (part['properties'] as Schema | undefined)?.[name]));
  for (let depth = 0; said.length > 1; depth += 1) {
    const types = said.map(({ schema }) => commonTypes(schema, schemas));
    const common = types.reduce(shared, ANY);
    if (common.length === 0) return types.some((own) => own.length === 0) ? undefined : { depth, said };
    if (common.join() !== 'array') return undefined;
    said = said.flatMap(({ part, schema }) => toSaid(part, schema['items']));
  }
  return undefined;
}

function toSaid(part: Schema, schema: unknown): readonly Said[] {
  return isRecord(schema) ? [{ part, schema }] : [];
}

function commonTypes(schema: Schema, schemas: Schemas): readonly string[] {
  const own = partsOf(schemas, { schema, pointer: '' }).map((part) => typesOf(part.schema));
  return own.filter((types) => types.length > 0).reduce(shared, ANY);
}

/** By part, what is read: not what says no more than a type, beside what does; or else one of them is enough. */
function insteadOf(said: readonly Said[]): readonly (readonly [Schema, Schema])[] {
  const bare = said.filter(({ schema }) => isBare(schema));
  if (bare.length > 0 && bare.length < said.length) return bare.map(({ part }) => [part, {}]);
  return said.map(({ part }, index) => [part, index === 0 ? { anyOf: said.map(({ schema }) => schema) } : {}]);
}

function becomes(said: readonly Said[]): string {
  const bare = said.filter(({ schema }) => isBare(schema)).length;
  return bare > 0 && bare < said.length ? 'what says no more than a type is not asserted' : 'one is enough';
}

/** Whether a schema says nothing but a type. */
function isBare(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => BARE.has(keyword) || keyword.startsWith('x-'));
}

const BARE: ReadonlySet<string> = new Set(['type', 'nullable', 'title', 'description', 'default', 'example']);

function replacedAt(schema: Schema, depth: number, instead: Schema): Schema {
  if (depth === 0) return instead;
  return { ...schema, items: replacedAt(schema['items'] as Schema, depth - 1, instead) };
}
