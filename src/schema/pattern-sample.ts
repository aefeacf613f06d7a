/**
 * Generates strings that match a pattern. Of lookaround, only what must come later is read, `(?=.*\\d)`, and what must come before,
 * `(?<=€)`; the result is tested at the end.
 */
import { assertNever } from '../core/errors.ts';
import { MANY, type Parsed, type Part, parsePattern, toMatcher } from './pattern-parts.ts';
import { lengthOf, toPattern } from './values.ts';

export interface Length {
  readonly least: number;
  readonly most: number;
}

/**
 * A string that matches the pattern, a different one for each `number` if there are enough. `undefined` if none is found.
 *
 * https://tc39.es/ecma262/#sec-patterns, as far as API descriptions use it.
 */
export function patternSample(pattern: string, number: number, { least, most }: Length): string | undefined {
  const matcher = toMatcher(pattern);
  if (!matcher) return undefined;
  const isRight = (one: string) => isWithin(one, least, most) && matcher.test(one);
  // What must come before may be there already, by what stands before it in the pattern.
  for (const isWritten of pattern.includes('(?<=') ? [true, false] : [false]) {
    const parsed = parsePattern(pattern, isWritten);
    const found = parsed && textFor(parsed, number, isRight);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a text has a length within bounds, in characters. */
function isWithin(text: string, least: number, most: number): boolean {
  const length = lengthOf(text);
  return length >= least && length <= most;
}

function textFor({ part, later }: Parsed, number: number, isRight: (text: string) => boolean): string | undefined {
  // Repeat parts the minimum number of times, then more often, until the string is long enough.
  for (const more of [1, 0, 2, 3, 5, 8, 16, 32, 64]) {
    const text = written(part, more, number).slice(0, MANY * 2);
    if (isRight(text)) return text;
    const found = withLater(text, later).find(isRight);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A text with what must come somewhere in it: after its first character, and instead of what follows that. */
function withLater(text: string, later: readonly Part[]): readonly string[] {
  const needed = later.map((part) => written(part, 1, 0)).join('');
  const [first, rest] = [text.slice(0, 1), text.slice(1)];
  return needed === '' ? [] : [first + needed + rest, first + needed + rest.slice(needed.length)];
}

/** A string for a part, with what back references repeat. */
function written(part: Part, more: number, number: number): string {
  const rest: Writing = { number, groups: new Map() };
  const text = write(part, more, rest);
  if (!text.includes('\u{10fffe}')) return text;
  return text.replaceAll(BACK, (_, key: string) => rest.groups.get(key) ?? '').replaceAll(BACK, '');
}

/** Where a back reference is, while the group is not written yet. No description has these characters. */
const BACK = /\u{10fffe}([^\u{10ffff}]*)\u{10ffff}/gu;

interface Writing {
  number: number;
  readonly groups: Map<string, string>;
}

/**
 * The lengths that a string can have that matches the pattern, in characters: no match is shorter than `least` or longer than `most`,
 * which is infinite where no limit is known. `undefined`: the pattern is not understood.
 */
export function patternLengths(pattern: string): Length | undefined {
  // The length of a back reference, of a control character and of a surrogate pair is not what stands in the pattern.
  const part =
    toPattern(pattern) && !/\\[1-9kc]|[\ud800-\udfff]/.test(pattern) ? parsePattern(pattern)?.part : undefined;
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
    case 'group':
      return lengthsOf(part.part);
    case 'back':
      return { least: 0, most: Number.POSITIVE_INFINITY };
    default:
      return assertNever(part);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** Each choice uses its share of `number`, like a digit of a positional numeral system. */
function write(part: Part, more: number, rest: Writing): string {
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
      const times = Math.min(Math.max(part.least, part.isLazy ? more - 1 : more), part.most, MANY);
      return Array.from({ length: times }, () => write(part.part, more, rest))
        .reverse()
        .join('');
    }
    case 'group': {
      const text = write(part.part, more, rest);
      // A group that is repeated has what it matched at last, which is written first.
      for (const key of part.keys) if (!rest.groups.has(key)) rest.groups.set(key, text);
      return text;
    }
    case 'back':
      return `\u{10fffe}${part.key}\u{10ffff}`;
  }
}
