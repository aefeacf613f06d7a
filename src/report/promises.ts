/** Where the description promises what an assertion asserts. */

import type { Generated } from '../compose/generate-collection.ts';
import { type Entry, entriesOf } from '../contract/types.ts';
import type { Place } from '../core/errors.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { scopesOf } from '../model/chosen-security.ts';
import type { NumberPlace } from '../model/list-meaning.ts';
import type { ApiModel, Operation, Response } from '../model/types.ts';
import { collectionIdOf, itemIdOf } from '../postman/ids.ts';
import { answerWith, jsonOf } from '../rules/answers.ts';
import type { Assertion } from '../rules/rule.ts';
import type { Policy } from '../run/judge-assertions.ts';
import { itemsOf, membersOf, requiredIn } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { partsOf } from '../schema/walk.ts';
import { toPublicPlace } from './place-text.ts';

/** What the contract knows of an assertion in a verdict. */
export interface Origin {
  readonly rule: string;
  readonly operation: Operation;
  /** JSON pointer of the promise in the document, or in that of the use cases; with a place in the body, that of its schema, or of the one that requires a member. */
  readonly promisedAt: (at?: string, member?: string) => string;
}

/** Finds what the contract knows, by the id of a request and the title of an assertion. `undefined`: it is not of this contract. */
export type OriginOf = (requestId: string, title: string, status?: number) => Origin | undefined;

/** The origins of all assertions of a description. A collection from elsewhere, or an older one, may have others. */
export function originsIn({ model, contract }: Pick<Generated, 'model' | 'contract'>): OriginOf {
  const entries = entriesById({ model, contract });
  return (requestId, title, status) => {
    const entry = entries.get(requestId);
    const assertion = entry?.assertions.find((one) => one.title === title);
    if (!entry || !assertion) return undefined;
    const { operation } = entry.request;
    return {
      rule: assertion.rule,
      operation,
      promisedAt: (at, member) => toPromise(entry, assertion, { model, at, member, status }),
    };
  };
}

/** Places in the use cases. */
export function useCaseLocator({ description: { arazzo } }: Generated): ((pointer: string) => Place) | undefined {
  return arazzo && ((pointer) => toPublicPlace(arazzo.locate(pointer)));
}

/** The entries of a contract, by the ids of their requests in the collection. */
export function entriesById({ model, contract }: Pick<Generated, 'model' | 'contract'>): ReadonlyMap<string, Entry> {
  const collectionId = collectionIdOf(model);
  return new Map(entriesOf(contract).map((entry) => [itemIdOf(collectionId, entry.request), entry]));
}

/** The scopes that the requests of a description need of the token, by their ids in the collection. */
export function scopesById(generated: Pick<Generated, 'model' | 'contract'>): NonNullable<Policy['scopesOf']> {
  const entries = entriesById(generated);
  return (requestId) => {
    const entry = entries.get(requestId);
    return entry && scopesOf(entry.request.operation);
  };
}

/** The rule whose promises are in the use cases. */
export const OF_USE_CASES = 'success-criterion';

interface Judged {
  readonly model: ApiModel;
  readonly at: string | undefined;
  readonly member: string | undefined;
  readonly status: number | undefined;
}

/** Rules about the body as a whole, or a part of it. */
const OF_THE_BODY = new Set(['body-schema', 'every-item', 'body-syntax', 'media-type', 'utf-8', 'no-body']);

const OF_A_COUNT = { 'result-count': 'count', 'total-count': 'total', 'total-is-whole': 'total' } as const;

