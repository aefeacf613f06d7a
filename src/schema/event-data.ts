/** What the data of an event is. https://spec.openapis.org/oas/v3.2.0.html#special-considerations-for-server-sent-events */
import { memberAt } from './members.ts';
import type { SchemaNode, Schemas } from './node.ts';
import { typesOf } from './types-of.ts';
import { partsOf } from './walk.ts';

/** Alternatives of alternatives may lead back to themselves. */
const DEEPEST = 8;

/**
 * `text`, as the standard has it, or `json` where the schema accepts no text, as some frameworks describe it. `undefined` where no schema
 * of it is found, such as in a schema of what is in the data, or where alternatives differ.
 */
export function eventData(schemas: Schemas, node: SchemaNode): 'text' | 'json' | undefined {
  const [first, ...others] = new Set(dataNodes(schemas, node).map((data) => kindOf(schemas, data)));
  return others.length === 0 ? first : undefined;
}

function dataNodes(schemas: Schemas, node: SchemaNode, depth = 0): readonly SchemaNode[] {
  const own = memberAt(schemas, node, ['data']);
  if (own || depth > DEEPEST) return own ? [own.schema] : [];
  return partsOf(schemas, node).flatMap(({ schema, pointer }) =>
    ['oneOf', 'anyOf'].flatMap((keyword) =>
      [schema[keyword] ?? []].flat().flatMap((one) => dataNodes(schemas, { schema: one, pointer }, depth + 1)),
    ),
  );
}

function kindOf(schemas: Schemas, data: SchemaNode): 'text' | 'json' {
  const types = typesOf(schemas, data);
  return types.size === 0 || types.has('string') ? 'text' : 'json';
}
