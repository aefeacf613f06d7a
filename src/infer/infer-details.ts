import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { Operation, Parameter } from '../model/types.ts';
import { leadsOn, ONE_WAY } from '../schema/leads-on.ts';
import { isWithoutRequired, type Member, membersOf } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { keywordOf, partsOf } from '../schema/walk.ts';
import { saidToTake } from './addressed-by.ts';
import { ENVELOPES, singularsOf, toPlainName } from './conventions.ts';
import { type FoundList, hasOneSuccess, lastSegment, successBody } from './find-list.ts';
import { mayBeDigits, mayBeSame, saysOther } from './same-values.ts';

/** How a response with a single item relates to the list. */
export interface Details {
  readonly kind: 'details';
  /** JSON pointer to the item in that response. */
  readonly at: string;
  readonly agreement: ListMeaning['agreement'];
}

interface Doubt {
  readonly kind: 'doubt';
  readonly why: string;
}

/** Whether an operation returns an item of the list, and how far its response agrees with the list. */
export function inferDetails(
  found: FoundList,
  detailsOperation: Operation,
  parameter: string,
  member: Member,
): Details | Doubt {
  const { schemas, operation, item } = found;
  const doubt = (why: string): Doubt => ({ kind: 'doubt', why });
  const requested = pathParameter(detailsOperation, parameter);
  if (!requested || !isOfItsType(schemas, requested, member)) {
    return doubt(`its "${parameter}" is of another type than the "${member.name}" of an item`);
  }
  const isSame = mayBeDigits(schemas, requested, member) || mayBeSame(schemas, requested, member);
  if (!isSame || saysOther(schemas, requested, detailsOperation)) {
    return doubt(`its "${parameter}" has other values than the "${member.name}" of an item`);
  }
  const named = memberNamed(schemas, requested, item, member);
  if (named) return doubt(`the description of its "${parameter}" names "${named.name}"`);
  const other = otherInPath(operation, detailsOperation);
  if (other) return doubt(`the two describe "${other.name}" differently, so they may be different resources`);
  if (detailsOperation.method !== 'get') return { kind: 'details', at: '', agreement: 'plain' };
  return shownBy(found, detailsOperation, member);
}

/** Where the response of a GET has the item, and how far it agrees with the list. */
function shownBy(found: FoundList, detailsOperation: Operation, member: Member): Details | Doubt {
  const { schemas, item } = found;
  const doubt = (why: string): Doubt => ({ kind: 'doubt', why });
  const body = hasOneSuccess(detailsOperation) ? successBody(detailsOperation)?.body : undefined;
  // Beside the item, there may be what says that it was deleted, as in Stripe's API.
  if (body && isAlternative(schemas, body, item)) return { kind: 'details', at: '', agreement: 'plain' };
  if (!body || [...typesOf(schemas, body)].join() !== 'object') return doubt('its response may not be an object');
  const place = placeOfItem(found, body, member);
  const why = doubtOfDetails(schemas, item, place.schema, member);
  if (why !== undefined) return doubt(why);
  const isStated = SAME_AS_LISTED.test(`${detailsOperation.summary}. ${detailsOperation.description}`);
  return { kind: 'details', at: place.at, agreement: isStated ? 'whole' : agreementOf(schemas, item, place.schema) };
}

/** Whether a parameter has the type of a member, or is a text of its digits. */
function isOfItsType(schemas: Schemas, parameter: Parameter, member: Member): boolean {
  const isSame = scalarOrNull(schemas, parameter.node) === scalarOrNull(schemas, member.schema);
  return isSame || mayBeDigits(schemas, parameter, member);
}

/** A path parameter of a list that its details describe in another way. */
function otherInPath({ parameters }: Operation, details: Operation): Parameter | undefined {
  const described = (parameter?: Parameter) => JSON.stringify([parameter?.example, parameter?.node.schema]);
  return parameters.find((own) => own.in === 'path' && described(own) !== described(pathParameter(details, own.name)));
}

function pathParameter({ parameters }: Operation, name: string) {
  return parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
}

/**
 * The item in a response: the body itself, or the one object in it with the name of an envelope member or of the path's last
 * segment.
 */
function placeOfItem(
  found: FoundList,
  body: SchemaNode,
  member: Member,
): { readonly at: string; readonly schema: SchemaNode } {
  const { schemas, operation } = found;
  const members = membersOf(schemas, body);
  const whole = { at: '', schema: body };
  if (leadsTo(schemas, found.item) === leadsTo(schemas, body) || members.some(({ name }) => name === member.name))
    return whole;
  const names = ['data', 'item', 'result', ...singularsOf(lastSegment(operation))];
  const [inner, other] = members.filter(({ name, schema, required }) => {
    const isNamed = names.includes(toPlainName(name)) || ENVELOPES.has(name);
    const isObject = [...typesOf(schemas, schema)].join() === 'object';
    return isNamed && isObject && (required || isWithoutRequired(schemas, body));
  });
  return inner && !other ? { at: toPointer([inner.name]), schema: inner.schema } : whole;
}

