/**
 * Generates strings that match a pattern. Unsupported syntax (back references, lookaround) is ignored; the result is tested
 * at the end.
 */
import { assertNever } from '../core/errors.ts';
import { toPattern } from './values.ts';

/** A part of a pattern, with the strings it matches. */
type Part =
  | { readonly kind: 'one-of'; readonly texts: readonly string[] }
  | { readonly kind: 'either'; readonly parts: readonly Part[] }
  | { readonly kind: 'all'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number };

export interface Length {
  readonly least: number;
  readonly most: number;
}

/** An upper limit for unbounded repetition, higher than any sample needs. */
const MANY = 1000;

/**
 * A string that matches the pattern, a different one for each `number` if there are enough. `undefined` if none is found.
 *
 * https://tc39.es/ecma262/#sec-patterns, as far as API descriptions use it.
 */
export function patternSample(pattern: string, number: number, { least, most }: Length): string | undefined {
  const matcher = toMatcher(pattern);
  const part = matcher && parse(pattern);
  if (!part) return undefined;
  // Repeat parts the minimum number of times, then more often, until the string is long enough.
  for (const more of [1, 0, 2, 3, 5, 8, 16, 32, 64]) {
    const text = write(part, more, { number }).slice(0, MANY * 2);
    if (text.length >= least && text.length <= most && matcher.test(text)) return text;
  }
  return undefined;
}

/**
 * The lengths that a string can have that matches the pattern, in characters: no match is shorter than `least` or longer than `most`,
 * which is infinite where no limit is known. `undefined`: the pattern is not understood.
 */
export function patternLengths(pattern: string): Length | undefined {
  // The length of a back reference, of a control character and of a surrogate pair is not what stands in the pattern.
  const part = toPattern(pattern) && !/\\[1-9kc]|[\ud800-\udfff]/.test(pattern) ? parse(pattern) : undefined;
  if (!part) return undefined;
  const { least, most } = lengthsOf(part);
  const isWhole = part.kind === 'all' && pattern.startsWith('^') && /[^\\]\$$/.test(pattern);
  return { least, most: isWhole ? most : Number.POSITIVE_INFINITY };
}

function lengthsOf(part: Part): Length {
  switch (part.kind) {
    case 'one-of':
      return { least: 1, most: 1 };
    case 'either': {
      const each = part.parts.map(lengthsOf);
      return { least: Math.min(...each.map(({ least }) => least)), most: Math.max(...each.map(({ most }) => most)) };
    }
    case 'all': {
      const each = part.parts.map(lengthsOf);
      return { least: sum(each.map(({ least }) => least)), most: sum(each.map(({ most }) => most)) };
    }
    case 'repeat': {
      const { least, most } = lengthsOf(part.part);
      const times = part.most >= MANY ? Number.POSITIVE_INFINITY : part.most;
      return { least: least * part.least, most: most === 0 ? 0 : most * times };
    }
    default:
      return assertNever(part);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** Compile the pattern, with the Unicode flag if possible. */
function toMatcher(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return undefined;
}

/** Each choice uses its share of `number`, like a digit of a positional numeral system. */
function write(part: Part, more: number, rest: { number: number }): string {
  const choose = (count: number) => {
    const chosen = rest.number % count;
    rest.number = Math.floor(rest.number / count);
    return chosen;
  };
  switch (part.kind) {
    case 'one-of':
      return part.texts.length === 0 ? '' : (part.texts[choose(part.texts.length)] ?? '');
    case 'either':
      return write(part.parts[choose(part.parts.length)] as Part, more, rest);
    case 'all':
      // From the end, so that strings count up like numbers.
      return part.parts.reduceRight((text, each) => `${write(each, more, rest)}${text}`, '');
    case 'repeat': {
      const times = Math.min(Math.max(part.least, more), part.most, MANY);
      return Array.from({ length: times }, () => write(part.part, more, rest))
        .reverse()
        .join('');
    }
  }
}

interface Source {
  readonly text: string;
  at: number;
}

function parse(pattern: string): Part | undefined {
  const source = { text: pattern, at: 0 };
  const part = parseEither(source);
  return source.at === pattern.length ? part : undefined;
}

function take(source: Source, expected: RegExp): RegExpExecArray | undefined {
  const found = new RegExp(expected.source, 'y');
  found.lastIndex = source.at;
  const match = found.exec(source.text);
  if (match) source.at += match[0].length;
  return match ?? undefined;
}

function parseEither(source: Source): Part {
  const parts = [parseAll(source)];
  while (take(source, /\|/)) parts.push(parseAll(source));
  return parts.length === 1 ? (parts[0] as Part) : { kind: 'either', parts };
}

function parseAll(source: Source): Part {
  const parts: Part[] = [];
  while (source.at < source.text.length && !/[|)]/.test(source.text[source.at] ?? '')) {
    const start = source.at;
    parts.push(parseRepeat(source, parseAtom(source)));
    if (source.at === start) break;
  }
  return { kind: 'all', parts };
}

function parseRepeat(source: Source, part: Part): Part {
  const found = take(source, /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/);
  if (!found) return part;
  const [, sign, low = '0', comma, high] = found;
  if (sign) return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : MANY };
  const least = Number(low);
  return { kind: 'repeat', part, least, most: comma ? (high ? Number(high) : Math.max(least, MANY)) : least };
}

