/** Keywords of a schema that no value satisfies together. */
import type { Schema, Schemas } from './node.ts';

/** Keywords that cannot hold together, and what is read instead. */
export interface Contradiction {
  /** The keyword at which it is shown. */
  readonly keyword: string;
  /** What is wrong and what becomes of it, as a sentence without a full stop. */
  readonly message: string;
  /** Where to read other keywords. */
  readonly owner: Schema;
  /** By keyword, its new value; `undefined`: it is not read. */
  readonly instead: Readonly<Record<string, unknown>>;
}

export type FindContradictions = (schema: Schema, schemas: Schemas) => readonly Contradiction[];

/** A contradiction among the own keywords of a schema. */
export function inKeywords(
  owner: Schema,
  keyword: string,
  message: string,
  instead: Contradiction['instead'],
): Contradiction[] {
  return [{ owner, keyword, message, instead }];
}

/** What is read so that one schema of a keyword is enough, and that in words. Beside an `anyOf`, there is no place for it. */
export function oneIsEnough(
  owner: Schema,
  keyword: 'allOf' | 'oneOf',
): { readonly instead: Contradiction['instead']; readonly becomes: string } {
  const { anyOf, [keyword]: schemas } = owner;
  if (anyOf !== undefined) return { instead: { [keyword]: undefined }, becomes: 'this is not asserted' };
  return { instead: { [keyword]: undefined, anyOf: schemas }, becomes: 'one is enough' };
}