/** The details may have more members than the list's item, but must not contradict it. */
function doubtOfDetails(schemas: Schemas, item: SchemaNode, details: SchemaNode, member: Member): string | undefined {
  if (leadsTo(schemas, item) === leadsTo(schemas, details)) return undefined;
  const members = membersOf(schemas, details);
  const id = members.find(({ name }) => name === member.name);
  const isThere = id && (id.required || isWithoutRequired(schemas, details) || isReadOnly(schemas, id.schema));
  if (!id || !isThere) {
    return `a required "${member.name}" is not in its response`;
  }
  const typeOf = (schema: SchemaNode) => [...typesOf(schemas, schema)].sort().join();
  const other = membersOf(schemas, item).find(({ name, schema }) => {
    const there = members.find((candidate) => candidate.name === name);
    return there && typeOf(there.schema) !== typeOf(schema);
  });
  if (other) return `its "${other.name}" has another type than that of an item`;
  if (areUnlike(membersOf(schemas, item), members, member.name)) {
    return `its response and an item have only "${member.name}" in common, so they may be different resources`;
  }
  const isClosed = keywordOf(schemas, item, 'additionalProperties') === false;
  return isClosed ? 'the schema of an item forbids members that are not in the list' : undefined;
}

/** Whether a server gives a member, and no client does. */
export function isReadOnly(schemas: Schemas, member: SchemaNode): boolean {
  return keywordOf(schemas, member, 'readOnly') === true;
}

/** Members that each resource may have, such as a link to itself. */
const OF_ANY = /^_?(href|links?|ur[il]|self|type|kind|object)$/;

/** Whether both describe members besides the id, and no word of their names is the same: a hit of `/search`, and the search `/search/{id}`. */
function areUnlike(one: readonly Member[], other: readonly Member[], id: string): boolean {
  const wordsOf = (members: readonly Member[]) =>
    members
      .filter(({ name }) => name !== id && !OF_ANY.test(toPlainName(name)))
      .flatMap(({ name }) => toPlainName(name).split('_'));
  const [own, there] = [wordsOf(one), new Set(wordsOf(other))];
  return own.length > 0 && there.size > 0 && !own.some((word) => there.has(word));
}

/** Another member of an item that the description of a parameter names, of its type: "The bookId of the favourite", "The login of the user". */
function memberNamed(schemas: Schemas, parameter: Parameter, item: SchemaNode, own: Member): Member | undefined {
  const words = new Set(parameter.description.match(/\b[A-Za-z]\w*(?:[a-z\d][A-Z]|_)\w+\b/g));
  const others = saidToTake(schemas, parameter);
  const type = scalarOrNull(schemas, own.schema);
  return membersOf(schemas, item).find(({ name, schema }) => {
    const isNamed = words.has(name) || others.includes(toPlainName(name));
    return isNamed && ![own.name, parameter.name].includes(name) && scalarOrNull(schemas, schema) === type;
  });
}

/** Phrases that say that details contain everything in the list. */
const SAME_AS_LISTED =
  /\b(all|full|complete|whole)\b[^.]{0,20}\b(information|details?|members|data|record)\b|\bin full\b|\bsame\b[^.]*\b(as )?in the list\b/i;

/** Values that may be truncated, signed again or incremented between two responses, by words in their descriptions. */
const CHANGES =
  /\b(truncat\w*|shorten\w*|abbreviat\w*|excerpt|preview|snippet|signed|expir\w*|temporar\w*|only (in|on) the (list|details?)|number of views|view count|last (seen|viewed|accessed))\b/i;

/**
 * If both use the same schema, all values must agree; what it does not require may be missing in one of them. Otherwise only values that a
 * list does not abbreviate are compared.
 */
function agreementOf(schemas: Schemas, item: SchemaNode, details: SchemaNode): ListMeaning['agreement'] {
  if (leadsTo(schemas, item) !== leadsTo(schemas, details)) return 'plain';
  if (CHANGES.test(JSON.stringify(leadsTo(schemas, item)))) return 'plain';
  return membersOf(schemas, item).every(({ required }) => required) ? 'whole' : 'shared';
}

/** Whether a schema has that of an item as one of its alternatives. */
function isAlternative(schemas: Schemas, body: SchemaNode, item: SchemaNode): boolean {
  const own = leadsTo(schemas, item);
  const lists = partsOf(schemas, body).flatMap(({ schema: { anyOf, oneOf } }) => [anyOf, oneOf]);
  const isOwn = (one: unknown) => isRecord(one) && leadsTo(schemas, { schema: one, pointer: '' }) === own;
  return lists.some((list) => Array.isArray(list) && list.some(isOwn));
}

/** The schema at the end of a chain of references, or of schemas that are nothing but the only part of another. */
function leadsTo(schemas: Schemas, schema: SchemaNode): unknown {
  return partsOf(schemas, schema).find((part) => !leadsOn(part.schema, ONE_WAY))?.schema;
}
