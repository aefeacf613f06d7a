import { toPlainText } from '../core/json.ts';
import type { Parameter } from '../model/types.ts';
import { itemsOf } from '../schema/members.ts';
import { enumOf, isOnly, type Scalar, scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';
import { DIRECTIONS, toPlainName } from './conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { HAS_ORDER, sentencesOf } from './prose.ts';
import {
  ASC,
  DESC,
  isSeveral,
  quoted,
  type SortDescription,
  type Syntax,
  statedNames,
  wordsOf,
} from './sort-description.ts';
import { bySuffix } from './sort-suffix.ts';

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
 * The values that a pattern accepts, for one key: `^-?(name|createdAt)(,-?(name|createdAt))*$`, or `^(name|createdAt),(asc|desc)$`. Other
 * patterns are not read.
 */
function valuesOfPattern(pattern: string): readonly string[] | undefined {
  const first = /^\^\(?(\[-\]\?|-\?|\[\+-\]\?)?\(?(?:\?:)?([\w.]+(?:\|[\w.]+)*)\)/.exec(pattern);
  if (!first) return undefined;
  const names = (first[2] ?? '').split('|');
  if (first[1]) return names.flatMap((name) => [name, `-${name}`]);
  const [, separator, up, down, without] =
    /^(?:\((?:\?:)?)?\\?([,: _.|])\((?:\?:)?(\w+)\|(\w+)\)(\)\?)?\$$/.exec(pattern.slice(first[0].length)) ?? [];
  if (separator === undefined) return names;
  return names.flatMap((name) => [
    ...(without ? [name] : []),
    ...[up, down].map((direction) => `${name}${separator}${direction}`),
  ]);
}

/** Flags for the direction: `desc`, `isDescending`, `sort_asc`, `isAscendingOrder`. */
const FLAG = /^(is_|(sort|order)(_?by)?_?)?(?:(asc|ascending)|desc|descending)(_?order)?$/;

/** The parameter that gives the direction beside a sort parameter, if one does: a word, or else a flag. */
export function directionBeside(found: FoundList, parameter: Parameter): Parameter | undefined {
  const others = queryOf(found).filter(({ name }) => name !== parameter.name);
  return (
    others.find(({ name }) => DIRECTIONS.has(name)) ??
    others.find(({ name, node }) => FLAG.test(toPlainName(name)) && isOnly(found.schemas, node, 'boolean'))
  );
}

/** The words for both directions. Of a flag, `true` is the one that its name says. */
function directionsOf({ schemas }: FoundList, { name, node, description }: Parameter): readonly string[] {
  if (isOnly(schemas, node, 'boolean')) {
    const [isFlag, , , , ascends] = FLAG.exec(toPlainName(name)) ?? [];
    if (isFlag === undefined) return [];
    return ascends === undefined ? ['false', 'true'] : ['true', 'false'];
  }
  const values = (enumOf(schemas, node) ?? quoted(description)).map(toPlainText);
  return [ASC, DESC].flatMap((word) => values.find((value) => word.test(value)) ?? []);
}

/** A separate parameter for the direction, with both of its values. */
function byDirection(
  found: FoundList,
  described: SortDescription,
  direction: Parameter | undefined,
): Syntax | undefined {
  if (!direction) return undefined;
  const [ascending, descending] = directionsOf(found, direction);
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
    why: `"${direction.name}" gives the direction`,
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
