import { ASC, DESC, isSeveral, type SortDescription, type Syntax, statedNames } from './sort-description.ts';

/** The direction as a suffix: `createdAt:desc`, `createdAt desc`, `createdAt,desc`, `created_at_desc`. */
export function bySuffix(described: SortDescription): Syntax | undefined {
  const { values, examples, fallback } = described;
  const parts = suffixed(described);
  const direction = suffixDirection(described, parts);
  if (!direction) return undefined;
  const { separator, ascends, descends } = direction;
  const both = parts.filter(
    ({ name }) =>
      !values ||
      (values.includes(`${name}${separator}${descends}`) &&
        values.includes(ascends === undefined ? name : `${name}${separator}${ascends}`)),
  );
  const bare = (text: string) => text.split(separator)[0] ?? '';
  const names = values ? both.map(({ name }) => name) : statedNames(described, examples.map(bare));
  if (names?.length === 0) return undefined;
  return {
    ascending: ascends === undefined ? '{key}' : `{key}${separator}${ascends}`,
    descending: `{key}${separator}${descends}`,
    several: separator !== ',' && separator !== '_' && !values && isSeveral(described),
    names: names && [...new Set(names)],
    described: [...examples.map(bare), ...both.map(({ name }) => name)],
    isNamed: true,
    fallback: fallback.map(bare),
    why: values ? 'its enum, with both directions' : 'its example or description, with the direction after the key',
  };
}

interface Suffixed {
  readonly name: string;
  readonly separator: string;
  readonly word: string;
}

/** The values with a suffix: from the enum if there is one, else from examples and the description. */
function suffixed({ values, examples, description }: SortDescription): readonly Suffixed[] {
  const stated = [...description.matchAll(/[\w.}>{<]+(?: (?:asc|desc)\b|[:,.|+]\[?\(?(?:asc|desc)\b)/gi)].map(
    ([text]) => text.replace(/[{}<>[\](]/g, ''),
  );
  const candidates = values ?? [...examples, ...stated];
  return candidates.flatMap((text) => {
    const match = /^([\w.]+?)([:,. _|+]|__)(asc|desc|ascending|descending)(?![\w])/i.exec(text);
    return match ? [{ name: match[1] ?? '', separator: match[2] ?? '', word: match[3] ?? '' }] : [];
  });
}

/** The separator and the words for both directions; `ascends` is missing if the plain name ascends. */
function suffixDirection({ values, description }: SortDescription, parts: readonly Suffixed[]) {
  const down = parts.find(({ word }) => DESC.test(word));
  const up = parts.find(({ word, separator }) => ASC.test(word) && (!down || separator === down.separator));
  const separator = (down ?? up)?.separator;
  if (separator === undefined || parts.some((part) => part.separator !== separator)) return undefined;
  const says = (pattern: RegExp) => pattern.exec(description)?.[0];
  const descends = down?.word ?? says(/\bdesc(ending)?\b/i) ?? 'desc';
  const ascends = up?.word ?? (values ? undefined : says(/\basc\b/i));
  // Ascending by the plain name must be visible in the description.
  const isPlain = values ? values.some((value) => parts.some(({ name }) => name === value)) : separator === ' ';
  return ascends === undefined && !isPlain ? undefined : { separator, ascends, descends };
}
