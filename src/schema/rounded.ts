/**
 * Numbers of a schema that scripts round, since they read each number as a double: https://262.ecma-international.org/#sec-number.max_safe_integer
 */
import { doubleOf } from '../core/digits.ts';

/** What becomes of a keyword whose number is rounded. `kept`: it is asserted as far as a double tells numbers apart. */
export interface Rounding {
  readonly why: string;
  readonly kept: boolean;
}

const FIRST = 2 ** 53;

/** How the value of a keyword is rounded; `undefined` if it is not, or if that makes no difference. */
export function roundingOf(keyword: string, value: unknown): Rounding | undefined {
  if (keyword === 'multipleOf') return roundingOfStep(Number(value));
  if (keyword !== 'const' && keyword !== 'enum') return undefined;
  if (holds(value, isRounded)) return { why: 'it has a number that scripts round', kept: false };
  if (holds(value, (number) => Math.abs(doubleOf(number) ?? 0) === FIRST))
    return { why: 'scripts round other numbers to 2^53, and accept them, too', kept: true };
  return undefined;
}

function roundingOfStep(value: number): Rounding | undefined {
  const step = doubleOf(value);
  if (step === undefined) return { why: 'it is a number that scripts round', kept: false };
  return step < FIRST ? undefined : { why: 'scripts round numbers beyond 2^53, and accept them', kept: true };
}

/** Whether a number has more digits than a double, or others are rounded to it. Infinity is read of `1e400`. */
function isRounded(number: number): boolean {
  const double = doubleOf(number);
  return double === undefined || (Number.isInteger(double) && Math.abs(double) > FIRST);
}

/** Whether a value is such a number, or has one in it. */
function holds(value: unknown, isSuch: (number: number) => boolean): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((inner) => holds(inner, isSuch));
  return typeof value === 'number' && isSuch(value);
}
