/** The order of a declared sort key, by the schema of its values. */
import { fromPointer } from '../core/pointer.ts';
import { memberAt } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { enumOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import type { SortKey } from './list-meaning.ts';
import type { Reading } from './reading.ts';
import { toMember, valueTypeOf } from './value-type.ts';

/** A key without declared ranks. */
export function toSortKey(reading: Reading, itemNode: SchemaNode, name: string, dotted = name): SortKey {
  const { schemas } = reading;
  const member = toMember(dotted);
  const found = memberAt(schemas, itemNode, fromPointer(member));
  if (!found) return { name, member, order: 'text' };
  const { isNumber, format } = valueTypeOf(schemas, found.schema);
  if (isNumber) return { name, member, order: 'number' };
  if (format === 'date-time' || format === 'date') return { name, member, order: 'date-time' };
  return { name, member, order: 'text', ...(isOpen(reading, found.schema) && { isOpen: true }) };
}

/**
 * Whether values may be sorted otherwise than their texts: those of an `enum` by rank, unless its texts are in alphabetical order, and
 * durations by their length. `PT9S` is shorter than `PT10M`.
 */
function isOpen({ schemas }: Reading, node: SchemaNode): boolean {
  const values = enumOf(schemas, node)?.filter((value) => value !== null) ?? [];
  const texts = values.map(String);
  return (
    texts.some((text, index) => index > 0 && text < (texts[index - 1] ?? '')) ||
    keywordOf(schemas, node, 'format') === 'duration'
  );
}
