/** Where schemas may stand in a schema. */
import { isRecord } from '../core/json.ts';

/** The members of a value that may hold a reference, with what is said of the value itself: its owner. */
export function membersOf<Found extends Place>(place: Found): Found[] {
  const { value, path, named } = place;
  const members: Found[] = [];
  const isList = Array.isArray(value);
  if (!isList && !isRecord(value)) return members;
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    if (typeof member !== 'object' || member === null) continue;
    if (!isList && !named && DATA_KEYWORDS.has(name)) continue;
    members.push({
      ...place,
      value: member,
      path: [...path, name],
      named: !isList && !named && NAMING_KEYWORDS.has(name),
    });
  }
  return members;
}

/** A value to search. `named`: its members are schemas by name, so a member called `example` is a schema and not the keyword. */
export interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly named: boolean;
}

/** Keywords whose values are data: a `$ref` in them is not a reference. */
const DATA_KEYWORDS = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose values map names to schemas. */
const NAMING_KEYWORDS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
