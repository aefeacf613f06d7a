import { preferredJson } from '../core/media-types.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { mayHave } from '../schema/may-have.ts';
import { itemsOf, memberAt, membersOf } from '../schema/members.ts';
import { typesOf } from '../schema/types-of.ts';
import type { ListMeaning } from './list-meaning.ts';
import type { Method } from './methods.ts';
import type { ListObject } from './openapi.ts';
import { onlyMembers } from './own-keys.ts';
import { takesEach } from './page-positions.ts';
import { readFilters } from './read-filters.ts';
import { type Names, parameterAt, placeAt, readNext, readPageFacts, readPaging, unknown } from './read-paging.ts';
import { readSort } from './read-sort.ts';
import { child, type Node, notice, type Reading, report } from './reading.ts';
import { flagAt, objectAt, textAt, wordAt } from './typed-members.ts';
import type { Parameter, Response, SchemaNode } from './types.ts';

interface Parts {
  readonly method: Method;
  readonly parameters: readonly Parameter[];
  readonly responses: readonly Response[];
}

const LIST_MEMBERS = Object.keys({
  items: true,
  id: true,
  unique: true,
  ordered: true,
  fullPages: true,
  inParts: true,
  beyondMaximum: true,
  aliases: true,
  agreement: true,
  details: true,
  count: true,
  total: true,
  ranged: true,
  limit: true,
  offset: true,
  page: true,
  firstPage: true,
  cursor: true,
  next: true,
  says: true,
  sort: true,
  filters: true,
} as const satisfies Record<keyof ListObject, true>);

const NOT_COUNTED =
  'its pages are not compared with each other, since the schema of the parameter for the page refuses some of the numbers between its bounds';

/** Read `x-list` and check it against its operation: unknown names are reported. */
export function readList(
  reading: Reading,
  operation: Node,
  { method, parameters, responses }: Parts,
): ListMeaning | undefined {
  if (child(operation, 'x-list')?.value === false) return undefined;
  const node = objectAt(reading, operation, 'x-list');
  if (!node) return undefined;
  onlyMembers(reading, node, 'x-list', LIST_MEMBERS);
  const success = responses.find((response) => response.status.startsWith('2'));
  const items = textAt(reading, node, 'items');
  const itemNode = readItemNode(reading, success, items);
  if (!itemNode) return reportNoArray(reading, node, success, items);
  const identity = readId(reading, node, itemNode);
  const names = namesFor(parameters, success?.headers ?? []);
  const limit = parameterAt(reading, node, 'limit', names);
  const counts = readCounts(reading, node, names);
  const way = { ...readPaging(reading, node, names, parameters), ...readNext(reading, node, names) };
  const inParts = isInParts(reading, node, way);
  const isReadable = readsAll(reading, node, way, inParts, parameters);
  return {
    degree: 'declared',
    items,
    unique: flagAt(reading, node, 'unique') && identity.id !== '',
    id: identity.id,
    itemNode,
    ...counts,
    ...(limit !== undefined && { limit }),
    fullPages: flagAt(reading, node, 'fullPages'),
    ...(inParts && { inParts: true as const }),
    ...readHabits(reading, node),
    ...way,
    pageFacts: readPageFacts(reading, node, names),
    ...readSort(reading, node, itemNode, names.parameters),
    ...readFilters(reading, node, itemNode, parameters),
    // Scripts read with GET.
    readable: method === 'get' && identity.isComparable && isReadable,
    ordered: flagAt(reading, node, 'ordered'),
    agreement: wordAt(reading, node, 'agreement', ['whole', 'shared', 'plain']) ?? 'shared',
    detailsAt: textAt(reading, node, 'details'),
  };
}

/** Whether all pages can be requested; of a list in one piece, whether it has no pages that may not be. */
function readsAll(
  reading: Reading,
  node: Node,
  { paging, next }: Pick<ListMeaning, 'paging' | 'next'>,
  inParts: boolean,
  parameters: Parts['parameters'],
): boolean {
  if (!takesEach(reading.schemas, paging, parameters)) {
    notice(reading, 'left-out', node.path, NOT_COUNTED);
    return false;
  }
  return !inParts || paging !== undefined || next !== undefined;
}

