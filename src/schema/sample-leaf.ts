import type { Schema } from './node.ts';
import { patternSample, toMatcher } from './pattern-sample.ts';

/** A number within the limits, a different one for each `number`; repeats if the limits allow only a few. */
export function sampleNumber(schema: Schema, number: number): number {
  const plain = plainNumber(schema);
  if (number === 0) return plain;
  const { multipleOf } = schema;
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  const { high, open } = upperBound(schema);
  if (high === undefined) return rounded(plain + number * step);
  const steps = Math.floor((high - plain) / step + 1e-9);
  const room = open && rounded(plain + steps * step) >= high ? steps : steps + 1;
  if (room > 1) return rounded(plain + (number % room) * step);
  return isWhole(schema) || multipleOf !== undefined ? plain : plain + ((high - plain) * (number % 8)) / 8;
}

/** Rounds off floating-point errors, as in `0.1 + 0.2`. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function isWhole({ type }: Schema): boolean {
  return ![type].flat().includes('number');
}

/** The tighter one of `maximum` and `exclusiveMaximum`. */
function upperBound({ maximum, exclusiveMaximum }: Schema): { readonly high?: number; readonly open: boolean } {
  const open = typeof exclusiveMaximum === 'number' && !(typeof maximum === 'number' && maximum < exclusiveMaximum);
  const high = open ? exclusiveMaximum : maximum;
  return { ...(typeof high === 'number' && { high }), open };
}

/** The least integer above both lower limits; 0 without any. */
function leastOf({ minimum, exclusiveMinimum }: Schema): number {
  const low = typeof minimum === 'number' ? minimum : undefined;
  if (typeof exclusiveMinimum !== 'number') return low ?? 0;
  return Math.max(low ?? Number.NEGATIVE_INFINITY, exclusiveMinimum + 1);
}

function plainNumber(schema: Schema): number {
  const { minimum, exclusiveMinimum, multipleOf } = schema;
  const least = leastOf(schema);
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : undefined;
  const value = step ? Math.ceil(least / step) * step : least;
  const { high, open } = upperBound(schema);
  if (high === undefined || value < high || (value === high && !open)) return value;
  // If the limits leave no room for a step of one, use the middle between them.
  const floor = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : minimum;
  if (!isWhole(schema) && typeof floor === 'number') return (floor + high) / 2;
  return open ? high - 1 : high;
}

const NOON = Date.UTC(2024, 1, 29, 12);
const DAY = 24 * 60 * 60 * 1000;

const toTime = (number: number) => new Date(NOON + number * DAY).toISOString();
const two = (number: number) => String(number).padStart(2, '0');

/** The sample with index `number` of each format. */
const FORMAT_SAMPLES: Readonly<Record<string, (number: number) => string>> = {
  date: (number) => toTime(number).slice(0, 10),
  'date-time': (number) => `${toTime(number).slice(0, 19)}Z`,
  time: (number) => `12:${two(number % 60)}:00Z`,
  duration: (number) => `P${number + 1}D`,
  email: (number) => `name${number || ''}@example.com`,
  hostname: (number) => `${number ? `host${number}.` : ''}example.com`,
  ipv4: (number) => `192.0.2.${(number % 254) + 1}`,
  ipv6: (number) => `2001:db8::${(number + 1).toString(16)}`,
  uri: (number) => `https://example.com/${number || ''}`,
  uuid: (number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
  byte: (number) => Buffer.from(`sample${number || ''}`).toString('base64'),
  'json-pointer': (number) => `/${number}`,
};

/** A string that fits the pattern, format and length, a different one for each `number`. */
export function sampleText(schema: Schema, number: number): string {
  const { format, pattern, minLength, maxLength } = schema;
  const least = typeof minLength === 'number' ? Math.min(minLength, 1000) : 0;
  const most = typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY;
  const write =
    typeof format === 'string' && Object.hasOwn(FORMAT_SAMPLES, format) ? FORMAT_SAMPLES[format] : undefined;
  const plain = write?.(number) ?? plainText(number, least, most);
  if (typeof pattern !== 'string' || toMatcher(pattern)?.test(plain)) return plain;
  return patternSample(pattern, number, { least, most }) ?? plain;
}

function plainText(number: number, least: number, most: number): string {
  if (number === 0) return 'text'.padEnd(least, 'x').slice(0, Math.max(0, most));
  const text = `value-${two(number)}`;
  return text.length <= most ? text.padEnd(least, 'x') : shortText(number, most);
}

/** A number in base 36 in exactly `most` characters, truncated to its last digits if it needs more. */
function shortText(number: number, most: number): string {
  return most < 1 ? '' : number.toString(36).padStart(most, '0').slice(-most);
}
