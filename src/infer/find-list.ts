import { toPointer } from '../core/pointer.ts';
import type { ApiModel, Operation, Parameter, Response } from '../model/types.ts';
import { isWithoutRequired, membersOf, objectElements } from '../schema/members.ts';
import type { AllSchemas, SchemaNode, Schemas } from '../schema/node.ts';
import { typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { ASIDE, ENVELOPES, toPlainName } from './conventions.ts';

/** A list that no description declares: where it is, and what its parts are inferred from. */
export interface FoundList {
  /** What `$ref`s lead to. */
  readonly schemas: AllSchemas;
  /** What is said of the whole API. */
  readonly about: string;
  readonly operation: Operation;
  /** All operations, among which the one is that shows an item. */
  readonly operations: readonly Operation[];
  readonly response: Response;
  /** JSON pointer to the array in the body. */
  readonly items: string;
  /** The schema of an item. */
  readonly item: SchemaNode;
  /** The schema of the object that holds the array, where there is one. */
  readonly envelope?: SchemaNode;
}

/** The list in the answer of a GET: an array of objects, or the one such array in an object that is there to hold it. */
export function findList(schemas: ApiModel, operation: Operation): FoundList | undefined {
  const { description: about, operations } = schemas;
  const success = operation.method === 'get' ? successBody(operation) : undefined;
  if (!success) return undefined;
  const { response, body } = success;
  const found = { schemas, about, operation, operations, response };
  const elements = objectElements(schemas, body);
  if (elements) return { ...found, items: '', item: elements };
  if ([...typesOf(schemas, body)].join() !== 'object') return undefined;
  const members = membersOf(schemas, body);
  const [array, ...more] = members.filter(({ name, schema }) => !ASIDE.has(name) && objectElements(schemas, schema));
  const item = array && objectElements(schemas, array.schema);
  // An object with an id of its own is a thing that has parts, no envelope.
  if (!item || more.length > 0 || members.some(({ name }) => name === 'id')) return undefined;
  const isEnvelope = ENVELOPES.has(array.name) || toPlainName(array.name) === toPlainName(lastSegment(operation));
  return isEnvelope ? { ...found, items: toPointer([array.name]), item, envelope: body } : undefined;
}

/** The parameters that ask a list for something. */
export function queryOf({ operation }: FoundList): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === 'query');
}

/** Why what looks like a list may be none, or may answer in another way than it seems. */
export function doubtOfList({ schemas, operation, items, envelope }: FoundList): string | undefined {
  if (operation.path.endsWith('}')) return 'its path ends in a parameter, so it may be the details of one thing';
  if (!hasOneSuccess(operation)) return 'it has several successes, so a page may have a status of its own';
  const array = envelope && membersOf(schemas, envelope).find(({ name }) => toPointer([name]) === items);
  const whole = array?.schema ?? successBody(operation)?.body;
  if (whole && keywordOf(schemas, whole, 'minItems') !== undefined)
    return 'it has a least number of items, which a part of it may not have';
  return array && !array.required && !isAlwaysThere(schemas, envelope)
    ? `"${items}" is not required, so an answer may lack it`
    : undefined;
}

/**
 * Where nobody wrote what is required, an envelope has its array nevertheless, unless it is written as Google's APIs are: in the
 * JSON form of protocol buffers, an empty array is left out. https://protobuf.dev/programming-guides/json/
 */
function isAlwaysThere(schemas: Schemas, envelope: SchemaNode | undefined): boolean {
  if (!envelope || !isWithoutRequired(schemas, envelope)) return false;
  return !membersOf(schemas, envelope).some(({ name }) => ['nextPageToken', 'next_page_token', 'kind'].includes(name));
}

/** The success that a request is held against, and its JSON. */
export function successBody({ responses }: Operation): { response: Response; body: SchemaNode } | undefined {
  const response = responses.find(({ status }) => /^2\d\d$/.test(status));
  const node = response?.media.find(({ type }) => /[/+]json\b/.test(type))?.node;
  return response && node && { response, body: node };
}

/** An operation with a second success may answer with it: a page with 206, say. */
export function hasOneSuccess({ responses }: Operation): boolean {
  return responses.filter(({ status }) => status.startsWith('2')).length === 1;
}

/** `/customers/{id}/orders` -> `orders`. */
export function lastSegment({ path }: Operation): string {
  return path.split('/').at(-1) ?? '';
}
