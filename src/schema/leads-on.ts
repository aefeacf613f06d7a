/** Schemas that mean what they lead to, and no more: a reference with a description, or `allOf` with one schema. */
import { ANNOTATIONS } from './keywords.ts';
import type { Schema } from './node.ts';
import { listOf } from './values.ts';

/** To the only schema that there is. */
export const ONE_WAY: ReadonlySet<string> = new Set(['$ref', 'allOf']);

/** Also to the alternative that a value is of. */
export const ANY_WAY: ReadonlySet<string> = new Set([...ONE_WAY, 'oneOf', 'anyOf']);

/** Whether a schema has one of these keywords, and beside it only what asserts nothing of members. */
export function leadsOn(schema: Schema, ways: ReadonlySet<string>): boolean {
  let count = 0;
  for (const keyword of Object.keys(schema)) {
    if (keyword === 'allOf' && listOf(schema[keyword]).length !== 1) return false;
    if (ways.has(keyword)) count += 1;
    else if (!ADDS_NOTHING.has(keyword) && !keyword.startsWith('x-')) return false;
  }
  return count === 1;
}

const ADDS_NOTHING: ReadonlySet<string> = new Set([...ANNOTATIONS, 'summary', 'type']);
