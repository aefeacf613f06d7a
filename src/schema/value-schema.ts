/** The schemas of a value and of its parts, where alternatives and other members say more than the schema itself. */
import { isRecord, type Json } from '../core/json.ts';
import { accepts } from './accepts.ts';
import { itemsOf, membersOf } from './members.ts';
import type { SchemaNode, Schemas } from './node.ts';
import { toPattern } from './values.ts';
import { keywordOf, partsOf } from './walk.ts';

const NO_SCHEMA: SchemaNode = { schema: true, pointer: '' };

/** How many alternatives within each other are read: they may lead back. */
const MOST_NESTED = 8;

/** A schema with the alternative of each `oneOf` and `anyOf` that accepts the value. */
export function schemaFor(schemas: Schemas, node: SchemaNode, value: Json, depth = 0): SchemaNode {
  if (depth > MOST_NESTED) return node;
  const chosen = partsOf(schemas, node).flatMap(({ schema, pointer }) =>
    (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
      const branches: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
      const nodes = branches.map((branch, index) => ({ schema: branch, pointer: `${pointer}/${keyword}/${index}` }));
      const branch = nodes.length > 1 ? alternativeFor(schemas, nodes, value) : undefined;
      return branch ? [schemaFor(schemas, branch, value, depth + 1).schema] : [];
    }),
  );
  return chosen.length === 0 ? node : { schema: { allOf: [node.schema, ...chosen] }, pointer: node.pointer };
}

/** The alternative that accepts a value; of several, one that says more of a text than that it is one. */
function alternativeFor(schemas: Schemas, nodes: readonly SchemaNode[], value: Json): SchemaNode | undefined {
  const accepting = nodes.filter(({ schema }) => accepts(value, schema, { schemas, notNeeded: ['readOnly'] }));
  const isNarrow = (node: SchemaNode) =>
    ['enum', 'const', 'pattern'].some((keyword) => keywordOf(schemas, node, keyword) !== undefined) ||
    !['binary', undefined].includes(keywordOf(schemas, node, 'format') as string | undefined);
  return (typeof value === 'string' ? accepting.find(isNarrow) : undefined) ?? accepting[0];
}

/** The schema of a member: by its name, by a pattern, or that of all others. */
export function memberFor(schemas: Schemas, node: SchemaNode, name: string): SchemaNode {
  const named = membersOf(schemas, node).find((member) => member.name === name);
  if (named) return named.schema;
  for (const { schema, pointer } of partsOf(schemas, node)) {
    const { patternProperties: patterns, additionalProperties: others } = schema;
    const pattern = Object.keys(isRecord(patterns) ? patterns : {}).find((text) => toPattern(text)?.test(name));
    if (isRecord(patterns) && pattern !== undefined)
      return { schema: patterns[pattern], pointer: `${pointer}/patternProperties/${pattern}` };
    if (isRecord(others)) return { schema: others, pointer: `${pointer}/additionalProperties` };
  }
  return NO_SCHEMA;
}

/** The schema of the element at a place: `prefixItems` come before `items`. */
export function elementFor(schemas: Schemas, node: SchemaNode, index: number): SchemaNode {
  if (schemas.dialect !== 'openapi-3.0') {
    for (const { schema, pointer } of partsOf(schemas, node)) {
      const tuple: readonly unknown[] = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
      if (index < tuple.length) return { schema: tuple[index], pointer: `${pointer}/prefixItems/${index}` };
    }
  }
  return itemsOf(schemas, node) ?? NO_SCHEMA;
}
