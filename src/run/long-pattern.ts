/** Patterns that may be many kilobytes long, and where a text has one or the beginning of one. */

/**
 * A pattern that may be many kilobytes long, as that of a token in all its spellings is. Such a pattern is not optimized by the engine, and
 * most texts do not have its beginning. So that is looked for first.
 */
export interface LongPattern {
  readonly beginning: RegExp;
  readonly whole: () => RegExp;
  /** One for each character, sticky. */
  readonly characters: () => readonly RegExp[];
  /** Whether its beginning identifies it, anywhere in a text. */
  readonly isLong: boolean;
  /** The first characters, which identify it where a text was cut. */
  readonly identifying: RegExp;
}

/** How many characters of a secret are its beginning. */
const BEGINNING = 40;

/** How many of its first characters identify a long secret, anywhere in a text. */
const BEGINNING_OF_LONG = 10;

/** One pattern made of those of its characters. `enough`: so many of the first ones identify it where a text was cut. */
export function toLongPattern(characters: readonly string[], enough: number): LongPattern {
  let whole: RegExp | undefined;
  let each: readonly RegExp[] | undefined;
  const isLong = characters.length >= 2 * BEGINNING_OF_LONG;
  return {
    beginning: new RegExp(characters.slice(0, isLong ? BEGINNING_OF_LONG : BEGINNING).join(''), 'g'),
    whole: () => {
      whole ??= new RegExp(characters.join(''), 'y');
      return whole;
    },
    characters: () => {
      each ??= toSticky(characters);
      return each;
    },
    isLong,
    identifying: new RegExp(characters.slice(0, enough).join(''), 'g'),
  };
}

function toSticky(patterns: readonly string[]): readonly RegExp[] {
  const known = new Map<string, RegExp>();
  return patterns.map((pattern) => {
    const regExp = known.get(pattern) ?? new RegExp(pattern, 'y');
    known.set(pattern, regExp);
    return regExp;
  });
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a text has what a pattern describes, or the beginning of it if it is long. Matches do not overlap. */
export function* placesOf({ beginning, whole, characters, isLong }: LongPattern, text: string): Iterable<Place> {
  beginning.lastIndex = 0;
  for (let found = beginning.exec(text); found; found = beginning.exec(text)) {
    const pattern = whole();
    const start = found.index;
    pattern.lastIndex = start;
    const [match] = pattern.exec(text) ?? [];
    const end =
      match !== undefined ? start + match.length : isLong ? endsOf(characters(), text, start).at(-1) : undefined;
    if (end !== undefined) yield { start, end };
    beginning.lastIndex = end ?? start + 1;
  }
}

/** Where the characters end that stand in a text one after the other. */
function endsOf(characters: readonly RegExp[], text: string, start: number): readonly number[] {
  const ends: number[] = [];
  for (const character of characters) {
    const at = ends.at(-1) ?? start;
    character.lastIndex = at;
    const [match] = character.exec(text) ?? [];
    if (match === undefined) break;
    ends.push(at + match.length);
  }
  return ends;
}

/** The mark where a text was cut, after part of an encoded character, such as `%C` or `&quo`, if there is one. */
const CUT = /([%&\\][\w#%\\]{0,12})?(?:…|\.{3})/y;

/** Where a text that was cut ends with the beginning of what a pattern describes. */
export function* placesBeforeCuts({ characters, identifying }: LongPattern, text: string): Iterable<Place> {
  identifying.lastIndex = 0;
  for (let found = identifying.exec(text); found; found = identifying.exec(text)) {
    const start = found.index;
    const ends = [start + found[0].length, ...endsOf(characters(), text, start)].flatMap((end) => {
      CUT.lastIndex = end;
      const cut = CUT.exec(text);
      return cut ? [end + (cut[1]?.length ?? 0)] : [];
    });
    if (ends.length > 0) yield { start, end: Math.max(...ends) };
    identifying.lastIndex = start + 1;
  }
}
