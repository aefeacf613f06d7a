import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { DIRECTIONS, SCALES, SORTS, toPlainName } from './conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import { itemMembers } from './item-view.ts';
import type { ListMeaning, Sort, SortKey } from './list-meaning.ts';
import { ABSENT_LAST, BY_CODE_POINT, BY_LOCALE, IS_STABLE, sentencesOf } from './prose.ts';
import { ranksTold } from './ranks-prose.ts';
import {
  enumOf,
  memberAt,
  type PlacedMember,
  scalarOrNull,
  shownValues,
  textOf,
  toNode,
  typesOf,
} from './schema-view.ts';
import { hasOrder, type Syntax, syntaxOf } from './sort-syntax.ts';
import type { Parameter } from './types.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'sort' | 'ordered'>;
  readonly notes: readonly Note[];
}

/** By what a list sorts, and how that is spelled: only as far as the description shows it. */
export function inferSort(found: FoundList): Inferred {
  const query = queryOf(found);
  const [parameter, ...more] = sortParameters(found);
  const ordered = hasOrder(found, parameter, (name) => memberOf(found, name) !== undefined);
  if (!parameter) return { part: { ordered }, notes: [] };
  const what = `"${parameter.name}" sorts`;
  const out = (why: string): Inferred => ({
    part: { ordered },
    notes: [leftOut(what, why, toYamlLine('x-list', { sort: { parameter: parameter.name, keys: ['…'] } }))],
  });
  if (more.length > 0) return out(`"${more[0]?.name}" may be it as well`);
  const direction = query.find(({ name }) => DIRECTIONS.has(name) && name !== parameter.name);
  const syntax = syntaxOf(found, parameter, direction);
  if (!syntax) {
    return out(
      direction
        ? `"${direction.name}" does not show how to ascend and descend`
        : 'its syntax is not certain: nothing shows how to ascend and how to descend',
    );
  }
  return withSyntax({ found, parameter, syntax, ordered }, out);
}

/** `order` sorts where it is no direction. */
function sortParameters(found: FoundList): readonly Parameter[] {
  const known = queryOf(found).filter(({ name }) => SORTS.has(name));
  if (known.length > 0) return known;
  return queryOf(found).filter(({ name, description, node }) => {
    if (!['order', '_order'].includes(name)) return false;
    return /\b(sort|order)\w*\b/i.test(description) || (enumOf(found.root, toNode(node)) ?? []).includes('newest');
  });
}

interface Understood {
  readonly found: FoundList;
  readonly parameter: Parameter;
  readonly syntax: Syntax;
  readonly ordered: boolean;
}

function withSyntax({ found, parameter, syntax, ordered }: Understood, out: (why: string) => Inferred): Inferred {
  const what = `"${parameter.name}" sorts`;
  const { names, fallback } = syntax;
  const prose = `${parameter.description}\n\n${found.operation.description}`;
  const seen = syntax.isNamed ? keysOf(found, names, { shown: syntax.shown, prose }) : creationOf(found, parameter);
  const known = seen.flatMap(({ key }) => (key && fits(parameter, syntax, key.name) ? [key] : []));
  const keys = known.map((key) => (isLastTold(key.name, known, prose) ? { ...key, absent: 'last' as const } : key));
  const doubts = seen.flatMap(({ doubt, name }) => (doubt === undefined ? [] : [{ name, doubt }]));
  if (keys.length === 0)
    return out(doubts[0]?.doubt ?? 'none of the names that it is known to take is a member to sort by');
  const odd = syntax.isNamed ? fallback.find((name) => !memberOf(found, name)) : undefined;
  if (odd !== undefined && names === undefined) return out(`its default, "${odd}", is no member of an item`);
  const sort: Sort = {
    parameter: parameter.name,
    keys,
    ascending: syntax.ascending,
    descending: syntax.descending,
    several: syntax.several && syntax.isNamed,
    ...(syntax.direction && { direction: syntax.direction }),
    stable: IS_STABLE.test(prose),
    ...(BY_CODE_POINT.test(prose) && !BY_LOCALE.test(prose) && { texts: 'code-points' as const }),
  };
  const said = inferred(
    `${what} by ${keys.map(({ name }) => name).join(', ')}, ${spelling(sort)} descends`,
    syntax.why,
    declaration(sort),
  );
  return {
    part: { ordered, sort },
    notes: [said, ...doubts.map(({ name, doubt }) => leftOut(`${what} by ${name}`, doubt, declaration(sort, name)))],
  };
}

