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
  const types = typesOf(schemas, node);
  const isElement = types.has('array') && /^(0|[1-9]\d*)$/.test(name);
  const members = membersOf(schemas, node);
  const part = (isElement && itemsOf(schemas, node)) || members.find((one) => one.name === name)?.schema;
  if (part) return mayHave(schemas, part, rest, open, depth - 1);
  const parts = partsOf(schemas, node);
  const telling = alternativesIn(parts).filter((one) => saysOf(schemas, one, depth));
  if (telling.some((one) => mayHave(schemas, one, [name, ...rest], open, depth - 1))) return true;
  if (isElement) return true;
  if (types.size > 0 && !types.has('object')) return false;
  return parts.some(({ schema }) => isOpen(schema, open)) || members.length + telling.length === 0;
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
