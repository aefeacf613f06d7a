import { isRecord } from '../core/json.ts';
import { toShortList } from '../core/words.ts';
import { differentTypes, listedTexts, sidesOf, withoutEqual } from './filter-values.ts';
import type { Bound, Filter, ListMeaning } from './list-meaning.ts';
import type { DeclaredFilter } from './openapi.ts';
import { onlyMembers } from './own-keys.ts';
import { unknown } from './read-paging.ts';
import { child, eachOnce, type Node, notice, type Reading, report, wrongType } from './reading.ts';
import { flagAt, textsAt, wordAt } from './typed-members.ts';
import type { Parameter, SchemaNode } from './types.ts';
import { noteUndescribed, toMember, type ValueType, valueTypeOf } from './value-type.ts';

function arrayAt(reading: Reading, node: Node, name: string): readonly unknown[] {
  const found = child(node, name);
  if (!found) return [];
  return Array.isArray(found.value) ? found.value : (wrongType(reading, found, 'an array') ?? []);
}

/** Read `filters` of `x-list`: names of parameters, or objects for a member with another name and for bounds. */
export function readFilters(
  reading: Reading,
  list: Node,
  itemNode: SchemaNode,
  parameters: readonly Parameter[],
): Pick<ListMeaning, 'filters' | 'anyFilter'> {
  const filters = new Map<string, Filter>();
  let anyFilter: string | undefined;
  const queryParameters = parameters.filter((candidate) => candidate.in === 'query');
  for (const [index, entry] of arrayAt(reading, list, 'filters').entries()) {
    const path = [...list.path, 'filters', String(index)];
    const declared = isRecord(entry) ? entry : { parameter: entry, member: entry };
    const { parameter: name } = declared;
    const parameter = queryParameters.find((candidate) => candidate.name === name);
    if (typeof name !== 'string') wrongType(reading, { value: name, path }, 'the name of a parameter');
    else if (!parameter) {
      const known = queryParameters.map((candidate) => candidate.name);
      unknown(reading, path, 'query parameter', name, known);
    } else if (parameter.spelling === 'free-form') anyFilter = name;
    // An overlay that is applied twice adds each entry twice.
    else if (!filters.has(name)) {
      const filter = readFilter(reading, { value: declared, path }, itemNode, parameter);
      if (filter) filters.set(name, filter);
    }
  }
  return { filters: [...filters.values()], ...(anyFilter && { anyFilter }) };
}

const FILTER_MEMBERS = Object.keys({
  parameter: true,
  member: true,
  compare: true,
  zones: true,
  exact: true,
  values: true,
  anyOf: true,
} as const satisfies Record<keyof DeclaredFilter, true>);

/** `undefined` for a filter that no value of the member can match, with a notice. */
function readFilter(reading: Reading, node: Node, itemNode: SchemaNode, parameter: Parameter): Filter | undefined {
  const { name } = parameter;
  const { schemas } = reading;
  onlyMembers(reading, node, 'filters', FILTER_MEMBERS);
  const named = child(node, 'member')?.value;
  const member = toMember(typeof named === 'string' ? named : name);
  const sides = sidesOf(schemas, parameter.node, itemNode, member);
  noteUndescribed(reading, node.path, itemNode, member);
  const compare = child(node, 'compare');
  if (compare) {
    const requested = valueTypeOf(schemas, parameter.node);
    const types = { requested, of: sides.member ? valueTypeOf(schemas, sides.member) : requested };
    const bound = readBound(reading, node, compare, types);
    const why = differentTypes(schemas, sides);
    if (why !== undefined) return noteNever(reading, node, name, member, why);
    return { parameter: name, member, exact: !bound, ...(bound && { bound }) };
  }
  return readEquality(reading, node, { name, member, sides });
}

interface Compared {
  readonly name: string;
  readonly member: string;
  readonly sides: ReturnType<typeof sidesOf>;
}

/** A filter whose values are equal to those of the member, or like them. */
function readEquality(reading: Reading, node: Node, { name, member, sides }: Compared): Filter | undefined {
  const { schemas } = reading;
  const exact = flagAt(reading, node, 'exact');
  const values = eachOnce(textsAt(reading, node, 'values'));
  const listed = values.length > 0 ? values : (listedTexts(schemas, sides.requested) ?? []);
  const impossible = withoutEqual(schemas, sides, listed, exact);
  const isNone = listed.length > 0 && impossible.length === listed.length;
  const why = differentTypes(schemas, sides, exact) ?? (isNone ? `its values are ${toShortList(listed)}` : undefined);
  if (why !== undefined) return noteNever(reading, node, name, member, why);
  if (impossible.length > 0) {
    const message = `no request filters by "${name}" with ${toShortList(impossible)}, which "${member}" never is`;
    notice(reading, 'left-out', node.path, message);
  }
  const possible = values.filter((value) => !impossible.includes(value));
  return {
    parameter: name,
    member,
    exact,
    ...(flagAt(reading, node, 'anyOf', false) && { anyOf: true as const }),
    ...(possible.length > 0 && { values: possible }),
    ...(impossible.length > 0 && { impossible }),
  };
}

function noteNever(reading: Reading, node: Node, name: string, member: string, why: string): undefined {
  const message = `"${name}" is not asserted as a filter, since no value of it can match one of "${member}": ${why}`;
  notice(reading, 'left-out', node.path, message);
}

const COMPARISONS: Readonly<Record<string, Pick<Bound, 'side' | 'inclusive'>>> = {
  '>=': { side: 'from', inclusive: true },
  '>': { side: 'from', inclusive: false },
  '<=': { side: 'to', inclusive: true },
  '<': { side: 'to', inclusive: false },
  from: { side: 'from' },
  to: { side: 'to' },
};

const DATES: ReadonlySet<unknown> = new Set(['date', 'date-time']);

/** `compare`: how an item's value compares to the parameter's. */
function readBound(
  reading: Reading,
  filter: Node,
  { value, path }: Node,
  { requested, of }: { readonly requested: ValueType; readonly of: ValueType },
): Bound | undefined {
  const sides = typeof value === 'string' ? COMPARISONS[value] : undefined;
  if (!sides) {
    if (typeof value !== 'string') return wrongType(reading, { value, path }, 'text');
    unknown(reading, path, 'comparison', value, Object.keys(COMPARISONS));
    return undefined;
  }
  // The formats of numbers say how many digits they have.
  if (
    !requested.isNumber &&
    !requested.isNumberText &&
    requested.format !== undefined &&
    requested.format !== of.format
  ) {
    report(
      reading,
      'document/wrong-type',
      path,
      'the parameter and the member must have the same format: a date cannot bound a date-time',
    );
  }
  const isAny = wordAt(reading, filter, 'zones', ['any', 'own']) !== 'own';
  // A number bounds numbers, also those that are written as texts.
  const isNumeric = of.isNumber || of.isNumberText || (requested.isNumber && !DATES.has(of.format));
  if (!isNumeric && !DATES.has(of.format)) {
    const message = 'texts are compared where they are dates, since nothing says in which order others are';
    notice(reading, 'note', path, message);
  }
  return { ...sides, order: isNumeric ? 'number' : 'date-time', anyZone: of.format === 'date-time' && isAny };
}
