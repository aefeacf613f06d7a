import { enumOf } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { DIRECTIONS, SORTS } from './conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { ListMeaning, Sort, SortedBy, SortKey } from './list-meaning.ts';
import { ABSENT_LAST, BY_CODE_POINT, BY_LOCALE, EITHER_WAY, IS_STABLE, sentencesOf, TIES_TOLD } from './prose.ts';
import { creationOf, keysOf, memberOf, toKey } from './sort-keys.ts';
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
    return /\b(sort|order)\w*\b/i.test(description) || (enumOf(found.schemas, node) ?? []).includes('newest');
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
  const known = seen.flatMap(({ key }) => (key && fits(found, parameter, syntax, key.name) ? [key] : []));
  const keys = known.map((key) => (isLastTold(key.name, known, prose) ? { ...key, absent: 'last' as const } : key));
  const doubts = seen.flatMap(({ doubt, name }) => (doubt === undefined ? [] : [{ name, doubt }]));
  if (keys.length === 0)
    return out(doubts[0]?.doubt ?? 'none of the names that it is known to take is a member to sort by');
  const odd = syntax.isNamed ? fallback.find((name) => !memberOf(found, name)) : undefined;
  if (odd !== undefined && names === undefined) return out(`its default, "${odd}", is no member of an item`);
  const ties = tiesTold(found, prose);
  const sort: Sort = {
    parameter: parameter.name,
    keys,
    ascending: syntax.ascending,
    descending: syntax.descending,
    several: syntax.several && syntax.isNamed,
    ...(syntax.direction && { direction: syntax.direction }),
    stable: ties !== undefined || IS_STABLE.test(prose),
    ...(ties && { ties }),
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

/** What decides among equals, where one sentence names the member and which way it goes, whichever way the list goes. */
function tiesTold(found: FoundList, prose: string): SortedBy | undefined {
  for (const sentence of sentencesOf(prose)) {
    const [, name] = TIES_TOLD.exec(sentence) ?? [];
    const member = name === undefined ? undefined : memberOf(found, name);
    const [ascending, descending] = [/\bascending\b/i.test(sentence), /\bdescending\b/i.test(sentence)];
    if (name === undefined || !member || ascending === descending || !EITHER_WAY.test(sentence)) continue;
    const { key } = toKey(found, name, member, { isShown: true, prose });
    if (key) return { key, descending };
  }
  return undefined;
}

/** Whether both directions of a key satisfy the pattern of the parameter. */
function fits({ schemas }: FoundList, { node }: Parameter, { ascending, descending }: Syntax, name: string): boolean {
  const pattern = textOf(schemas, node, 'pattern');
  if (pattern === '') return true;
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

function declaration({ parameter, keys, ascending, descending, direction, texts, ties }: Sort, more?: string): string {
  const ranked = keys.filter(({ ranks }) => ranks);
  const sort = {
    parameter,
    keys: [...keys.map(({ name }) => name), ...(more === undefined ? [] : [more])],
    ...(ascending !== '{key}' && { ascending }),
    ...(descending !== (direction ? '{key}' : '-{key}') && { descending }),
    ...(direction && { direction }),
    ...(keys.length > 0 && keys.every(({ absent }) => absent) && { absent: 'last' }),
    ...(texts && { texts }),
    ...(ties && { ties: `${ties.descending ? '-' : ''}${ties.key.name}` }),
    ...(ranked.length > 0 && { ranks: Object.fromEntries(ranked.map(({ name, ranks = [] }) => [name, ranks])) }),
  };
  return toYamlLine('x-list', { sort });
}
