/** The value of a text that has no other mark of its type. */
import { knownNumber } from '../core/digits.ts';
import type { ApiModel } from '../model/types.ts';
import { allowedTypes, elementSchemaAt } from './schema-members.ts';

/** The types of the element at a place of an array. */
export function typesAt(schema: unknown, index: number, model: ApiModel): ReadonlySet<string> {
  return allowedTypes(elementSchemaAt(schema, index, model), model);
}

/**
 * The value of a text, as one of the types. An integer has decimal digits only. `1e3`, ` 5` and `0x1` stay texts, which the
 * schema then rejects; `Number` would accept them. `01` is a code, if a text is allowed as well.
 */
export function toValue(text: string, types: ReadonlySet<string>): unknown {
  if (types.has('string') && /^-?0\d/.test(text)) return text;
  if (types.has('integer') && /^-?\d+$/.test(text)) return knownNumber(text);
  if (types.has('number') && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return knownNumber(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === 'null') return null;
  return text;
}
