/** Reads a pattern into its parts. https://tc39.es/ecma262/#sec-patterns, as far as API descriptions use it. */

/** A part of a pattern, with the strings it matches. */
export type Part =
  | { readonly kind: 'one-of'; readonly texts: readonly string[] }
  | { readonly kind: 'either'; readonly parts: readonly Part[] }
  | { readonly kind: 'all'; readonly parts: readonly Part[] }
  /** A group with its number, and its name. */
  | { readonly kind: 'group'; readonly keys: readonly string[]; readonly part: Part }
  | { readonly kind: 'back'; readonly key: string }
  | {
      readonly kind: 'repeat';
      readonly part: Part;
      readonly least: number;
      readonly most: number;
      /** `*?`: as seldom as possible. */
      readonly isLazy: boolean;
    };

/** An upper limit for unbounded repetition, higher than any sample needs. */
export const MANY = 1000;

/** Compile the pattern, with the Unicode flag if possible. */
export function toMatcher(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return undefined;
}

interface Source {
  readonly text: string;
  at: number;
  groups: number;
  /** What `(?=.*…)` requires at any place. */
  readonly later: Part[];
  /** Whether `(?<=…)` is a part like any other. */
  readonly isBeforeWritten: boolean;
}

/** What a text consists of, and what must come somewhere in it besides. */
export interface Parsed {
  readonly part: Part;
  readonly later: readonly Part[];
}

/** The parts of a pattern; `undefined` where it is not understood. */
export function parsePattern(pattern: string, isBeforeWritten = false): Parsed | undefined {
  const source: Source = { text: pattern, at: 0, groups: 0, later: [], isBeforeWritten };
  const part = parseEither(source);
  return source.at === pattern.length ? { part, later: source.later } : undefined;
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
  const found = take(source, /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/);
  if (!found) return part;
  const [, sign, low = '0', comma, high, lazy] = found;
  const isLazy = lazy === '?';
  if (sign) return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : MANY, isLazy };
  const least = Number(low);
  return { kind: 'repeat', part, least, most: comma ? (high ? Number(high) : Math.max(least, MANY)) : least, isLazy };
}

const NOTHING: Part = { kind: 'all', parts: [] };
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const LETTERS = [...PRINTABLE].sort((a, b) => Number(/\w/.test(b)) - Number(/\w/.test(a)));
const CLASSES: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, S: /\S/ };

function oneOf(texts: readonly string[]): Part {
  return { kind: 'one-of', texts };
}

function parseAtom(source: Source): Part {
  const group = take(source, /\((\?<?[=!]|\?:|\?<(\w+)>)?/);
  if (group) return parseGroup(source, group);
  const back = take(source, /\\(?:([1-9])(?!\d)|k<(\w+)>)/);
  if (back) return { kind: 'back', key: back[1] ?? back[2] ?? '' };
  if (take(source, /\^|\$|\\[bB]/)) return NOTHING;
  if (take(source, /\./)) return oneOf(LETTERS);
  const negated = take(source, /\[(\^?)/);
  if (negated) return oneOf(parseClass(source, negated[1] === '^'));
  return oneOf(parseCharacter(source));
}

function parseGroup(source: Source, [, sign = '', name]: RegExpExecArray): Part {
  const isCounted = sign === '' || name !== undefined;
  if (isCounted) source.groups += 1;
  const keys = [String(source.groups), ...(name === undefined ? [] : [name])];
  const isLater = sign === '?=' && take(source, /\.\*\??/) !== undefined;
  const part = parseEither(source);
  take(source, /\)/);
  if (isLater) source.later.push(part);
  if (sign === '?<=' && source.isBeforeWritten) return part;
  if (/[=!]$/.test(sign)) return NOTHING;
  return isCounted ? { kind: 'group', keys, part } : part;
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
  if (!escaped) return [take(source, /[\ud800-\udbff][\udc00-\udfff]|[\s\S]/)?.[0] ?? ''];
  const [, name = ''] = escaped;
  if (name === 's') return [' '];
  const known = CLASSES[name];
  if (known) return LETTERS.filter((text) => known.test(text)).sort();
  return [{ t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' }[name] ?? name];
}
