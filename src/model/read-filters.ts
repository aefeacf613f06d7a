import { isRecord } from '../core/json.ts';
import type { Bound, Filter, ListMeaning } from './list-meaning.ts';
import type { DeclaredFilter } from './openapi.ts';
import { unknown } from './read-paging.ts';
import {
  child,
  eachOnce,
  flagAt,
  type Node,
  onlyMembers,
  type Reading,
  report,
  textsAt,
  wordAt,
  wrongType,
} from './reading.ts';
import type { Parameter, SchemaNode } from './types.ts';
import { toMember, type ValueType, valueTypeAt, valueTypeOf } from './value-type.ts';

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
      filters.set(name, readFilter(reading, { value: declared, path }, itemNode, parameter));
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

function readFilter(reading: Reading, node: Node, itemNode: SchemaNode, parameter: Parameter): Filter {
  const { name } = parameter;
  onlyMembers(reading, node, 'filters', FILTER_MEMBERS);
  const named = child(node, 'member')?.value;
  const member = toMember(typeof named === 'string' ? named : name);
  const compare = child(node, 'compare');
  if (compare) {
    const { schemas } = reading;
    const types = { requested: valueTypeOf(schemas, parameter.node), of: valueTypeAt(schemas, itemNode, member) };
    const bound = readBound(reading, node, compare, types);
    return { parameter: name, member, exact: !bound, ...(bound && { bound }) };
  }
  const values = eachOnce(textsAt(reading, node, 'values'));
  return {
    parameter: name,
    member,
    exact: flagAt(reading, node, 'exact'),
    ...(flagAt(reading, node, 'anyOf', false) && { anyOf: true as const }),
    ...(values.length > 0 && { values }),
  };
}

const COMPARISONS: Readonly<Record<string, Pick<Bound, 'side' | 'inclusive'>>> = {
  '>=': { side: 'from', inclusive: true },
  '>': { side: 'from', inclusive: false },
  '<=': { side: 'to', inclusive: true },
  '<': { side: 'to', inclusive: false },
  from: { side: 'from' },
  to: { side: 'to' },
};

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
  if (requested.format !== undefined && requested.format !== of.format) {
    report(
      reading,
      'document/wrong-type',
      path,
      'the parameter and the member must have the same format: a date cannot bound a date-time',
    );
  }
  const isAny = wordAt(reading, filter, 'zones', ['any', 'own']) !== 'own';
  return { ...sides, order: of.isNumber ? 'number' : 'date-time', anyZone: of.format === 'date-time' && isAny };
}
