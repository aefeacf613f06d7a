import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord, type Json } from '../core/json.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { oneValueOf } from './members.ts';
import type { AllSchemas, SchemaNode, Schemas } from './node.ts';
import { toJudgeable } from './to-judgeable.ts';
import { enumOf, statedTypes } from './types-of.ts';
import { keywordOf } from './walk.ts';

/** A text that is no value of a parameter, and why in words for a title: `below its minimum of 1`. */
export interface BrokenText {
  readonly text: string;
  readonly why: string;
  /** What servers do with it: `too-low` and `too-high` may be capped by them, the others are refused where anything is. */
  readonly kind: 'number' | 'boolean' | 'too-low' | 'too-high' | 'value';
}

/**
 * Texts that break the schema of a parameter, one for each constraint that a text can break, the plainest first.
 * Empty where any text will do. Whether a text is none is asked of Ajv, by each value that it can spell.
 */
export function brokenTexts(node: SchemaNode, schemas: AllSchemas): readonly BrokenText[] {
  const one = oneValueOf(schemas, node);
  const found = candidates(schemas, one);
  if (found.length === 0) return [];
  const accepts = accepting(one, schemas);
  return found.filter(({ text }) => readings(text).every((value) => accepts(value) === false));
}

function candidates(schemas: Schemas, one: SchemaNode): readonly BrokenText[] {
  const types = [...statedTypes(schemas, one)].filter((type) => type !== 'null');
  const isNumber = types.includes('integer') || types.includes('number');
  if (types.includes('array') || types.includes('object')) return [];
  const step = keywordOf(schemas, one, 'multipleOf');
  return [
    ...(isNumber ? [{ text: 'many', why: 'not a number', kind: 'number' } as const] : []),
    ...(types.join() === 'integer' ? [{ text: '1.5', why: 'not an integer', kind: 'value' } as const] : []),
    ...(types.includes('boolean') ? [{ text: 'perhaps', why: 'not a boolean', kind: 'boolean' } as const] : []),
    ...(isNumber ? beyondBounds(boundsOf(schemas, one), typeof step === 'number' ? step : 0) : []),
    ...noneOfEnum(enumOf(schemas, one)),
    ...(isNumber ? [] : wrongTexts((keyword) => keywordOf(schemas, one, keyword), boundsOf(schemas, one))),
  ];
}

function beyondBounds(bounds: Bounds, step: number): readonly BrokenText[] {
  const { minimum: least, maximum: most, exclusiveMinimum: above, exclusiveMaximum: below } = bounds;
  const bound = (kind: 'too-low' | 'too-high', value: number | undefined, by: number, why: string): BrokenText[] =>
    value === undefined ? [] : [{ text: String(value + by), why: `${why} ${value}`, kind }];
  const offered = {
    text: String(offStep(step, least ?? above ?? 0)),
    why: `not a multiple of ${step}`,
    kind: 'value',
  } as const;
  return [
    ...bound('too-low', least, -1, 'below its minimum of'),
    ...bound('too-high', most, 1, 'above its maximum of'),
    ...bound('too-low', above, 0, 'not above'),
    ...bound('too-high', below, 0, 'not below'),
    ...(step > 0 ? [offered] : []),
  ];
}

/** A number that is no multiple of a step, and a whole one where it can be. */
function offStep(step: number, least: number): number {
  const multiple = Math.ceil(least / step + 1) * step;
  return Number.isInteger(step) && step > 1 ? multiple + 1 : multiple + step / 2;
}

function noneOfEnum(values: readonly unknown[] | undefined): readonly BrokenText[] {
  if (!values || values.includes('none-of-these')) return [];
  const numbers = values.filter((value) => typeof value === 'number');
  const text = numbers.length > 0 ? String(Math.max(...numbers) + 1) : 'none-of-these';
  return [{ text, why: 'not an allowed value', kind: 'value' }];
}

/** For each format, a text that nobody takes for one. */
const NO_FORMAT: Readonly<Record<string, string>> = {
  date: 'no-date',
  'date-time': 'no-date-time',
  uuid: 'no-uuid',
  email: 'no-email',
  ipv4: '999.999.999.999',
  ipv6: 'no-ipv6',
};

/** A day that no calendar has, which some take for the first of March. */
const NO_DAY: Readonly<Record<string, string>> = { date: '2024-02-30', 'date-time': '2024-02-30T00:00:00Z' };

/** Texts of which a pattern may take the upper case alone: who compares without regard to case takes them too. */
const LOWER_CASE = ['fr', 'abc', 'text', 'a'];

