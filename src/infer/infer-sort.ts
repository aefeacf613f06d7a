import { fromPointer } from '../core/pointer.ts';
import type { ListMeaning, Sort, SortKey } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { enumOf } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { SORTS } from './conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { leftOut, type Note, proposed, xList } from './inference.ts';
import { IS_STABLE } from './prose.ts';
import type { Syntax } from './sort-description.ts';
import { creationOf, memberOf, sortKeysOf } from './sort-keys.ts';
import { directionBeside, hasOrder, syntaxOf } from './sort-syntax.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'sort' | 'ordered'>;
  readonly notes: readonly Note[];
}

/** Find the sort parameter, its keys and its syntax, as far as the description shows them. */
export function inferSort(found: FoundList): Inferred {
  const [parameter, ...more] = sortParameters(found);
  const ordered = hasOrder(found, parameter, (name) => memberOf(found, name) !== undefined);
  if (!parameter) return { part: { ordered }, notes: [] };
  const what = `"${parameter.name}" sorts`;
  const out = (why: string): Inferred => ({
    part: { ordered },
    notes: [leftOut(what, why, xList({ sort: { parameter: parameter.name, keys: ['…'] } }))],
  });
  if (more.length > 0) return out(`"${more[0]?.name}" may be it instead`);
  const direction = directionBeside(found, parameter);
  const syntax = syntaxOf(found, parameter, direction);
  if (!syntax) {
    return out(
      direction
        ? `"${direction.name}" does not show both directions`
        : 'its syntax is not certain: the description does not show both directions',
    );
  }
  return withSyntax({ found, parameter, syntax, ordered }, out);
}

/** Sort parameters. `order` is one only if it is not the direction. */
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
  const finding = syntax.isNamed ? sortKeysOf(found, names, syntax.described) : creationOf(found, parameter);
  const keys = finding.flatMap(({ key }) => (key && fits(found, parameter, syntax, key.name) ? [key] : []));
  const doubts = finding.flatMap(({ doubt, name }) => (doubt === undefined ? [] : [{ name, doubt }]));
  if (keys.length === 0) return out(doubts[0]?.doubt ?? 'none of its known keys is a member with a certain order');
  const odd = syntax.isNamed ? fallback.find((name) => !memberOf(found, name)) : undefined;
  if (odd !== undefined && names === undefined) return out(`its default, "${odd}", is not a member of an item`);
  const sort: Sort = {
    parameter: parameter.name,
    keys,
    ascending: syntax.ascending,
    descending: syntax.descending,
    several: syntax.several && syntax.isNamed,
    ...(syntax.direction && { direction: syntax.direction }),
    stable: IS_STABLE.test(prose),
  };
  const statement = proposed(
    `${what} by ${keys.map(({ name }) => name).join(', ')}, ${spelling(sort)} descends`,
    syntax.why,
    declaration(sort),
    parameter.description,
  );
  return {
    part: { ordered, sort },
    notes: [
      statement,
      ...doubts.map(({ name, doubt }) => leftOut(`${what} by ${name}`, doubt, declaration(sort, name))),
    ],
  };
}

/** Whether both directions of a key match the pattern of the parameter. */
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

/** The sort as `x-list` declares it. `more` is an additional, doubtful key. */
function declaration({ parameter, keys, ascending, descending, direction, several, stable }: Sort, more?: string) {
  const toKey = ({ name, member }: SortKey) => {
    const dotted = fromPointer(member).join('.');
    return dotted === name ? name : { name, member: dotted };
  };
  const sort = {
    parameter,
    keys: [...keys.map(toKey), ...(more === undefined ? [] : [more])],
    ...(ascending !== '{key}' && { ascending }),
    ...(descending !== (direction ? '{key}' : '-{key}') && { descending }),
    ...(direction && { direction }),
    ...(!direction && !several && { several }),
    ...(!stable && { stable }),
  };
  return xList({ sort });
}
