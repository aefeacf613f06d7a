import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import type { Sort, SortKey } from '../model/list-meaning.ts';
import { defaultText, type ListRequest, queryParameter, textFor } from './list-request.ts';
import { isRefused, type Refused, refuse } from './reply.ts';
import { allowedTypes, allowedValues, elementSchema, memberSchema } from './schema-members.ts';
import type { SortBy } from './sort.ts';

/** The sort keys of a request. A word that is not a member of an item is refused, unless the description lists it as a value. */
export function toSortBys(request: ListRequest): readonly SortBy[] | Refused {
  const { sort } = request.list;
  if (!sort) return [];
  const text = textFor(request, sort.parameter);
  if (text === undefined) return [];
  const turned = toDirection(request, sort);
  if (isRefused(turned)) return turned;
  const bys: SortBy[] = [];
  for (const word of sort.several ? text.split(',') : [text]) {
    const by = readWord(word, sort, request);
    if (by) bys.push(turned === undefined ? by : { ...by, descending: turned });
    else if (!isListed(word, sort.parameter, request)) {
      return refuse('invalid-query-parameter', `${JSON.stringify(word)} is not a sort order of this list`);
    }
  }
  return sort.ties ? [...bys, toSortBy(sort.ties)] : bys;
}

/** Whether the direction parameter says descending; `undefined` without one. */
function toDirection(request: ListRequest, { direction }: Sort): boolean | undefined | Refused {
  if (!direction) return undefined;
  const text = textFor(request, direction.parameter);
  if (text === undefined || text === direction.ascending) return false;
  if (text === direction.descending) return true;
  if (isListed(text, direction.parameter, request)) return false;
  return refuse('invalid-query-parameter', `${JSON.stringify(text)} is not a sort direction`);
}

/** `-createdAt`, `createdAt desc`, `newest` -> the key and its direction, in the syntax of the list. */
function readWord(word: string, sort: Sort, request: ListRequest): SortBy | undefined {
  // Templates with more text around the key come first: `{key}` alone would match everything.
  const spellings = [
    { template: sort.ascending, descending: false },
    { template: sort.descending, descending: true },
  ].sort((a, b) => b.template.length - a.template.length);
  for (const { template, descending } of spellings) {
    const key = keyOf(word, template, sort, request);
    if (key) return toSortBy({ key, descending });
  }
  return undefined;
}

function toSortBy({
  key: { member, order, ranks },
  descending,
}: {
  readonly key: Pick<SortKey, 'member' | 'order' | 'ranks'>;
  readonly descending: boolean;
}): SortBy {
  return { path: fromPointer(member), order, descending, ...(ranks && { ranks }) };
}

function keyOf(
  word: string,
  template: string,
  { keys }: Sort,
  request: ListRequest,
): Pick<SortKey, 'member' | 'order' | 'ranks'> | undefined {
  const at = template.indexOf('{key}');
  if (at < 0) return word === template ? keys[0] : undefined;
  const before = template.slice(0, at);
  const after = template.slice(at + '{key}'.length);
  const isLike = word.startsWith(before) && word.endsWith(after) && word.length > before.length + after.length;
  if (!isLike) return undefined;
  const name = word.slice(before.length, word.length - after.length);
  return keys.find((candidate) => candidate.name === name) ?? keyFromSchema(name, request);
}

function keyFromSchema(
  name: string,
  { list, model }: ListRequest,
): Pick<SortKey, 'member' | 'order' | 'ranks'> | undefined {
  const path = name.split('.');
  const schema = memberSchema(list.itemNode.schema, path, model);
  if (schema === undefined) return undefined;
  const types = allowedTypes(schema, model);
  const member = toPointer(path);
  if (types.has('integer') || types.has('number')) return { member, order: 'number' };
  return { member, order: isRecord(schema) && schema['format'] === 'date-time' ? 'date-time' : 'text' };
}

/** Whether a value is in the `enum` of its parameter, or its default: then it is accepted, even if its meaning is not known. */
function isListed(word: string, name: string, request: ListRequest): boolean {
  const { model } = request;
  const schema = queryParameter(request, name)?.node.schema;
  const values = allowedValues(schema, model) ?? allowedValues(elementSchema(schema, model), model);
  const usual = defaultText(request, name);
  return values?.includes(word) === true || usual === word || usual?.split(',').includes(word) === true;
}
