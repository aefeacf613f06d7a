/** The members of a schema by name, for the matrix of what a run has asserted. */
import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { itemsOf, membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { partsOf } from '../schema/walk.ts';

/** A described place in a body: its pattern, such as `/items`, and the pointer of its schema. */
export interface BodyPlace {
  readonly name: string;
  readonly pointer: string;
}

/** How many places of one body are listed: a large schema has thousands, and a recursive one has no end. */
export const MOST_PLACES = 400;

/** All described places of a body, the body itself first. A schema within itself is listed once. */
export function placesIn(model: ApiModel, node: SchemaNode): readonly BodyPlace[] {
  const found = new Map<string, BodyPlace>();
  const visit = (at: SchemaNode, name: string, around: readonly string[]): void => {
    if (around.includes(at.pointer) || found.size >= MOST_PLACES) return;
    if (!found.has(name)) found.set(name, { name: name === '' ? '/' : name, pointer: at.pointer });
    const inside = [...around, at.pointer];
    for (const member of membersOf(model, at)) visit(member.schema, `${name}/${member.name}`, inside);
    const items = itemsOf(model, at);
    if (items) visit(items, `${name}/*`, inside);
    for (const alternative of alternativesOf(model, at)) visit(alternative, name, inside);
  };
  visit(node, '', []);
  return [...found.values()];
}

function alternativesOf(model: ApiModel, node: SchemaNode): readonly SchemaNode[] {
  return partsOf(model, node).flatMap(({ schema, pointer }) =>
    ['oneOf', 'anyOf'].flatMap((keyword) => {
      const all: unknown = schema[keyword];
      return Array.isArray(all)
        ? all.filter(isRecord).map((one, index) => ({ schema: one, pointer: `${pointer}/${keyword}/${index}` }))
        : [];
    }),
  );
}