function noMatchOf(pattern: string): string | undefined {
  const near = LOWER_CASE.find((text) => matches(pattern, text.toUpperCase()) && !matches(pattern, text));
  return near ?? ['~', 'text', '0', '!!!'].find((text) => !matches(pattern, text));
}

function wrongTexts(
  keyword: (name: string) => unknown,
  { minLength: least, maxLength: most }: Bounds,
): readonly BrokenText[] {
  const [pattern, format] = [keyword('pattern'), keyword('format')];
  const ofFormat = (texts: Readonly<Record<string, string>>) =>
    typeof format === 'string' && Object.hasOwn(texts, format) ? texts[format] : undefined;
  const texts: (readonly [string | undefined, string])[] = [
    [ofFormat(NO_FORMAT), `no ${String(format)}`],
    [ofFormat(NO_DAY), 'a day that does not exist'],
    [typeof pattern === 'string' ? noMatchOf(pattern) : undefined, 'against its pattern'],
    [
      least !== undefined && least > 1 && least < 200 ? 'x'.repeat(least - 1) : undefined,
      `shorter than ${String(least)}`,
    ],
    [most !== undefined && most < 200 ? 'x'.repeat(most + 1) : undefined, `longer than ${String(most)}`],
  ];
  return texts.flatMap(([text, why]): BrokenText[] => (text === undefined ? [] : [{ text, why, kind: 'value' }]));
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

/** The values that a text may spell. */
function readings(text: string): readonly Json[] {
  return /^-?\d+(\.\d+)?$/.test(text) ? [text, Number(text)] : [text];
}

/** Whether a schema accepts a value; `undefined` where that cannot be told. */
function accepting(node: SchemaNode, schemas: AllSchemas): (value: Json) => boolean | undefined {
  try {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
    addFormats.default(ajv);
    const { schema } = toJudgeable(node, schemas);
    const validate = ajv.compile(isRecord(schema) ? { ...schema } : schema === true);
    return (value) => validate(value) === true;
  } catch {
    return () => undefined;
  }
}

/** An id that nobody has. */
export interface UnknownId {
  readonly text: string;
  /** Whether it looks like those that there are, so that a server finds nothing wrong with it but that it is not there. */
  readonly alike: boolean;
}

/** A text of the same form: nines for digits, and for letters, where the digits are few, letters that seldom stand together. */
function likeOf(sample: string): { readonly text: string; readonly isNumbered: boolean } | undefined {
  const isNumbered = sample.replace(/\D/g, '').length >= 4;
  if (isNumbered) return { text: sample.replace(/\d/g, '9'), isNumbered };
  // What stands before a dash tells the kind of thing.
  const kind = /^[A-Za-z]+[-_]/.exec(sample)?.[0] ?? '';
  const rest = sample.slice(kind.length);
  if (rest.replace(/[^A-Za-z\d]/g, '').length < 4) return undefined;
  const rare = ['Q', 'X', 'Z', 'J'];
  let place = 0;
  const other = () => rare[place++ % rare.length] ?? 'Q';
  const text = rest
    .replace(/\d/g, '9')
    .replace(/[A-Z]/g, other)
    .replace(/[a-z]/g, () => other().toLowerCase());
  return { text: kind + text, isNumbered };
}

/**
 * An id that a parameter takes and that nobody has; `undefined` where its schema is too narrow to tell. A text that it does not
 * take would be refused for that, and not for being unknown, so it is made like the one that is shown.
 */
export function unknownId(node: SchemaNode, sample: string | undefined, schemas: AllSchemas): UnknownId | undefined {
  if (enumOf(schemas, node) !== undefined) return undefined;
  const type = [...statedTypes(schemas, node)].find((name) => name !== 'null');
  const format = keywordOf(schemas, node, 'format');
  const accepts = accepting(node, schemas);
  const isTaken = (text: string) => text !== sample && readings(text).some((value) => accepts(value) === true);
  if (type === 'integer' || type === 'number') {
    return isTaken('999999999') ? { text: '999999999', alike: true } : undefined;
  }
  if (type !== undefined && ['boolean', 'array', 'object'].includes(type)) return undefined;
  if (format === 'uuid') return { text: 'ffffffff-ffff-4fff-8fff-ffffffffffff', alike: true };
  const like = sample === undefined ? undefined : likeOf(sample);
  // Letters may be of a kind, such as hexadecimal digits: only a pattern can vouch for other ones.
  const alike = like?.isNumbered === true || keywordOf(schemas, node, 'pattern') !== undefined;
  if (like && isTaken(like.text)) return { text: like.text, alike };
  return format === undefined && isTaken('no-such-id') ? { text: 'no-such-id', alike: false } : undefined;
}
