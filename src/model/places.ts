/** In what a schema stands, and at how many places: equal schemas are one object. */
import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Schema } from '../schema/node.ts';
import { type FoundExamples, forEachInner } from './find-examples.ts';

interface Parent {
  readonly schema: Schema;
  /** The keyword that leads from it, which may be `$ref`. */
  readonly keyword: string;
}

export interface Places {
  readonly parentsOf: (schema: Schema) => readonly Parent[];
  /** The number of places, not counting the references to it. */
  readonly countOf: (schema: Schema) => number;
}

/** The places of the schemas of a document, which are looked up when the first is asked for. */
export function placesIn(document: unknown, { schemas, outside }: FoundExamples): Places {
  let parents: ReadonlyMap<unknown, readonly Parent[]> | undefined;
  const counts = new Map<Schema, number>();
  const parentsOf = (schema: Schema) => {
    parents ??= toParents(document, schemas);
    return parents.get(schema) ?? NONE;
  };
  const countOf = (schema: Schema): number => {
    const before = counts.get(schema);
    if (before !== undefined) return before;
    // A schema cannot stand in itself.
    const inner = parentsOf(schema).filter(({ keyword }) => keyword !== '$ref');
    const count = inner.reduce((sum, parent) => sum + countOf(parent.schema), outside.get(schema) ?? 0);
    counts.set(schema, count);
    return count;
  };
  return { parentsOf, countOf };
}

const NONE: readonly Parent[] = [];

function toParents(document: unknown, schemas: readonly Schema[]): ReadonlyMap<unknown, readonly Parent[]> {
  const parents = new Map<unknown, Parent[]>();
  for (const schema of schemas) {
    const add = (child: unknown, keyword: string) => {
      if (!isRecord(child)) return;
      const known = parents.get(child);
      if (known) known.push({ schema, keyword });
      else parents.set(child, [{ schema, keyword }]);
    };
    const { $ref: reference } = schema;
    if (typeof reference === 'string' && reference.startsWith('#/'))
      add(valueAt(document, fromPointer(reference)), '$ref');
    forEachInner(schema, add);
  }
  return parents;
}

/** Words for the places beside the one that is named. */
export function andElsewhere(count: number): string {
  if (count < 2) return '';
  return count === 2 ? ' (and in one equal schema)' : ` (and in ${count - 1} equal schemas)`;
}