const NOTHING: Part = { kind: 'all', parts: [] };
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const LETTERS = [...PRINTABLE].sort((a, b) => Number(/\w/.test(b)) - Number(/\w/.test(a)));
const CLASSES: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, S: /\S/ };

function oneOf(texts: readonly string[]): Part {
  return { kind: 'one-of', texts };
}

function parseAtom(source: Source): Part {
  // Lookaround is ignored here; the result is tested at the end.
  const group = take(source, /\((\?<?[=!]|\?:|\?<\w+>)?/);
  if (group) {
    const part = parseEither(source);
    take(source, /\)/);
    return /[=!]$/.test(group[1] ?? '') ? NOTHING : part;
  }
  if (take(source, /\^|\$|\\[bB]/)) return NOTHING;
  if (take(source, /\./)) return oneOf(LETTERS);
  const negated = take(source, /\[(\^?)/);
  if (negated) return oneOf(parseClass(source, negated[1] === '^'));
  return oneOf(parseCharacter(source));
}

function parseClass(source: Source, negated: boolean): readonly string[] {
  const listed: string[] = [];
  while (source.at < source.text.length && !take(source, /\]/)) {
    const texts = parseCharacter(source);
    const [from] = texts;
    const isRange = texts.length === 1 && /^-[^\]]/.test(source.text.slice(source.at));
    if (!isRange || from === undefined) {
      listed.push(...texts);
      continue;
    }
    take(source, /-/);
    const to = parseCharacter(source)[0]?.codePointAt(0) ?? 0;
    const first = from.codePointAt(0) ?? 0;
    const length = Math.max(0, Math.min(to - first + 1, MANY));
    listed.push(...Array.from({ length }, (_, index) => String.fromCodePoint(first + index)));
  }
  return negated ? LETTERS.filter((text) => !listed.includes(text)) : listed;
}

/** The strings for one character of the pattern: itself, or the members of a class such as `\d`. */
function parseCharacter(source: Source): readonly string[] {
  const coded = take(source, /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|u\{([\da-fA-F]+)\})/);
  if (coded) return [String.fromCodePoint(Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '0', 16) % 0x110000)];
  const property = take(source, /\\[pP]\{(\w+(?:=\w+)?)\}/);
  if (property) return LETTERS.filter((text) => toMatcher(`^${property[0]}$`)?.test(text));
  const escaped = take(source, /\\(.)/);
  if (!escaped) return [take(source, /[\s\S]/)?.[0] ?? ''];
  const [, name = ''] = escaped;
  if (name === 's') return [' '];
  const known = CLASSES[name];
  if (known) return LETTERS.filter((text) => known.test(text)).sort();
  return [{ t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' }[name] ?? name];
}
