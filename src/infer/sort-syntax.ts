import type { Sort } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { itemsOf } from '../schema/members.ts';
import { enumOf, type Scalar, scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';
import { toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { HAS_ORDER, sentencesOf } from './prose.ts';

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
interface SortDescription {
  readonly values: readonly string[] | undefined;
  /** Values of examples and of the default. */
  readonly examples: readonly string[];
  readonly fallback: readonly string[];
  readonly description: string;
  /** Whether it is an array, serialized with commas. */
  readonly takesMany: boolean;
}

/** The syntax of a sort parameter; `undefined` if the description does not show both directions. */
export function syntaxOf(found: FoundList, parameter: Parameter, direction: Parameter | undefined): Syntax | undefined {
  const described = readSortParameter(found, parameter);
  if (!described) return undefined;
  return (
    byDirection(found, described, direction) ?? byOrderNames(described) ?? bySuffix(described) ?? byPrefix(described)
  );
}

function readSortParameter({ schemas }: FoundList, parameter: Parameter): SortDescription | undefined {
  const schema = parameter.node;
  const elements = itemsOf(schemas, schema);
  const type: Scalar | undefined = elements ? scalarOrNull(schemas, elements) : scalarOrNull(schemas, schema);
  if (parameter.spelling !== 'single' || type !== 'string') return undefined;
  const texts = (values: readonly unknown[]) =>
    values.flat().filter((value): value is string => typeof value === 'string');
  const values =
    enumOf(schemas, schema) ??
    (elements && enumOf(schemas, elements)) ??
    valuesOfPattern(textOf(schemas, schema, 'pattern'));
  const examples = [
    parameter.example,
    ...(elements ? exampleValues(schemas, elements) : []),
    ...exampleValues(schemas, schema),
  ];
  return {
    values: values && texts(values),
    examples: texts(examples),
    fallback: texts([keywordOf(schemas, schema, 'default')]),
    description: [parameter.description, textOf(schemas, schema, 'description')].filter(Boolean).join(' '),
    takesMany: parameter.commas === true && keywordOf(schemas, schema, 'maxItems') !== 1,
  };
}

/**
 * The values that a pattern such as `^-?(name|createdAt)(,-?(name|createdAt))*$` accepts, for one key. Other patterns are
 * not read.
 */
function valuesOfPattern(pattern: string): readonly string[] | undefined {
  const first = /^\^\(?(\[-\]\?|-\?|\[\+-\]\?)?\(?(?:\?:)?([\w.]+(?:\|[\w.]+)*)\)/.exec(pattern);
  if (!first) return undefined;
  const names = (first[2] ?? '').split('|');
  return first[1] ? names.flatMap((name) => [name, `-${name}`]) : names;
}

const ASC = /^(asc|ascending|up)$/i;
const DESC = /^(desc|descending|down)$/i;

/** A separate parameter for the direction, with an enum for both. */
function byDirection(
  { schemas }: FoundList,
  described: SortDescription,
  direction: Parameter | undefined,
): Syntax | undefined {
  if (!direction) return undefined;
  const values = (enumOf(schemas, direction.node) ?? quoted(direction.description)).map(String);
  const ascending = values.find((value) => ASC.test(value));
  const descending = values.find((value) => DESC.test(value));
  if (ascending === undefined || descending === undefined || direction.spelling !== 'single') return undefined;
  return {
    ascending: '{key}',
    descending: '{key}',
    several: false,
    direction: { parameter: direction.name, ascending, descending },
    names: described.values ?? statedNames(described),
    described: [],
    isNamed: true,
    fallback: described.fallback,
    why: `"${direction.name}" tells the direction`,
  };
}

const NEWEST = /^(newest|latest|most_recent|newest_first|latest_first)$/;
const OLDEST = /^(oldest|earliest|least_recent|oldest_first|earliest_first)$/;

/** Named orders: `newest` and `oldest`. */
function byOrderNames({ values, fallback }: SortDescription): Syntax | undefined {
  const descending = values?.find((value) => NEWEST.test(toPlainName(value)));
  const ascending = values?.find((value) => OLDEST.test(toPlainName(value)));
  if (ascending === undefined || descending === undefined) return undefined;
  const why = `its enum, with "${ascending}" and "${descending}"`;
  return { ascending, descending, several: false, names: [], described: [], isNamed: false, fallback, why };
}

/** The direction as a suffix: `createdAt:desc`, `createdAt desc`, `createdAt,desc`, `created_at_desc`. */
function bySuffix(described: SortDescription): Syntax | undefined {
  const { values, examples, description, fallback } = described;
  const stated = [...description.matchAll(/[\w.}>{<]+(?: (?:asc|desc)\b|[:,.|+]\[?\(?(?:asc|desc)\b)/gi)].map(
    ([text]) => text.replace(/[{}<>[\](]/g, ''),
  );
  const candidates = values ?? [...examples, ...stated];
  const parts = candidates.flatMap((text) => {
    const match = /^([\w.]+?)([:,. _|+]|__)(asc|desc|ascending|descending)(?![\w])/i.exec(text);
    return match ? [{ name: match[1] ?? '', separator: match[2] ?? '', word: match[3] ?? '', text }] : [];
  });
  const down = parts.find(({ word }) => DESC.test(word));
  const up = parts.find(({ word, separator }) => ASC.test(word) && (!down || separator === down.separator));
  const separator = (down ?? up)?.separator;
  if (separator === undefined || parts.some((part) => part.separator !== separator)) return undefined;
  const says = (pattern: RegExp) => pattern.exec(description)?.[0];
  const descends = down?.word ?? says(/\bdesc(ending)?\b/i) ?? 'desc';
  const ascends = up?.word ?? (values ? undefined : says(/\basc\b/i));
  // Ascending by the plain name must be visible in the description.
  const isPlain = values ? values.some((value) => parts.some(({ name }) => name === value)) : separator === ' ';
  if (ascends === undefined && !isPlain) return undefined;
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
    described: examples.map(bare),
    isNamed: true,
    fallback: fallback.map(bare),
    why: values ? 'its enum, with both directions' : 'its example or description, with the direction after the key',
  };
}

/** The direction as a prefix: `-createdAt`. */
function byPrefix(described: SortDescription): Syntax | undefined {
  const { values, examples, description, fallback } = described;
  const bare = (text: string) => text.replace(/^[-+]/, '');
  const common = {
    ascending: '{key}',
    descending: '-{key}',
    described: examples.flatMap(wordsOf).map(bare),
    isNamed: true,
    fallback: fallback.flatMap(wordsOf).map(bare),
  };
  if (values) {
    const names = values.filter((value) => values.includes(`-${value}`));
    if (names.length > 0)
      return { ...common, several: isSeveral(described), names, why: 'its enum, with and without "-"' };
    return undefined;
  }
  const words = examples.flatMap(wordsOf);
  const isStated = isDashStated(description);
  if (!isStated && !words.some((word) => word.startsWith('-'))) return undefined;
  return {
    ...common,
    several: isSeveral(described),
    names: statedNames(described, words.map(bare)),
    why: isStated ? 'its description' : 'its example',
  };
}

function isDashStated(description: string): boolean {
  const isDash = /(["'`(‘“]\s?[-−]\s?["'`)’”]|\bminus\b|\bhyphen\b|\bdash\b|[\s(`"']-[a-z][\w.]*)/i.test(description);
  return isDash && /\b(desc|descend\w*|revers\w*)\b/i.test(description);
}

function isSeveral({ examples, description, takesMany }: SortDescription): boolean {
  const hasExample = examples.some((text) => wordsOf(text).length > 1);
  return takesMany || hasExample || /\b(comma\w*|separated|list of|multiple|several|one or more)\b/i.test(description);
}

/** `-createdAt,priority` -> its keys; none if the text has another syntax. */
function wordsOf(text: string): string[] {
  return /^[-+]?[A-Za-z_][\w.]*(,\s?[-+]?[A-Za-z_][\w.]*)*$/.test(text) ? text.split(/,\s?/) : [];
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/["'`‘“]([^"'`’”\s]+)["'`’”]/g)].map(([, word]) => word ?? '');
}

const ANY_FIELD =
  /\b(any|all|every|each) (of the )?(\w+ )?(fields?|attributes?|propert(y|ies)|members?)\b|\b(list|names?) of (the )?(\w+ )?(fields?|attributes?|propert(y|ies)|members?)\b|\b(fields?|attributes?|property|members?) names?\b/i;

const ONE_OF =
  /\b(?:one of|either|allowed|supported|available|accepted|possible|valid|sortable|permitted|known)(?: (?:values|fields|keys|attributes|options|properties|members|columns|by|names))?(?: (?:are|is|include))?\s*:?\s*\(?([^.;()]*)|\b(?:fields|keys|values|attributes|properties|members|columns|options|sort by|by)\s*[:(]\s*([^.;()]*)/gi;

/** The keys that a description names; `undefined` if it names none, so that any may be accepted. */
function statedNames(
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

/** Whether the list has a default order: an understood default of the parameter, or a sentence. */
export function hasOrder(
  { schemas, operation }: FoundList,
  sort: Parameter | undefined,
  isKey: (name: string) => boolean,
): boolean {
  const isOrder = (text: string) => {
    const words = text.split(/[^\w.]+/).map((word) => word.replace(/[._](asc|desc)$/i, ''));
    return (
      HAS_ORDER.test(text) ||
      words.some((word) => isKey(word) || [NEWEST, OLDEST].some((names) => names.test(toPlainName(word))))
    );
  };
  const fallback = [sort && keywordOf(schemas, sort.node, 'default')].flat();
  const defaults = sentencesOf(sort?.description ?? '').filter((sentence) =>
    /\b(default\w*|without it|if omitted)\b/i.test(sentence),
  );
  const stated = operation.description.replace(/\b(can|may|could) be (sorted|ordered)[^.]*/gi, '');
  return HAS_ORDER.test(stated) || [...fallback, ...defaults].some((text) => typeof text === 'string' && isOrder(text));
}