/** Whether a sentence says that what lacks the key comes last; one that names keys speaks of those alone. */
function isLastTold(name: string, keys: readonly SortKey[], prose: string): boolean {
  return sentencesOf(prose).some((sentence) => {
    const named = keys.filter((key) => sentence.includes(`\`${key.name}\``));
    return ABSENT_LAST.test(sentence) && (named.length === 0 || named.some((key) => key.name === name));
  });
}

/** Whether both directions of a key satisfy the pattern of the parameter. */
function fits({ node }: Parameter, { ascending, descending }: Syntax, name: string): boolean {
  const pattern = isRecord(node.schema) ? node.schema['pattern'] : undefined;
  if (typeof pattern !== 'string') return true;
  try {
    const allowed = new RegExp(pattern, 'u');
    return [ascending, descending].every((spelled) => allowed.test(spelled.replace('{key}', name)));
  } catch {
    return false;
  }
}

function spelling({ direction, descending }: Sort): string {
  return direction ? `${direction.parameter}=${direction.descending}` : `"${descending.replace('{key}', '')}"`.trim();
}

function declaration({ parameter, keys, ascending, descending, direction, texts }: Sort, more?: string): string {
  const ranked = keys.filter(({ ranks }) => ranks);
  const sort = {
    parameter,
    keys: [...keys.map(({ name }) => name), ...(more === undefined ? [] : [more])],
    ...(ascending !== '{key}' && { ascending }),
    ...(descending !== (direction ? '{key}' : '-{key}') && { descending }),
    ...(direction && { direction }),
    ...(keys.length > 0 && keys.every(({ absent }) => absent) && { absent: 'last' }),
    ...(texts && { texts }),
    ...(ranked.length > 0 && { ranks: Object.fromEntries(ranked.map(({ name, ranks = [] }) => [name, ranks])) }),
  };
  return toYamlLine('x-list', { sort });
}

interface Seen {
  readonly name: string;
  readonly key?: SortKey;
  readonly doubt?: string;
}

/** The keys by which the order is certain, and the doubts about others. Of any member, only those whose order is beyond doubt. */
function keysOf(
  found: FoundList,
  names: readonly string[] | undefined,
  told: { readonly shown: readonly string[]; readonly prose: string },
): readonly Seen[] {
  const { shown, prose } = told;
  if (names) {
    return names.flatMap((name): Seen[] => {
      const member = memberOf(found, name);
      return member ? [toKey(found, name, member, { isShown: true, prose })] : [];
    });
  }
  const first = keysOf(found, [...new Set(shown)], { shown: [], prose });
  const rest = itemMembers(found).flatMap((member): Seen[] => {
    const seen = toKey(found, member.name, member, { isShown: false, prose });
    return seen.key && !first.some(({ name }) => name === member.name) ? [seen] : [];
  });
  return [...first, ...rest];
}

/** `customer.name`; `created` for `createdAt` too, since a time is often named without its ending. */
function memberOf(found: FoundList, name: string): PlacedMember | undefined {
  const [first = '', ...rest] = name.split('.');
  const isNamed = (member: string, asked: string) => toPlainName(member) === toPlainName(asked);
  const members = itemMembers(found);
  const endings = rest.length === 0 ? ['', '_at', '_on', '_date', '_time'] : [''];
  const top =
    members.find((member) => member.name === first) ??
    endings.map((ending) => members.find((member) => isNamed(member.name, `${first}${ending}`))).find(Boolean);
  if (!top || rest.length === 0) return top;
  const below = memberAt(found.root, top.schema, rest, isNamed);
  return below && { ...below, path: [...top.path, ...below.path] };
}

