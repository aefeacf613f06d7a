import { preferredJson } from '../core/media-types.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { continuationOf, EXTENSION, toAbove } from '../model/paths-below.ts';
import type { ApiModel, Operation, Parameter, Response } from '../model/types.ts';
import { isWithoutRequired, itemsOf, type Member, membersOf } from '../schema/members.ts';
import type { AllSchemas, SchemaNode, Schemas } from '../schema/node.ts';
import { isOnly, typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { ASIDE, ENVELOPES, toPlainName } from './conventions.ts';

/** A list that the description does not declare: its location, and all that inference needs. */
export interface FoundList {
  /** The schemas with their references. */
  readonly schemas: AllSchemas;
  /** The description of the whole API. */
  readonly about: string;
  readonly operation: Operation;
  /** All operations of the API, to find the one that returns a single item. */
  readonly operations: readonly Operation[];
  readonly response: Response;
  /** JSON pointer to the array in the body. */
  readonly items: string;
  /** The schema of an item. */
  readonly item: SchemaNode;
  /** The schema of the object that contains the array, if there is one. */
  readonly envelope?: SchemaNode;
}

/**
 * The list in the response of a GET: an array of objects, or the only such array in an envelope, or in what an envelope embeds:
 * https://datatracker.ietf.org/doc/html/draft-kelly-json-hal-11#section-4.1.2
 */
export function findList(schemas: ApiModel, operation: Operation): FoundList | undefined {
  const { description: about, operations } = schemas;
  const success = operation.method === 'get' ? successBody(operation) : undefined;
  if (!success) return undefined;
  const { response, body } = success;
  const found = { schemas, about, operation, operations, response };
  const elements = elementsOrNull(schemas, body);
  if (elements) return { ...found, items: '', item: elements };
  if ([...typesOf(schemas, body)].join() !== 'object') return undefined;
  const members = membersOf(schemas, body);
  // An object with an id is a resource with parts, not an envelope.
  if (members.some(({ name }) => name === 'id')) return undefined;
  const embedded = members.find(({ name }) => name === '_embedded');
  const path = embedded ? [embedded.name] : [];
  const arrays = embedded ? membersOf(schemas, embedded.schema) : members;
  const own = toPlainName(lastSegment(operation));
  const isAside = (name: string) => ASIDE.has(name) && toPlainName(name) !== own;
  const [array, ...more] = arrays.filter(({ name, schema }) => !isAside(name) && elementsOrNull(schemas, schema));
  const item = array && elementsOrNull(schemas, array.schema);
  if (!item || more.length > 0) return undefined;
  const isEnvelope = ENVELOPES.has(array.name) || toPlainName(array.name) === own;
  return isEnvelope ? { ...found, items: toPointer([...path, array.name]), item, envelope: body } : undefined;
}

/** The schema of the elements of an array of objects, which may be null: many servers write an empty one so. */
function elementsOrNull(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  if (!isOnly(schemas, node, 'array')) return undefined;
  const elements = itemsOf(schemas, node);
  return elements && [...typesOf(schemas, elements)].join() === 'object' ? elements : undefined;
}

/** The query parameters of a list. */
export function queryOf({ operation }: FoundList): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === 'query');
}

/** Why an apparent list may not be one, or may have responses of another form. */
export function doubtOfList({ schemas, operation, items, envelope }: FoundList): string | undefined {
  if (continuationOf(operation.path)) return 'its path ends in a parameter, so it may return a single resource';
  if (!areAlike(operation)) return 'it has several success responses, so a page may have another status';
  const places = envelope ? placesOf(schemas, envelope, items) : [];
  const whole = envelope ? places.at(-1)?.schema : successBody(operation)?.body;
  const hasLeast = whole && keywordOf(schemas, whole, 'minItems') !== undefined;
  return hasLeast ? 'it has a minimum number of items, which a page may not reach' : undefined;
}

/** Whether a response may lack the array, which is an empty list then. */
export function mayLack({ schemas, envelope, items }: FoundList): boolean {
  if (!envelope) return false;
  const places = placesOf(schemas, envelope, items);
  const isUsual = places.length < 2 && isWithoutRequired(schemas, envelope) && !leavesOut(schemas, envelope);
  return !isUsual && !places.every(({ required }) => required);
}

/** The members on the way to the array. */
function placesOf(schemas: Schemas, envelope: SchemaNode, items: string): readonly Member[] {
  const places: Member[] = [];
  for (const name of fromPointer(items)) {
    const place = membersOf(schemas, places.at(-1)?.schema ?? envelope).find((member) => member.name === name);
    if (place) places.push(place);
  }
  return places;
}

/** Whether a response may leave out what is 0, false or empty. */
export function omitsDefaults({ schemas, envelope }: FoundList): boolean {
  return envelope !== undefined && isWithoutRequired(schemas, envelope) && leavesOut(schemas, envelope);
}

/** Google's APIs do: the JSON form of protocol buffers has no such values. https://protobuf.dev/programming-guides/json/ */
function leavesOut(schemas: Schemas, envelope: SchemaNode): boolean {
  return membersOf(schemas, envelope).some(({ name }) => ['nextPageToken', 'next_page_token', 'kind'].includes(name));
}

/** The first success response and its JSON schema. */
export function successBody({ responses }: Operation): { response: Response; body: SchemaNode } | undefined {
  const response = responses.find(({ status }) => /^2\d\d$/.test(status));
  const json = preferredJson(response?.media ?? []);
  const node = json?.node;
  return response && node && { response, body: node };
}

/** With a second success response, an operation may use that one, such as 206 for a page. */
export function hasOneSuccess({ responses }: Operation): boolean {
  return responses.filter(({ status }) => status.startsWith('2')).length === 1;
}

/** Whether all success responses have the same body and headers, as 200 and 206 of TM Forum's lists: then a rule is right for each of them. */
function areAlike({ responses }: Operation): boolean {
  const textOf = ({ headers, media }: Response) =>
    JSON.stringify([
      headers.map(({ name, required, node }) => [name.toLowerCase(), required, node.schema]),
      media.map(({ type, node }) => [type, node?.schema]),
    ]);
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const isNumbered = successes.every(({ status }) => /^20[06]$/.test(status));
  return successes.length === 1 || (isNumbered && new Set(successes.map(textOf)).size === 1);
}

/** `/customers/{id}/orders` -> `orders`, also with a slash or an extension at its end. */
export function lastSegment({ path }: Pick<Operation, 'path'>): string {
  return toAbove(path).split('/').at(-1)?.replace(EXTENSION, '') ?? '';
}

/**
 * The parameter for the number of items in all pages together, of OData and of Microsoft's guidelines, which take the dollar sign away:
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#collections-maxpagesize. There, `nextLink` in the body or
 * `maxpagesize` beside it tells it from other parameters of that name.
 */
export function topOf(found: FoundList): string | undefined {
  const { schemas, envelope } = found;
  const names = queryOf(found).map(({ name }) => name);
  if (names.includes('$top')) return '$top';
  const members = envelope ? membersOf(schemas, envelope).map(({ name }) => name) : [];
  const isMicrosoft = names.includes('maxpagesize') || members.some((name) => /^(@odata\.)?nextLink$/.test(name));
  return isMicrosoft && names.includes('top') ? 'top' : undefined;
}
