import { isRecord } from '../core/json.ts';
import type { Bound, Filter, ListMeaning } from './list-meaning.ts';
import { unknown } from './read-paging.ts';
import { child, type Node, type Reading, report, wrongType } from './reading.ts';
import type { Parameter, SchemaNode } from './types.ts';
import { toMember, type ValueType, valueTypeAt, valueTypeOf } from './value-type.ts';

function arrayAt(reading: Reading, node: Node, name: string): readonly unknown[] {
  const found = child(node, name);
  if (!found) return [];
  return Array.isArray(found.value) ? found.value : (wrongType(reading, found, 'an array') ?? []);
}

/** `filters` of `x-list`: names of parameters; where the member has another name, or a bound is meant, objects. */
export function readFilters(
  reading: Reading,
  list: Node,
  itemNode: SchemaNode,
  parameters: readonly Parameter[],
): Pick<ListMeaning, 'filters' | 'anyFilter'> {
  const filters: Filter[] = [];
  let anyFilter: string | undefined;
  const queryParameters = parameters.filter((candidate) => candidate.in === 'query');
  for (const [index, entry] of arrayAt(reading, list, 'filters').entries()) {
    const path = [...list.path, 'filters', String(index)];
    const { parameter: name, member, compare } = isRecord(entry) ? entry : { parameter: entry, member: entry };
    const parameter = queryParameters.find((candidate) => candidate.name === name);
    if (typeof name !== 'string') wrongType(reading, { value: name, path }, 'the name of a parameter');
    else if (!parameter) {
      const known = queryParameters.map((candidate) => candidate.name);
      unknown(reading, path, 'query parameter', name, known);
    } else if (parameter.spelling === 'free-form') anyFilter = name;
    else {
      const pointer = toMember(typeof member === 'string' ? member : name);
      const types = {
        asked: valueTypeOf(reading.schemas, parameter.node),
        of: valueTypeAt(reading.schemas, itemNode, pointer),
      };
      const at = { value: compare, path: [...path, 'compare'] };
      const bound = compare === undefined ? undefined : readBound(reading, at, types);
      filters.push({ parameter: name, member: pointer, exact: !bound, ...(bound && { bound }) });
    }
  }
  return { filters, ...(anyFilter && { anyFilter }) };
}

const COMPARISONS: Readonly<Record<string, Pick<Bound, 'side' | 'inclusive'>>> = {
  '>=': { side: 'from', inclusive: true },
  '>': { side: 'from', inclusive: false },
  '<=': { side: 'to', inclusive: true },
  '<': { side: 'to', inclusive: false },
};

/** `compare`: how the value of an item stands to the one that is asked for. */
function readBound(
  reading: Reading,
  { value, path }: Node,
  { asked, of }: { readonly asked: ValueType; readonly of: ValueType },
): Bound | undefined {
  const sides = typeof value === 'string' ? COMPARISONS[value] : undefined;
  if (!sides) {
    if (typeof value !== 'string') return wrongType(reading, { value, path }, 'text');
    unknown(reading, path, 'comparison', value, Object.keys(COMPARISONS));
    return undefined;
  }
  if (asked.format !== undefined && asked.format !== of.format) {
    report(reading, 'document/wrong-type', path, 'what is compared must have one format: of a time, a day is no bound');
  }
  return { ...sides, order: of.isNumber ? 'number' : 'date-time', anyZone: of.format === 'date-time' };
}
