/** What the description of a sort parameter shows of its syntax, and what that is concluded to be. */
import type { Sort } from '../model/list-meaning.ts';

/** The syntax of a sort parameter, as far as the description shows it. */
export interface Syntax extends Pick<Sort, 'ascending' | 'descending' | 'several' | 'direction'> {
  /** The keys that it accepts; `undefined`: any. */
  readonly names: readonly string[] | undefined;
  /** The keys in its examples. */
  readonly described: readonly string[];
  /** Whether keys are names of members, rather than names of orders such as `newest`. */
  readonly isNamed: boolean;
  /** The keys of its default. */
  readonly fallback: readonly string[];
  readonly why: string;
}

/** What a description shows of a sort parameter. */
export interface SortDescription {
  readonly values: readonly string[] | undefined;
  /** Values of examples and of the default. */
  readonly examples: readonly string[];
  readonly fallback: readonly string[];
  readonly description: string;
  /** Whether it is an array, serialized with commas. */
  readonly takesMany: boolean;
}

export const ASC = /^(asc|ascending|up)$/i;
export const DESC = /^(desc|descending|down)$/i;

export function isSeveral({ examples, description, takesMany }: SortDescription): boolean {
  const hasExample = examples.some((text) => wordsOf(text).length > 1);
  return takesMany || hasExample || /\b(comma\w*|separated|list of|multiple|several|one or more)\b/i.test(description);
}

/** `-createdAt,priority` -> its keys; none if the text has another syntax. */
export function wordsOf(text: string): string[] {
  return /^[-+]?[A-Za-z_][\w.]*(,\s?[-+]?[A-Za-z_][\w.]*)*$/.test(text) ? text.split(/,\s?/) : [];
}

export function quoted(text: string): readonly string[] {
  return [...text.matchAll(/["'`‘“]([^"'`’”\s]+)["'`’”]/g)].map(([, word]) => word ?? '');
}

const ANY_FIELD =
  /\b(any|all|every|each) (of the )?(\w+ )?(fields?|attributes?|propert(y|ies)|members?)\b|\b(list|names?) of (the )?(\w+ )?(fields?|attributes?|propert(y|ies)|members?)\b|\b(fields?|attributes?|property|members?) names?\b/i;

const ONE_OF =
  /\b(?:one of|either|allowed|supported|available|accepted|possible|valid|sortable|permitted|known)(?: (?:values|fields|keys|attributes|options|properties|members|columns|by|names))?(?: (?:are|is|include))?\s*:?\s*\(?([^.;()]*)|\b(?:fields|keys|values|attributes|properties|members|columns|options|sort by|by)\s*[:(]\s*([^.;()]*)/gi;

/** The keys that a description names; `undefined` if it names none, so that any may be accepted. */
export function statedNames(
  { description }: SortDescription,
  examples: readonly string[] = [],
): readonly string[] | undefined {
  const clean = (word: string) => word.replace(/^[-+]/, '').replace(/[:,. ](asc|desc)$/i, '');
  const listed = [...description.matchAll(ONE_OF)].flatMap(([, one = '', other = '']) =>
    (one || other)
      .split(/,|\bor\b|\band\b|\||\//)
      .map((word) => word.replace(/["'`‘’“”]/g, '').trim())
      .filter((word) => /^[-+]?[A-Za-z_][\w.]*$/.test(word)),
  );
  const inQuotes = quoted(description)
    .flatMap((text) => text.split(','))
    .filter((word) => /^[-+]?[A-Za-z_][\w.]*(:(asc|desc))?$/.test(word));
  const spelled = [...description.matchAll(/(?<![\w-])[-+]?[A-Za-z]\w*(?:[._]\w+|[a-z][A-Z]\w*)\b/g)].map(
    ([word]) => word,
  );
  const named = [...listed, ...inQuotes, ...spelled].map(clean);
  if (listed.length === 0 && ANY_FIELD.test(description)) return undefined;
  return [...new Set([...named, ...examples.map(clean)])];
}