function toKey(
  { root }: FoundList,
  name: string,
  { schema, path }: PlacedMember,
  { isShown, prose }: { readonly isShown: boolean; readonly prose: string },
): Seen {
  const type = scalarOrNull(root, schema);
  const member = toPointer(path);
  if (type === 'integer' || type === 'number') return { name, key: { name, member, order: 'number' } };
  if (type !== 'string') return typesOf(root, schema).has('object') ? { name } : { name, doubt: 'it has no one order' };
  const format = textOf(root, schema, 'format');
  if (format === 'date-time' || format === 'date') return { name, key: { name, member, order: 'date-time' } };
  const ranks = ranksTold(enumOf(root, schema) ?? [], name, prose);
  if (ranks) return { name, key: { name, member, order: 'rank', ranks } };
  const doubt = doubtOfText(root, schema, name, isShown);
  return doubt === undefined ? { name, key: { name, member, order: 'text' } } : { name, doubt };
}

/** Text may be sorted by rank: `low` before `high`. */
function doubtOfText(
  root: unknown,
  schema: Parameters<typeof enumOf>[1],
  name: string,
  isShown: boolean,
): string | undefined {
  const plain = toPlainName(name.split('.').at(-1) ?? '');
  const values = enumOf(root, schema)
    ?.filter((value) => value !== null)
    .map(String);
  const shown = shownValues(root, schema)
    .filter((value) => value !== undefined && value !== null)
    .map(String);
  const isScale = SCALES.has(plain);
  const isNumbered = (texts: readonly string[]) =>
    texts.length > 0 && texts.every((text) => /^[A-Za-z]{0,3}-?\d$/.test(text));
  if (values) {
    const isAlphabetical = values.every((value, index) => index === 0 || (values[index - 1] ?? '') <= value);
    return isAlphabetical && (!isScale || isNumbered(values)) ? undefined : 'its values may be sorted by rank';
  }
  if (isScale) return isNumbered(shown) ? undefined : 'its values may be sorted by rank';
  if (/(^|_)(version|firmware|release|build)$/.test(plain)) return 'its values may be sorted by the numbers in them';
  const isId = /(^|_)(id|uuid|code|key|number|reference|sku|isbn|slug)$/.test(plain);
  return isShown || isId ? undefined : 'the order of text is not certain';
}

const CREATION =
  /^(creat|publish|post|plac|order|issu|occur|open|submit|record|log|register|receiv|sent|add|happen|timestamp|date$|time$|start)/;

/** The one time by which an item is new or old: that of its creation, which it must have. */
function creationOf(found: FoundList, parameter: Parameter): readonly Seen[] {
  const times = itemMembers(found).filter(
    ({ schema, required }) =>
      required &&
      scalarOrNull(found.root, schema) === 'string' &&
      /^date(-time)?$/.test(textOf(found.root, schema, 'format')),
  );
  const text = `${parameter.description} ${textOf(found.root, { value: parameter.node.schema, path: [] }, 'description')}`;
  const told = times.filter(({ name }) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
  const meant = told.length > 0 ? told : times.filter(({ name }) => CREATION.test(toPlainName(name)));
  const [time, other] = meant;
  if (!time)
    return [{ name: parameter.name, doubt: 'no required member of an item is known to be the time of its creation' }];
  if (other) return [{ name: parameter.name, doubt: `"${time.name}" and "${other.name}" may both be meant` }];
  return [{ name: time.name, key: { name: time.name, member: toPointer(time.path), order: 'date-time' } }];
}
