/** Whether a value has a member by its schema. What a schema does not describe is not forbidden, but nothing says that it is there. */
import { isRecord } from '../core/json.ts';
import { itemsOf, membersOf } from './members.ts';
import type { Part, SchemaNode, Schemas } from './node.ts';
import { typesOf } from './types-of.ts';
import { partsOf } from './walk.ts';

/** What counts as a schema of members that it does not name. */
export interface Open {
  /** Whether `additionalProperties: true` does, which many tools write everywhere. */
  readonly byTrue?: boolean;
}

/**
 * `false` where a schema describes members, and not the one at this path; or where its values are no objects. A schema that describes none
 * says nothing. Of alternatives, one is enough.
 */
export function mayHave(
  schemas: Schemas,
  node: SchemaNode,
  [name, ...rest]: readonly string[],
  open: Open = {},
  depth = DEEPEST,
): boolean {
  if (name === undefined || depth === 0) return true;
  const parts = partsOf(schemas, node);
  const types = typesOf(schemas, node);
  const path = [name, ...rest];
  const isIndex = /^(0|[1-9]\d*)$/.test(name);
  const items = isIndex && types.has('array') ? itemsOf(schemas, node) : undefined;
  if (items) return mayHave(schemas, items, rest, open, depth - 1);
  const members = membersOf(schemas, node);
  const member = members.find((one) => one.name === name);
  if (member) return mayHave(schemas, member.schema, rest, open, depth - 1);
  const branches = alternativesIn(parts);
  if (branches.some((one) => mayHave(schemas, one, path, open, depth - 1) && saysOf(schemas, one, depth))) return true;
  if (types.size > 0 && !types.has('object') && !(isIndex && types.has('array'))) return false;
  if (parts.some(({ schema }) => isOpen(schema, open))) return true;
  const isDescribed = members.length > 0 || branches.some((one) => saysOf(schemas, one, depth));
  return !isDescribed || (isIndex && types.has('array'));
}

/** Alternatives of alternatives may lead back to themselves, and so may members of members. */
const DEEPEST = 12;

/** The alternatives of a schema, and what applies to some of its values. */
function alternativesIn(parts: readonly Part[]): readonly SchemaNode[] {
  return parts.flatMap(({ schema, pointer }) =>
    ['oneOf', 'anyOf', 'then', 'else'].flatMap((keyword) =>
      [schema[keyword] ?? []].flat().map((one) => ({ schema: one, pointer: `${pointer}/${keyword}` })),
    ),
  );
}

/** Whether a schema describes members, or types: one that does neither, such as `required` alone, says nothing of them. */
function saysOf(schemas: Schemas, node: SchemaNode, depth: number): boolean {
  if (typesOf(schemas, node).size > 0 || membersOf(schemas, node).length > 0) return true;
  return depth > 0 && alternativesIn(partsOf(schemas, node)).some((one) => saysOf(schemas, one, depth - 1));
}

/** Keywords for members without a name. */
const UNNAMED = ['additionalProperties', 'unevaluatedProperties', 'patternProperties'];

function isOpen(schema: Part['schema'], { byTrue = false }: Open): boolean {
  return UNNAMED.some((keyword) => {
    const value = schema[keyword];
    return isRecord(value) ? Object.keys(value).length > 0 || byTrue : value === true && byTrue;
  });
}
