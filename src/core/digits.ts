/**
 * Numbers that a double cannot hold, such as most 64-bit integers: each text has a double of its own that stands for it, by which it is
 * written as it was read.
 *
 * The double is the nearest one that is free. Two such texts may round to the same double, and then the second gets a neighbour, unless it is a
 * bound of a schema: a bound that moves could refuse what it allows. The table only grows, by texts of descriptions.
 */
import type { Json } from './json.ts';

const TEXTS = new Map<number, string>();
const NUMBERS = new Map<string, number>();
/** Doubles that stand for themselves, since a text of as many digits is one. */
const HELD = new Set<number>();

/** The digits from which a text may be no double. */
const MANY = 16;

/** Whether a text may hold such a number. */
export function mayBeExact(text: string): boolean {
  return /\d[\d.]{15,}/.test(text);
}

/** The number for a text of JSON. `bound`: it is a limit of a schema. */
export function toNumber(text: string, bound = false): number {
  const nearest = Number(text);
  if (digitsIn(text).length < MANY) return nearest;
  const known = NUMBERS.get(text);
  if (known !== undefined) return bound ? nearest : known;
  const isHeld = canonical(text) === canonical(String(nearest));
  if (isHeld && !TEXTS.has(nearest)) {
    HELD.add(nearest);
    return nearest;
  }
  const own = isFree(nearest) ? nearest : bound ? undefined : freeBeside(nearest);
  if (own === undefined) return nearest;
  TEXTS.set(own, text);
  NUMBERS.set(text, own);
  return own;
}

/** The number of a text that comes from elsewhere. */
export function knownNumber(text: string): number {
  return NUMBERS.get(text) ?? Number(text);
}

/**
 * Which of two numbers is greater, by the digits with which they were read: negative, 0 or positive. One that stands for a text may lie on
 * the other side of a bound.
 */
export function compareNumbers(a: number, b: number): number {
  if (!TEXTS.has(a) && !TEXTS.has(b)) return Math.sign(a - b);
  const [one, other] = [numberText(a), numberText(b)];
  const areWhole = [one, other].every((text) => /^-?\d+$/.test(text));
  if (!areWhole) return Math.sign(a - b);
  const difference = BigInt(one) - BigInt(other);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** The text of a number in JSON, with the digits with which it was read. */
export function numberText(value: number): string {
  return TEXTS.get(value) ?? JSON.stringify(value);
}

/** The double of the text with which a number was read; `undefined` if the text has more digits than a double, or none. */
export function doubleOf(value: number): number | undefined {
  const text = numberText(value);
  const double = Number(text);
  return Number.isFinite(value) && canonical(text) === canonical(String(double)) ? double : undefined;
}

/** As `JSON.stringify`, with the digits with which numbers were read. */
export function exactJson(value: unknown, indent?: number): string {
  if (TEXTS.size === 0) return JSON.stringify(value, null, indent);
  const marked = JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'number' && TEXTS.has(inner) ? `\0${TEXTS.get(inner)}` : inner),
    indent,
  );
  return marked?.replace(/"\\u0000(-?\d[\d.eE+-]*)"/g, (token, text: string) => (NUMBERS.has(text) ? text : token));
}

/** A text as it is, and anything else as JSON, with the digits of numbers. */
export function exactText(value: unknown): string {
  return typeof value === 'string' ? value : exactJson(value);
}

/** As `JSON.parse`, with the numbers that stand for texts of a description. No text is added to them. */
export function exactParse(text: string): unknown {
  if (NUMBERS.size === 0 || !mayBeExact(text)) return JSON.parse(text) as unknown;
  return JSON.parse(withNumbers(text, knownNumber));
}

/** The members of a schema that are limits. */
const BOUNDS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);

export function isBound(member: string): boolean {
  return BOUNDS.has(member);
}

/** The value of a text in a description that is JSON, with all digits of its numbers; `undefined` for another text. */
export function jsonInText(text: string): Json | undefined {
  try {
    return JSON.parse(toStandIns(text)) as Json;
  } catch {
    return undefined;
  }
}

/** A JSON text in which each long number is the one that stands for it. */
export function toStandIns(json: string): string {
  return withNumbers(json, toNumber);
}

/** Such a number where JSON has a value. Most long numbers stand in texts, such as ids. */
const LONG_VALUE = /(?:^|[:,[])\s*-?\d[\d.]{15,}/;

function withNumbers(json: string, toOne: (token: string, bound: boolean) => number): string {
  if (!LONG_VALUE.test(json)) return json;
  let member = '';
  let end = 0;
  return json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token: string, offset: number) => {
    if (token.startsWith('"')) {
      member = token.slice(1, -1);
      end = offset + token.length;
      return token;
    }
    // Most numbers are short, and need no look at their digits.
    if (token.length < MANY || digitsIn(token).length < MANY) return token;
    const isValue = json.slice(end, offset).trim() === ':';
    return String(toOne(token, isValue && isBound(member)));
  });
}

function digitsIn(text: string): string {
  return text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
}

/** Equal for texts of the same number: its digits without zeros at the ends, and the place of the point. */
function canonical(text: string): string {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${part}`;
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  return `${sign}${digits.slice(leading).replace(/0+$/, '')}e${whole.length - leading + Number(exponent)}`;
}

/** A number with few digits may stand in a description by itself. */
function isFree(value: number): boolean {
  const isTaken = TEXTS.has(value) || HELD.has(value);
  return Number.isFinite(value) && !isTaken && digitsIn(String(value)).replace(/0+$/, '').length >= MANY;
}

/** The nearest free double in the direction of zero. */
function freeBeside(value: number): number | undefined {
  let next = Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE;
  for (let tries = 0; tries < 1000; tries += 1) {
    next = towardsZero(next);
    if (isFree(next)) return next;
  }
  return undefined;
}

function towardsZero(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}
