/** The types of the values that a declared filter or sort key applies to. */
import { didYouMean } from '../core/nearest.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { mayHave } from '../schema/may-have.ts';
import { membersOf } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { statedTypes } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { notice, type Reading } from './reading.ts';

export interface ValueType {
  readonly isNumber: boolean;
  /** Whether its texts are numbers by their format, as Protocol Buffers write an `int64`, and money often is. */
  readonly isNumberText: boolean;
  readonly format: unknown;
}

/** Formats of numbers, which a text may have, too: https://spec.openapis.org/registry/format/ */
const FORMATS_OF_NUMBERS =
  /^(u?int(8|16|32|64)?|integer|long|float|double|double-int|number|decimal(128)?|big-?(int|integer|decimal))$/i;

/** `customer.name` -> `/customer/name`. A JSON pointer is taken as it is, as for `id`. */
export function toMember(written: string): string {
  return written.startsWith('/') ? written : toPointer(written.split('.'));
}

/** The type of a schema's values. */
export function valueTypeOf(schemas: Schemas, node: SchemaNode): ValueType {
  const types = statedTypes(schemas, node);
  const format = keywordOf(schemas, node, 'format');
  const isNumberText = types.has('string') && typeof format === 'string' && FORMATS_OF_NUMBERS.test(format);
  return { isNumber: types.has('integer') || types.has('number'), isNumberText, format };
}

/** A notice where items are filtered or sorted by a member that their schema does not describe: its values are taken as they come. */
export function noteUndescribed(reading: Reading, path: readonly string[], itemNode: SchemaNode, member: string): void {
  const { schemas } = reading;
  const names = fromPointer(member);
  if (mayHave(schemas, itemNode, names, { byTrue: true })) return;
  const known = membersOf(schemas, itemNode).map(({ name }) => name);
  const shown = names.join('.');
  const message = `the schema of an item has no "${shown}", so only what responses have tells what its values are. ${didYouMean(shown, known)}`;
  notice(reading, 'note', path, message.trim());
}
