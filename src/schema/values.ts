/** Facts about JSON values, as JSON Schema has them. */
import { isRecord, type Json } from '../core/json.ts';
import { isOfOtherDialect } from './pattern-dialects.ts';

/** The type of a value, as JSON Schema names it. An integer is a number. */
export function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** A text that is the same for equal JSON values, whatever the order of their members. */
export function keyOf(value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? {
          members: Object.keys(inner)
            .sort()
            .map((name) => [name, inner[name]]),
        }
      : inner,
  );
}

/** The number of Unicode characters. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether a number is a multiple of another one, in exact decimals: 0.3 is a multiple of 0.1. */
export function isMultiple(value: number, step: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return value % step === 0;
  const [a, b] = [toDecimal(value), toDecimal(step)] as const;
  const least = Math.min(a.exponent, b.exponent);
  if (Math.max(a.exponent, b.exponent) - least > 1000) return value % step === 0;
  const whole = ({ digits, exponent }: typeof a) => digits * 10n ** BigInt(exponent - least);
  return whole(a) % whole(b) === 0n;
}

/** A number as an integer and a power of ten. */
function toDecimal(number: number): { readonly digits: bigint; readonly exponent: number } {
  const [digits = '0', exponent] = number.toExponential().split('e');
  return {
    digits: BigInt(digits.replace('.', '')),
    exponent: Number(exponent) - digits.replace(/^.*?(\.|$)/, '').length,
  };
}

const PATTERNS = new Map<string, RegExp | undefined>();

/** The regular expression of a pattern, with the flag `u` if possible; `undefined` if it is none of ECMA-262. */
export function toPattern(pattern: unknown): RegExp | undefined {
  if (typeof pattern !== 'string') return undefined;
  if (!PATTERNS.has(pattern)) PATTERNS.set(pattern, compile(pattern));
  return PATTERNS.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  if (isOfOtherDialect(pattern)) return undefined;
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return undefined;
}

/** The elements of an array; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Values of each type, simplest first. */
export const SAMPLES: readonly Json[] = ['text', 1, true, null, [], {}, 1.5, -1, '', ['text'], { member: 'text' }];

/** Whether a value is of a type, or of one of several. */
export function isOfType(value: Json, types: Json): boolean {
  const type = typeName(value);
  const allowed: readonly unknown[] = Array.isArray(types) ? types : [types];
  return allowed.includes(type) || (allowed.includes('integer') && Number.isInteger(value));
}

/** As `listOf`, of a value of JSON. */
export function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The members of an object; none of anything else. */
export function recordIn(value: Json | undefined): Readonly<Record<string, Json>> {
  return isRecord(value) ? (value as Readonly<Record<string, Json>>) : {};
}
