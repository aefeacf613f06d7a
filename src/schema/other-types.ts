/** Allowed values that the `type` beside them refuses: in YAML, `[1, NO, 007]` without quotation marks beside `type: string`. */
import type { Keyword } from './translation.ts';

const SCALARS = ['string', 'number', 'integer', 'boolean'];

/** Whether a text, a number or a boolean in an `enum` has another type than those that its schema states: nobody means to allow nothing. */
export function hasOtherTypes({ schema, value }: Keyword): boolean {
  const types: readonly unknown[] = [schema['type']].flat();
  if (!Array.isArray(value) || !types.some((type) => SCALARS.some((scalar) => scalar === type))) return false;
  return value.some((one: unknown) => SCALARS.includes(typeof one) && !types.some((type) => isOf(one, type)));
}

function isOf(value: unknown, type: unknown): boolean {
  return typeof value === type || (type === 'integer' && Number.isInteger(value));
}
