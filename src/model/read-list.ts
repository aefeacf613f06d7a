import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Filter, ListMeaning, Sort, SortKey } from './list-meaning.ts';
import { type Names, parameterAt, placeAt, readNext, readPageFacts, readPaging, unknown } from './read-paging.ts';
import { child, type Node, objectAt, type Reading, report, resolved, textAt, textsAt, wrongType } from './reading.ts';
import type { Parameter, Response, SchemaNode } from './types.ts';

interface Parts {
  readonly parameters: readonly Parameter[];
  readonly responses: readonly Response[];
}

/** `x-list`, held against the operation it stands on: a name that leads nowhere is a mistake of the description. */
export function readList(reading: Reading, operation: Node, { parameters, responses }: Parts): ListMeaning | undefined {
  if (child(operation, 'x-list')?.value === false) return undefined;
  const node = objectAt(reading, operation, 'x-list');
  if (!node) return undefined;
  const answer = responses.find((response) => response.status.startsWith('2'));
  const items = textAt(reading, node, 'items');
  const itemNode = readItemNode(reading, answer, items);
  if (!itemNode) {
    const message = `the body of the answer has no array at "${items}"`;
    report(
      reading,
      'list/not-an-array',
      [...node.path, 'items'],
      message,
      '`items` is a JSON pointer to the array in the body.',
    );
    return undefined;
  }
  const names: Names = {
    parameters: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
    headers: answer?.headers.map((header) => header.name) ?? [],
  };
  const limit = parameterAt(reading, node, 'limit', names);
  const count = placeAt(reading, node, 'count', names);
  const total = placeAt(reading, node, 'total', names);
  return {
    origin: 'declared',
    items,
    unique: true,
    id: textAt(reading, node, 'id') || '/id',
    itemNode,
    ...(count && { count }),
    ...(total && { total }),
    ...(limit !== undefined && { limit }),
    fullPages: true,
    ...readPaging(reading, node, names, parameters),
    pageFacts: readPageFacts(reading, node),
    ...readNext(reading, node, names),
    ...readSort(reading, node, itemNode, names.parameters),
    ...readFilters(reading, node, parameters),
    readable: true,
    ordered: true,
    agreement: 'shared',
    detailsAt: textAt(reading, node, 'details'),
  };
}

function readItemNode(reading: Reading, answer: Response | undefined, items: string): SchemaNode | undefined {
  const body = answer?.media.find((media) => /json/.test(media.type))?.node;
  let node = body && resolved(reading, { value: body.schema, path: fromPointer(body.pointer) });
  for (const member of fromPointer(items)) node = node && memberSchema(reading, node, member);
  const array = node && child(node, 'items');
  return array && { schema: array.value, pointer: toPointer(array.path) };
}

/** The schema of a member, looked for in `properties`, also behind `$ref` and inside `allOf`. */
function memberSchema(reading: Reading, schema: Node, member: string): Node | undefined {
  const properties = child(schema, 'properties');
  const direct = properties && child(properties, member);
  if (direct) return resolved(reading, direct);
  const parts = child(schema, 'allOf');
  if (!parts || !Array.isArray(parts.value)) return undefined;
  for (const [index, value] of parts.value.entries()) {
    const part = resolved(reading, { value, path: [...parts.path, String(index)] });
    const found = part && memberSchema(reading, part, member);
    if (found) return found;
  }
  return undefined;
}

/** `customer.name` -> `/customer/name`. */
function toMember(dotted: string): string {
  return toPointer(dotted.split('.'));
}

function readSort(reading: Reading, list: Node, itemNode: SchemaNode, parameters: readonly string[]) {
  const node = objectAt(reading, list, 'sort');
  if (!node) return {};
  const named = (owner: Node) => {
    const parameter = textAt(reading, owner, 'parameter');
    if (!parameters.includes(parameter)) {
      unknown(reading, [...owner.path, 'parameter'], 'query parameter', parameter, parameters);
    }
    return parameter;
  };
  const direction = objectAt(reading, node, 'direction');
  const keys = textsAt(reading, node, 'keys').map((name) => toSortKey(reading, itemNode, name));
  const sort: Sort = {
    parameter: named(node),
    keys,
    ascending: textAt(reading, node, 'ascending') || '{key}',
    descending: textAt(reading, node, 'descending') || (direction ? '{key}' : '-{key}'),
    several: !direction,
    ...(direction && {
      direction: {
        parameter: named(direction),
        ascending: textAt(reading, direction, 'ascending') || 'asc',
        descending: textAt(reading, direction, 'descending') || 'desc',
      },
    }),
    stable: true,
  };
  return { sort };
}

function toSortKey(reading: Reading, itemNode: SchemaNode, name: string): SortKey {
  const member = toMember(name);
  let schema = resolved(reading, { value: itemNode.schema, path: fromPointer(itemNode.pointer) });
  for (const part of fromPointer(member)) schema = schema && memberSchema(reading, schema, part);
  const type = schema && child(schema, 'type')?.value;
  const types: unknown[] = Array.isArray(type) ? type : [type];
  if (types.includes('integer') || types.includes('number')) return { name, member, order: 'number' };
  const format = schema && child(schema, 'format')?.value;
  return { name, member, order: format === 'date-time' ? 'date-time' : 'text' };
}

function arrayAt(reading: Reading, node: Node, name: string): readonly unknown[] {
  const found = child(node, name);
  if (!found) return [];
  return Array.isArray(found.value) ? found.value : (wrongType(reading, found, 'an array') ?? []);
}

function readFilters(
  reading: Reading,
  list: Node,
  parameters: readonly Parameter[],
): Pick<ListMeaning, 'filters' | 'anyFilter'> {
  const filters: Filter[] = [];
  let anyFilter: string | undefined;
  const queryParameters = parameters.filter((candidate) => candidate.in === 'query');
  for (const [index, entry] of arrayAt(reading, list, 'filters').entries()) {
    const path = [...list.path, 'filters', String(index)];
    const { parameter: name, member } = isRecord(entry) ? entry : { parameter: entry, member: entry };
    const parameter = queryParameters.find((candidate) => candidate.name === name);
    if (typeof name !== 'string') wrongType(reading, { value: name, path }, 'the name of a parameter');
    else if (!parameter) {
      const known = queryParameters.map((candidate) => candidate.name);
      unknown(reading, path, 'query parameter', name, known);
    } else if (parameter.spelling === 'free-form') anyFilter = name;
    else filters.push({ parameter: name, member: toMember(typeof member === 'string' ? member : name), exact: true });
  }
  return { filters, ...(anyFilter && { anyFilter }) };
}