function namesFor(parameters: Parts['parameters'], headers: Response['headers']): Names {
  return {
    parameters: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    headers: headers.map(({ name }) => name),
    sentHeaders: headers.filter(({ required }) => required).map(({ name }) => name),
  };
}

function reportNoArray(reading: Reading, list: Node, success: Response | undefined, items: string): undefined {
  const body = preferredJson(success?.media ?? [])?.node;
  const isPossible = body !== undefined && items !== '' && mayHave(reading.schemas, body, fromPointer(items));
  const hint = isPossible
    ? 'It must be described, and not only in an alternative of `oneOf` or `anyOf`: without that one, a response has no list.'
    : '`items` is a JSON pointer to the array in the body.';
  const message = `the response body has no array at "${items}"`;
  report(reading, 'list/not-an-array', [...list.path, 'items'], message, hint);
}

/**
 * The pointer to the id of an item; a plain name is the member of that name, as in the filters. Empty where items have none by their schema:
 * then only values such as texts can be compared, each being the same as itself.
 */
function readId(
  reading: Reading,
  node: Node,
  itemNode: SchemaNode,
): { readonly id: string; readonly isComparable: boolean } {
  const { schemas } = reading;
  const text = textAt(reading, node, 'id');
  const id = text === '' ? '/id' : text.startsWith('/') ? text : toPointer(text.split('.'));
  const path = fromPointer(id);
  if (mayHave(schemas, itemNode, path, { byTrue: text !== '' })) return { id, isComparable: true };
  const names = membersOf(schemas, itemNode).map(({ name }) => name);
  if (text !== '') {
    unknown(reading, [...node.path, 'id'], 'member of an item', text, names);
    return { id, isComparable: true };
  }
  const types = [...typesOf(schemas, itemNode)];
  const isScalar = types.length > 0 && types.every((type) => type !== 'object' && type !== 'array');
  const message = isScalar
    ? 'the items are no objects, so they have no ids: it is not asserted that none is returned twice'
    : 'the schema of an item has no "id", so items are not compared with those of other responses. Declare `id`, such as the name of a member';
  notice(reading, 'left-out', node.path, message);
  return { id: '', isComparable: isScalar };
}

/** Without a limit, a page number or a cursor says nothing of the size of a page, so what is not declared is not taken for the whole. */
function isInParts(reading: Reading, node: Node, { paging }: Pick<ListMeaning, 'paging'>): boolean {
  return flagAt(reading, node, 'inParts', paging !== undefined && paging.kind !== 'offset');
}

/** What servers do where a standard leaves it to them. */
function readHabits(reading: Reading, list: Node): Pick<ListMeaning, 'beyondMaximum' | 'aliases'> {
  const isCut = wordAt(reading, list, 'beyondMaximum', ['cut', 'refused']) === 'cut';
  const hasAliases = flagAt(reading, list, 'aliases', false);
  return { ...(isCut && { beyondMaximum: 'cut' }), ...(hasAliases && { aliases: true }) };
}

function readCounts(reading: Reading, list: Node, names: Names): Pick<ListMeaning, 'count' | 'total' | 'ranged'> {
  const count = placeAt(reading, list, 'count', names);
  const total = placeAt(reading, list, 'total', names);
  const isRanged = total?.kind === 'content-range' || flagAt(reading, list, 'ranged', false);
  return { ...(count && { count }), ...(total && { total }), ...(isRanged && { ranged: true as const }) };
}

function readItemNode({ schemas }: Reading, success: Response | undefined, items: string): SchemaNode | undefined {
  const body = preferredJson(success?.media ?? [])?.node;
  const path = fromPointer(items);
  const array = body && (path.length === 0 ? body : memberAt(schemas, body, path)?.schema);
  return array && itemsOf(schemas, array);
}
