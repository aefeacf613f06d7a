/** Objects that match only one alternative of a `oneOf`, by a value that only that one lists. */
import { isRecord, type Json } from '../core/json.ts';
import { propertiesIn } from './members.ts';
import type { Schema, SchemaNode, Schemas } from './node.ts';
import { enumOf } from './types-of.ts';
import { keyOf, listOf } from './values.ts';
import { chosenParts } from './walk.ts';

/** The most alternatives, and the most members of one, that are tried. */
const MOST = 12;

/** An object with another value of one member, for each that tells alternatives apart: `WAITING` of `[RUNNING, WAITING]` beside `[RUNNING]`. */
export function objectsApart(
  made: Readonly<Record<string, Json>>,
  branching: readonly Schema[],
  schemas: Schemas,
): readonly Json[] {
  return branching.flatMap(({ oneOf }) => {
    const alternatives = listOf(oneOf)
      .slice(0, MOST)
      .map((one) => listedMembers(one, schemas));
    return alternatives.flatMap((own) => {
      const others = alternatives.filter((one) => one !== own);
      return [...own].flatMap(([name, values]) => {
        const known = new Set(others.flatMap((one) => one.get(name)?.map(keyOf) ?? []));
        const alone = values.find((value) => !known.has(keyOf(value)));
        return alone === undefined ? [] : [{ ...made, [name]: alone }];
      });
    });
  });
}

/** The members of an alternative that list their values, with these. */
function listedMembers(alternative: unknown, schemas: Schemas): ReadonlyMap<string, readonly Json[]> {
  if (!isRecord(alternative)) return new Map();
  const members = [...propertiesIn(chosenParts(schemas, alternative, 0))];
  return new Map(members.flatMap(([name, nodes]) => listedOf(name, nodes, schemas)).slice(0, MOST));
}

function listedOf(
  name: string,
  nodes: readonly SchemaNode[],
  schemas: Schemas,
): readonly (readonly [string, readonly Json[]])[] {
  const values = nodes.map((node) => enumOf(schemas, node)).find((list) => list !== undefined);
  return values ? [[name, values]] : [];
}
