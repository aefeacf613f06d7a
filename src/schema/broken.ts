import { numberText } from '../core/digits.ts';
import { isRecord, type Json, toPlainText } from '../core/json.ts';
import { once } from '../core/once.ts';
import { acceptedBy } from './accepted-by.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { oneValueOf } from './members.ts';
import type { AllSchemas, SchemaNode, Schemas } from './node.ts';
import { toJudgeable } from './to-judgeable.ts';
import { enumOf, statedTypes } from './types-of.ts';
import { keywordOf } from './walk.ts';

/** A string that is not a valid value of a parameter, and the reason as part of a title: `below its minimum of 1`. */
export interface BrokenText {
  readonly text: string;
  readonly why: string;
  /**
   * Determines how servers react: they may clamp `too-low` and `too-high`, need not check a `format`, may read any text as a `boolean`, and
   * refuse the others.
   */
  readonly kind: 'number' | 'boolean' | 'too-low' | 'too-high' | 'format' | 'value';
}

/**
 * Strings that a parameter's schema does not accept, one for each constraint, simplest first. Empty if the schema accepts
 * any string. Each string is judged, read as every value it can represent.
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
    value === undefined
      ? []
      : [{ text: by === 0 ? numberText(value) : String(value + by), why: `${why} ${numberText(value)}`, kind }];
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

/** A number that is not a multiple of a step, an integer if possible. */
function offStep(step: number, least: number): number {
  const multiple = Math.ceil(least / step + 1) * step;
  return Number.isInteger(step) && step > 1 ? multiple + 1 : multiple + step / 2;
}

function noneOfEnum(values: readonly unknown[] | undefined): readonly BrokenText[] {
  if (!values || values.includes('none-of-these')) return [];
  const numbers = values.filter((value) => typeof value === 'number');
  const other = Math.max(...numbers) + 1;
  const text = Number.isSafeInteger(Math.trunc(other)) ? String(other) : 'none-of-these';
  const isSwitch = values.every((value) => SWITCH.test(String(value)));
  return [{ text, why: 'not an allowed value', kind: isSwitch ? 'boolean' : 'value' }];
}

/** What is a boolean, also where its type is another one. */
const SWITCH = /^(true|false|yes|no|on|off|[01])$/i;

/** For each format, a string that no implementation accepts. */
const NO_FORMAT: Readonly<Record<string, string>> = {
  date: 'no-date',
  'date-time': 'no-date-time',
  uuid: 'no-uuid',
  email: 'no-email',
  ipv4: '999.999.999.999',
  ipv6: 'no-ipv6',
};

/** A date that no calendar has. Some implementations roll it over to the first of March. */
const NO_DAY: Readonly<Record<string, string>> = { date: '2024-02-30', 'date-time': '2024-02-30T00:00:00Z' };

/** Tried first for patterns that allow only upper case: a server that ignores case would wrongly accept them. */
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
  const texts: (readonly [string | undefined, string, 'format'?])[] = [
    [ofFormat(NO_FORMAT), `not a valid ${toPlainText(format)}`, 'format'],
    [ofFormat(NO_DAY), 'a day that does not exist', 'format'],
    [typeof pattern === 'string' ? noMatchOf(pattern) : undefined, 'not a match for its pattern'],
    [
      least !== undefined && least > 1 && least < 200 ? 'x'.repeat(least - 1) : undefined,
      `shorter than ${String(least)}`,
    ],
    [most !== undefined && most < 200 ? 'x'.repeat(most + 1) : undefined, `longer than ${String(most)}`],
  ];
  return texts.flatMap(([text, why, kind = 'value' as const]): BrokenText[] =>
    text === undefined ? [] : [{ text, why, kind }],
  );
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

/** The values that a string can represent: itself, and a number or a boolean if it looks like one. */
export function readings(text: string): readonly Json[] {
  if (text === 'true' || text === 'false') return [text, text === 'true'];
  return /^-?\d+(\.\d+)?$/.test(text) ? [text, Number(text)] : [text];
}

/** Whether a schema accepts a value; `undefined` if that is not known. */
export function accepting(node: SchemaNode, schemas: AllSchemas): (value: Json) => boolean | undefined {
  const { schema } = toJudgeable(node, schemas);
  if (!isRecord(schema)) return acceptedBy(schema, schemas);
  const known = verdicts(schemas);
  const accepts = known.get(schema) ?? acceptedBy(schema, schemas);
  known.set(schema, accepts);
  return accepts;
}

/** Several operations have the same parameter. */
const verdicts = once((_of: AllSchemas) => new WeakMap<object, (value: Json) => boolean | undefined>());
