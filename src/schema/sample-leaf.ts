import type { Schema } from './node.ts';
import { toEcma } from './pattern-dialects.ts';
import { type Length, patternSample } from './pattern-sample.ts';
import { formatCandidates, formatOf, isKnownFormat, two } from './sample-formats.ts';
import { lengthOf, toPattern } from './values.ts';

/** Numbers for a schema, best first: a different first one for each `number`. They may break it, since limits can contradict. */
export function* numberCandidates(schema: Schema, number: number): Generator<number> {
  yield sampleNumber(schema, number);
  if (number !== 0) yield plainNumber(schema);
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  const limits = [minimum, exclusiveMinimum, maximum, exclusiveMaximum].filter((limit) => typeof limit === 'number');
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  for (const limit of limits) {
    const near = [Math.ceil(limit / step) * step, Math.floor(limit / step) * step];
    yield* [...near, ...near.flatMap((value) => [value + step, value - step])].map(rounded);
    yield* [Math.ceil(limit), Math.floor(limit), limit, limit + 0.5, limit - 0.5];
  }
  if (limits.length > 1) yield (Math.min(...limits) + Math.max(...limits)) / 2;
  yield* [0, 1, -1];
  // 0 is a multiple of all numbers, which another alternative may have, too.
  if (step !== 1) yield* [1, 2, 3, 5, -1].map((times) => rounded(times * step));
  // No integer, which an alternative beside this one may accept.
  if (!isWhole(schema)) yield plainNumber(schema) + 0.5;
}

/** A number within the limits, a different one for each `number`; repeats if the limits allow only a few. */
function sampleNumber(schema: Schema, number: number): number {
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

function allowsZero(schema: Schema): boolean {
  const { high, open } = upperBound(schema);
  return high === undefined || high > 0 || (high === 0 && !open);
}

function plainNumber(schema: Schema): number {
  const { minimum, exclusiveMinimum, multipleOf } = schema;
  const low = leastOf(schema);
  // Of bounds on both sides of 0, such as those of all integers of 32 bits, nobody means the lower one.
  const least = low < 0 && allowsZero(schema) ? 0 : low;
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : undefined;
  const value = step ? Math.ceil(least / step) * step : least;
  const { high, open } = upperBound(schema);
  if (high === undefined || value < high || (value === high && !open)) return value;
  // If the limits leave no room for a step of one, use the middle between them.
  const floor = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : minimum;
  if (!isWhole(schema) && typeof floor === 'number') return (floor + high) / 2;
  return open ? high - 1 : high;
}

/**
 * The value of a schema that says nothing of it but its type, as those of most members do: what {@link numberCandidates} and
 * {@link textCandidates} give first. `undefined` for any other schema.
 */
export function plainSample(schema: Schema, number: number): string | number | boolean | undefined {
  for (const keyword of Object.keys(schema)) if (!SILENT.has(keyword) && !keyword.startsWith('x-')) return undefined;
  const { type, maxLength } = schema;
  if (maxLength !== undefined && !(typeof maxLength === 'number' && maxLength >= ROOM)) return undefined;
  if (type === 'string') return plainText(number, 0, ROOM);
  if (type === 'boolean') return number % 2 === 0;
  return type === 'integer' || type === 'number' ? number : undefined;
}

/** What may stand in a plain schema. */
const SILENT: ReadonlySet<string> = new Set([
  '$comment',
  'deprecated',
  'description',
  'externalDocs',
  'maxLength',
  'nullable',
  'readOnly',
  'title',
  'type',
  'writeOnly',
  'xml',
]);

/** Each plain text is shorter. */
const ROOM = 32;

/** Longer texts are not made. */
const LONGEST = 100_000;

/** Texts that patterns with lookaround often accept. */
const USUAL = [
  'Aa1!Aa1!',
  'Sample-1',
  'sample1',
  'a',
  'A',
  'AA',
  '1',
  '00000000',
  '1.0.0',
  '#000000',
  'en-US',
  '+10000000000',
];

/**
 * Texts for a schema, best first: a different first one for each `number`. They may break it, since pattern, format and length
 * can contradict.
 */
export function* textCandidates(schema: Schema, number: number): Generator<string> {
  const { pattern, minLength, maxLength } = schema;
  const format = formatOf(schema);
  const least = typeof minLength === 'number' ? minLength : 0;
  const most = typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY;
  if (least > most || least > LONGEST) return;
  const meant = typeof pattern === 'string' && !toPattern(pattern) ? toEcma(pattern) : undefined;
  // Nothing judges such a pattern, so what it seems to mean comes first.
  if (meant !== undefined && toPattern(meant)) yield* samplesOf(meant, number, { least, most });
  yield* formatCandidates(format, number, least);
  if (!isKnownFormat(format)) yield plainText(number, least, most);
  if (typeof pattern === 'string') {
    yield* patternCandidates(pattern, number, { least, most });
    if (isKnownFormat(format)) yield* completed(pattern, [...formatCandidates(format, 0, least)]);
  }
  yield plainText(number, least, most);
  // Where a text is only said not to be something.
  if (typeof pattern !== 'string') for (const other of [1, 2, 3]) yield shortText(number + other, Math.max(least, 1));
}

function* samplesOf(pattern: string, number: number, length: Length): Generator<string> {
  for (const other of [0, 1, 2, 7]) yield* oneSample(pattern, number + other, length);
}

function oneSample(pattern: string, number: number, length: Length): readonly string[] {
  const text = patternSample(pattern, number, length);
  return text === undefined ? [] : [text];
}

/** Numbers by which texts have another beginning, which lookaround may require: `^(?!0)\d{3}$`. */
const FAR = Array.from({ length: 24 }, (_, index) => (index + 1) * 123_456_789_123);

function* patternCandidates(pattern: string, number: number, length: Length): Generator<string> {
  yield* samplesOf(pattern, number, length);
  for (const text of USUAL) if (lengthOf(text) <= length.most) yield text.padEnd(length.least, text);
  if (/\(\?<?[=!]/.test(pattern)) for (const other of FAR) yield* oneSample(pattern, number + other, length);
}

/**
 * What a pattern says of the beginning of a text, with the rest of texts of a format: `2031-` and `01-01`; or of its end, after what
 * stands before it: `2024-02-29T12:00:00` and `+02:00`.
 */
function* completed(pattern: string, texts: readonly string[]): Generator<string> {
  const found = patternSample(pattern, 0, { least: 0, most: Number.POSITIVE_INFINITY }) ?? '';
  if (found === '') return;
  for (const text of texts) yield* [found + text.slice(found.length), found + text];
  const [text = ''] = texts;
  for (let end = text.length; end > 0; end -= 1) yield text.slice(0, end) + found;
}

/** A text that says nothing: the simplest one, or another for each `number`. */
export function plainText(number: number, least = 0, most = ROOM): string {
  if (number === 0) return 'text'.padEnd(least, 'x').slice(0, Math.max(0, most));
  const text = `value-${two(number)}`;
  return text.length <= most ? text.padEnd(least, 'x') : shortText(number, most);
}

/** A number in base 36 in exactly `most` characters, truncated to its last digits if it needs more. */
function shortText(number: number, most: number): string {
  return most < 1 ? '' : number.toString(36).padStart(most, '0').slice(-most);
}