function toPromise(entry: Entry, { rule, title, restsOn }: Assertion, { model, at, member, status }: Judged): string {
  const { request } = entry;
  const { operation } = request;
  if (rule === OF_USE_CASES)
    return toPointer(request.criteria?.find(({ text }) => title.endsWith(`: ${text}`))?.path ?? []);
  const { response } = answerWith(request, status) ?? request.expected;
  if (rule === 'status') return placeOfStatus(operation, response);
  if (OF_THE_BODY.has(rule)) return placeInBody(response, at, model, member);
  if (rule === 'headers') return placeOfHeader(response, ({ name }) => title.startsWith(`${name} is `));
  const isDeclared = restsOn === 'list' && request.listQuery?.list.degree === 'declared';
  const whole = isDeclared ? `${operation.pointer}/x-list` : operation.pointer;
  return placeInList(entry, { rule, title }, response, model) ?? (OF_A_RESPONSE.has(rule) ? response.pointer : whole);
}

/** The header, member or parameter that a rule about a list is about. */
function placeInList(
  { request }: Entry,
  { rule, title }: Pick<Assertion, 'rule' | 'title'>,
  response: Response,
  model: ApiModel,
): string | undefined {
  const { operation, listQuery, item } = request;
  const list = listQuery?.list ?? item?.list;
  if (!list) return undefined;
  if (isCount(rule)) return placeOfNumber(list[OF_A_COUNT[rule]], response, model);
  if (rule === 'page-size') return placeOfParameter(operation, [list.limit]);
  if (!rule.startsWith('filter-')) return undefined;
  const filters = listQuery?.filters ?? [];
  const named = filters.find(({ member }) => title.includes(member));
  const filter = named ?? (filters.length === 1 ? filters[0] : undefined);
  return placeOfParameter(operation, [filter?.parameter, list.anyFilter]);
}

function isCount(rule: string): rule is keyof typeof OF_A_COUNT {
  return Object.hasOwn(OF_A_COUNT, rule);
}

const OF_A_RESPONSE = new Set(['refusal-code', 'problem-status', 'refusal-without-data', 'captured-value']);

/** The response in its operation, where a reference may stand, rather than the component that others share. */
function placeOfStatus({ pointer }: Operation, { status, pointer: own }: Response): string {
  return pointer === '' ? own : `${pointer}/responses${toPointer([status])}`;
}

function placeInBody(response: Response, at: string | undefined, model: ApiModel, member?: string): string {
  const media = jsonOf(response) ?? response.media[0];
  if (!media) return response.pointer;
  const whole = media.pointer ?? media.node?.pointer ?? response.pointer;
  if (at === undefined || !media.node) return whole;
  const node = schemaAt(model, media.node, fromPointer(at)) ?? media.node;
  if (member === undefined) return node.pointer;
  // What several operations refer to requires it once.
  return partsOf(model, node).find((part) => requiredIn([part]).includes(member))?.pointer ?? node.pointer;
}

/** The deepest schema that is described for a place in a value. */
function schemaAt(model: ApiModel, node: SchemaNode, [name, ...rest]: readonly string[]): SchemaNode | undefined {
  if (name === undefined) return node;
  const items = /^(\d+|\*)$/.test(name) ? itemsOf(model, node) : undefined;
  const next = items ?? membersOf(model, node).find((member) => member.name === name)?.schema;
  return next ? schemaAt(model, next, rest) : node;
}

function placeOfHeader(response: Response, isMeant: (header: Response['headers'][number]) => boolean): string {
  const header = response.headers.find(isMeant);
  return header ? ownerOf(header.node) : response.pointer;
}

function placeOfNumber(place: NumberPlace | undefined, response: Response, model: ApiModel): string | undefined {
  if (!place) return undefined;
  if (place.kind === 'member') return placeInBody(response, place.pointer, model);
  const name = (place.kind === 'header' ? place.name : 'Content-Range').toLowerCase();
  return placeOfHeader(response, (header) => header.name.toLowerCase() === name);
}

function placeOfParameter({ parameters }: Operation, names: readonly (string | undefined)[]): string | undefined {
  const parameter = names.flatMap((name) => parameters.find((one) => one.name === name) ?? [])[0];
  return parameter && ownerOf(parameter.node);
}

/** The parameter or header that has a schema. */
function ownerOf({ pointer }: SchemaNode): string {
  return pointer.replace(/\/(schema|content\/.*)$/, '');
}
